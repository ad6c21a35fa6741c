// Everything here is comfort: each page works without it.
"use strict";

// A page that waits asks until something has changed, then shows itself anew.
async function wait(address) {
  for (let pause = 500; ; pause = Math.min(pause * 2, 15000)) {
    try {
      const answer = await fetch(address, { headers: { accept: "application/json" } });
      const news = await answer.json();
      if (news.go) return location.replace(news.go);
      if (answer.ok) pause = 250;
    } catch { /* no network now: ask again, more and more slowly */ }
    await new Promise((resume) => setTimeout(resume, pause));
  }
}

// "1 min 48 s" counts down.
function countDown(clock) {
  const end = Date.now() + Number(clock.dataset.left) * 1000;
  const beat = setInterval(() => {
    const left = Math.max(0, Math.round((end - Date.now()) / 1000));
    const minutes = Math.floor(left / 60), seconds = left % 60;
    const parts = [minutes && `${minutes}\u00a0min`, (seconds || !minutes) && `${seconds}\u00a0s`];
    clock.textContent = parts.filter(Boolean).join(" ");
    if (left === 0) clearInterval(beat);
  }, 1000);
}

function copy(button) {
  button.hidden = false;
  button.addEventListener("click", async () => {
    const from = document.getElementById(button.dataset.copy);
    const lines = from.children.length ? [...from.children].map((line) => line.textContent.trim()) : [from.textContent];
    await navigator.clipboard.writeText(lines.join("\n"));
    button.querySelector("span").textContent = button.dataset.done;
  });
}

function print(button) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}

const toBytes = (text) =>
  Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (letter) => letter.charCodeAt(0));
const toText = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");

// Asks the authenticator (WebAuthn) what the server wants to know; its answer as JSON.
async function askAuthenticator(form) {
  const body = new URLSearchParams({ csrf: form.elements.csrf.value });
  const { publicKey } = await (await fetch(form.dataset.passkey, { method: "POST", body })).json();
  publicKey.challenge = toBytes(publicKey.challenge);
  for (const known of [...(publicKey.excludeCredentials ?? []), ...(publicKey.allowCredentials ?? [])]) {
    known.id = toBytes(known.id);
  }
  if (publicKey.user) publicKey.user.id = toBytes(publicKey.user.id);
  const made = await navigator.credentials[publicKey.user ? "create" : "get"]({ publicKey });
  const response = {};
  for (const part of ["attestationObject", "authenticatorData", "clientDataJSON", "signature", "userHandle"]) {
    if (made.response[part]) response[part] = toText(made.response[part]);
  }
  return JSON.stringify({ id: made.id, rawId: toText(made.rawId), type: made.type, response });
}

function passkey(form) {
  if (!window.PublicKeyCredential) return;
  const button = form.querySelector("button"), failed = form.querySelector("[data-failed]");
  button.hidden = false;
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    failed.hidden = true;
    button.disabled = true;
    try {
      form.elements.credential.value = await askAuthenticator(form);
      form.submit();
    } catch {
      failed.hidden = false;
      button.disabled = false;
    }
  });
}

for (const form of document.querySelectorAll("[data-passkey]")) passkey(form);
for (const page of document.querySelectorAll("[data-wait]")) wait(page.dataset.wait);
for (const clock of document.querySelectorAll("[data-left]")) countDown(clock);
for (const button of document.querySelectorAll("[data-copy]")) copy(button);
for (const button of document.querySelectorAll("[data-print]")) print(button);
