// Opens the pictures of a check with the reviewer's passphrase, in this page and nowhere else.
"use strict";
import { onSubmit, open, openKey, say } from "./identity-crypto.js";

async function show(place, form, own) {
  say(place, "working");
  const answer = await fetch(`${form.dataset.from}/${place.dataset.picture}`);
  if (!answer.ok) return say(place, "gone");
  try {
    const picture = await open(await answer.arrayBuffer(), form.dataset.check, place.dataset.picture, own);
    const bitmap = await createImageBitmap(new Blob([picture], { type: "image/jpeg" }));
    const canvas = place.querySelector("canvas");
    [canvas.width, canvas.height] = [bitmap.width, bitmap.height];
    canvas.getContext("2d").drawImage(bitmap, 0, 0);
    bitmap.close();
    canvas.hidden = false;
    say(place, "");
  } catch {
    // Sealed for an earlier key, or not what it should be.
    say(place, "other-key");
  }
}

async function openAll(form) {
  const field = form.querySelector("input[type=password]");
  const { reviewer, public: publicKey, wrapped } = form.dataset;
  say(form, "working");
  let own;
  try {
    own = await openKey(field.value, reviewer, publicKey, wrapped);
  } catch {
    return say(form, "wrong");
  }
  field.value = "";
  for (const place of document.querySelectorAll("[data-picture]")) await show(place, form, own);
  form.hidden = true;
}

for (const form of document.querySelectorAll("form[data-check][data-wrapped]")) onSubmit(form, openAll);
