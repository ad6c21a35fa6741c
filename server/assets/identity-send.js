// Takes pictures, seals them for the reviewers in this browser, and sends them.
"use strict";
import { canSeal, seal, say } from "./identity-crypto.js";

const LIMIT = 10 * 1024 * 1024;
// Enough to read a document; larger ones are made smaller.
const LONGEST = 2400;

// The first bytes of JPEG, PNG and WebP.
async function isPicture(file) {
  const bytes = new Uint8Array(await file.slice(0, 12).arrayBuffer());
  const text = String.fromCharCode(...bytes);
  return text.startsWith("\xff\xd8\xff") || text.startsWith("\x89PNG\r\n\x1a\n") ||
    (text.startsWith("RIFF") && text.endsWith("WEBP"));
}

// Drawn anew as JPEG: what cameras write beside the picture, such as the place, stays behind.
async function redraw(file, canvas) {
  const bitmap = await createImageBitmap(file);
  const scale = Math.min(1, LONGEST / Math.max(bitmap.width, bitmap.height));
  canvas.width = Math.max(1, Math.round(bitmap.width * scale));
  canvas.height = Math.max(1, Math.round(bitmap.height * scale));
  canvas.getContext("2d").drawImage(bitmap, 0, 0, canvas.width, canvas.height);
  bitmap.close();
  canvas.hidden = false;
  const blob = await new Promise((done) => canvas.toBlob(done, "image/jpeg", 0.9));
  return blob.arrayBuffer();
}

async function send(page, place, file) {
  if (file.size > LIMIT) return "too-large";
  if (!(await isPicture(file))) return "no-picture";
  let picture;
  try {
    picture = await redraw(file, place.querySelector("canvas"));
  } catch {
    return "no-picture";
  }
  try {
    const sealed = await seal(picture, page.dataset.check, place.dataset.kind, JSON.parse(page.dataset.reviewers));
    const headers = { "content-type": "application/octet-stream", "assent-form": page.dataset.form };
    const answer = await fetch(`${page.dataset.to}/${place.dataset.kind}`, { method: "PUT", headers, body: sealed });
    if (answer.ok) return "done";
    return { 409: "reload", 410: "reload", 413: "too-large" }[answer.status] ?? "failed";
  } catch {
    return "failed";
  }
}

function prepare(page) {
  if (!canSeal()) return say(page, "insecure");
  const button = page.querySelector("button[value=send]");
  for (const place of page.querySelectorAll("[data-kind]")) {
    const input = place.querySelector("input[type=file]");
    input.hidden = false;
    input.addEventListener("change", async () => {
      const [file] = input.files;
      if (!file) return;
      button.disabled = true;
      say(place, "working");
      const said = await send(page, place, file);
      // So that the same file, mended, can be chosen again.
      input.value = "";
      say(place, said);
      if (said === "done") place.dataset.there = "";
      else delete place.dataset.there;
      button.disabled = !!page.querySelector("[data-kind]:not([data-there])");
    });
  }
}

for (const page of document.querySelectorAll("[data-check][data-reviewers]")) prepare(page);
