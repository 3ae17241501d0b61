/** The typed code, and the photo of a code. */
import { one, tell } from "./dom.js";
import { readPhoto } from "./photo.js";
import { closeAll } from "./sheets.js";

/** `onCode(text)` with what was typed or found; `decoder()` promises the function that reads pictures. */
export function prepareTyping({ say, onCode, decoder }) {
  const form = one("#typing");
  const field = one("#code");
  const trouble = one("#code-trouble");
  const complain = (text) => {
    tell(trouble, text);
    field.setAttribute("aria-invalid", String(Boolean(text)));
  };
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const text = field.value.trim();
    complain(text ? "" : say("code_missing"));
    if (!text) return field.focus();
    field.value = "";
    closeAll();
    return onCode(text);
  });
  field.addEventListener("input", () => complain(""));
  document.addEventListener("change", async (event) => {
    const file = event.target.matches("[data-photo]") && event.target.files[0];
    if (!file) return;
    event.target.value = "";
    const { text, sentence } = await findCode(file, { say, decoder });
    if (!text) return tellPhoto(sentence);
    tellPhoto("");
    closeAll();
    onCode(text);
  });
}

async function findCode(file, { say, decoder }) {
  tellPhoto(say("photo_reading"));
  try {
    const text = await readPhoto(file, await decoder());
    return { text, sentence: say("photo_empty") };
  } catch (problem) {
    return { text: null, sentence: say(problem?.name === "InvalidStateError" ? "photo_broken" : "decoder_failed") };
  }
}

function tellPhoto(text) {
  for (const place of document.querySelectorAll("[data-photo-told]")) tell(place, text);
}
