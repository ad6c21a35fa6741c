// Makes a reviewer's key pair. The passphrase and the open private key never leave this page.
"use strict";
import { makeKey, onSubmit, say } from "./identity-crypto.js";

const SHORTEST = 12;

async function make(form) {
  const [one, other] = form.querySelectorAll("input[type=password]");
  if ([...one.value.normalize("NFC")].length < SHORTEST) return say(form, "short");
  if (one.value !== other.value) return say(form, "different");
  say(form, "working");
  const { publicKey, wrapped } = await makeKey(one.value, form.dataset.reviewer);
  form.elements.public_key.value = publicKey;
  form.elements.wrapped_key.value = wrapped;
  form.submit();
}

for (const form of document.querySelectorAll("form[data-reviewer]")) onSubmit(form, make);
