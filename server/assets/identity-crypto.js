// How pictures are sealed for reviewers and opened again. docs/identity-check.md says every byte of it.
"use strict";

const ROUNDS = 600000;
const CURVE = { name: "ECDH", namedCurve: "P-256" };

const toUtf8 = (text) => new TextEncoder().encode(text);
const random = (length) => crypto.getRandomValues(new Uint8Array(length));

export const toBytes = (text) =>
  Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (letter) => letter.charCodeAt(0));
export const toText = (bytes) =>
  btoa(String.fromCharCode(...new Uint8Array(bytes))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");

function join(...parts) {
  const all = new Uint8Array(parts.reduce((length, part) => length + part.byteLength, 0));
  let at = 0;
  for (const part of parts) {
    all.set(new Uint8Array(part), at);
    at += part.byteLength;
  }
  return all;
}

const aboutPicture = (check, kind) => toUtf8(`assent identity picture v1\n${check}\n${kind}`);
const aboutKey = (check, kind, reviewer) => toUtf8(`assent identity key v1\n${check}\n${kind}\n${reviewer}`);
const aboutReviewer = (reviewer, publicKey) => toUtf8(`assent reviewer key v1\n${reviewer}\n${publicKey}`);

const importPublic = (raw) => crypto.subtle.importKey("raw", raw, CURVE, true, []);

// The key under which one picture's key lies for one reviewer: ECDH, then HKDF-SHA-256 salted with both public keys.
async function derive(privateKey, publicKey, ephemeral, reviewerKey, info) {
  const secret = await crypto.subtle.deriveBits({ name: "ECDH", public: publicKey }, privateKey, 256);
  const material = await crypto.subtle.importKey("raw", secret, "HKDF", false, ["deriveKey"]);
  const how = { name: "HKDF", hash: "SHA-256", salt: join(ephemeral, reviewerKey), info };
  return crypto.subtle.deriveKey(how, material, { name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);
}

// Seals a picture (bytes) for each of `reviewers` ({ reviewer, key }).
export async function seal(picture, check, kind, reviewers) {
  const raw = random(32), iv = random(12);
  const key = await crypto.subtle.importKey("raw", raw, "AES-GCM", false, ["encrypt"]);
  const body = await crypto.subtle.encrypt({ name: "AES-GCM", iv, additionalData: aboutPicture(check, kind) }, key, picture);
  const keys = [];
  for (const { reviewer, key: publicKey } of reviewers) {
    const reviewerKey = toBytes(publicKey), info = aboutKey(check, kind, reviewer), iv = random(12);
    const pair = await crypto.subtle.generateKey(CURVE, false, ["deriveBits"]);
    const ephemeral = await crypto.subtle.exportKey("raw", pair.publicKey);
    const wrapping = await derive(pair.privateKey, await importPublic(reviewerKey), ephemeral, reviewerKey, info);
    const wrapped = await crypto.subtle.encrypt({ name: "AES-GCM", iv, additionalData: info }, wrapping, raw);
    keys.push({ reviewer, ephemeral: toText(ephemeral), iv: toText(iv), key: toText(wrapped) });
  }
  const head = toUtf8(JSON.stringify({ version: 1, iv: toText(iv), keys }));
  const length = new Uint8Array(4);
  new DataView(length.buffer).setUint32(0, head.byteLength);
  return join(length, head, body);
}

// Opens what `seal` made, with a reviewer's opened key. Fails when it was not made for that key.
export async function open(sealed, check, kind, own) {
  const length = new DataView(sealed).getUint32(0);
  const head = JSON.parse(new TextDecoder().decode(sealed.slice(4, 4 + length)));
  const entry = head.keys.find((one) => one.reviewer === own.reviewer);
  if (head.version !== 1 || !entry) throw new Error("not for this reviewer");
  const info = aboutKey(check, kind, own.reviewer), ephemeral = toBytes(entry.ephemeral);
  const wrapping = await derive(own.privateKey, await importPublic(ephemeral), ephemeral, own.publicKey, info);
  const unwrap = { name: "AES-GCM", iv: toBytes(entry.iv), additionalData: info };
  const raw = await crypto.subtle.decrypt(unwrap, wrapping, toBytes(entry.key));
  const key = await crypto.subtle.importKey("raw", raw, "AES-GCM", false, ["decrypt"]);
  const how = { name: "AES-GCM", iv: toBytes(head.iv), additionalData: aboutPicture(check, kind) };
  return crypto.subtle.decrypt(how, key, sealed.slice(4 + length));
}

async function fromPassphrase(passphrase, salt, rounds) {
  const material = await crypto.subtle.importKey("raw", toUtf8(passphrase.normalize("NFC")), "PBKDF2", false, ["deriveKey"]);
  const how = { name: "PBKDF2", hash: "SHA-256", salt, iterations: rounds };
  return crypto.subtle.deriveKey(how, material, { name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);
}

// A new key pair of a reviewer: the public half, and the private one under the passphrase.
export async function makeKey(passphrase, reviewer) {
  const pair = await crypto.subtle.generateKey(CURVE, true, ["deriveBits"]);
  const publicKey = toText(await crypto.subtle.exportKey("raw", pair.publicKey));
  const salt = random(16), iv = random(12);
  const wrapping = await fromPassphrase(passphrase, salt, ROUNDS);
  const plain = await crypto.subtle.exportKey("pkcs8", pair.privateKey);
  const how = { name: "AES-GCM", iv, additionalData: aboutReviewer(reviewer, publicKey) };
  const key = await crypto.subtle.encrypt(how, wrapping, plain);
  const wrapped = { version: 1, salt: toText(salt), rounds: ROUNDS, iv: toText(iv), key: toText(key) };
  return { publicKey, wrapped: JSON.stringify(wrapped) };
}

// The pair again. Fails when the passphrase is another one, or the public half was exchanged.
export async function openKey(passphrase, reviewer, publicKey, wrapped) {
  const { salt, rounds, iv, key } = JSON.parse(wrapped);
  const wrapping = await fromPassphrase(passphrase, toBytes(salt), rounds);
  const how = { name: "AES-GCM", iv: toBytes(iv), additionalData: aboutReviewer(reviewer, publicKey) };
  const plain = await crypto.subtle.decrypt(how, wrapping, toBytes(key));
  const privateKey = await crypto.subtle.importKey("pkcs8", plain, CURVE, false, ["deriveBits"]);
  return { reviewer, privateKey, publicKey: toBytes(publicKey) };
}

// Shows one of the sentences that stand hidden in `place`, and hides the others.
export function say(place, name) {
  for (const words of place.querySelectorAll("[data-say]")) words.hidden = words.dataset.say !== name;
}

// Browsers seal nothing in pages that came without TLS.
export const canSeal = () => window.isSecureContext && !!crypto.subtle;

// Lets `act` do what the form is for, where that is possible.
export function onSubmit(form, act) {
  if (!canSeal()) return say(form, "insecure");
  form.querySelector("button").hidden = false;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    act(form).catch(() => say(form, "failed"));
  });
}
