/** Somebody without a registration, in three fields. */
import { one, tell } from "./dom.js";
import { closeAll } from "./sheets.js";

/** `onPerson({name, affiliation, gender})` once the name is there. */
export function prepareWalkIn({ say, onPerson }) {
  const form = one("#walk-in");
  const name = one("#walk-in-name");
  const trouble = one("#walk-in-trouble");
  const complain = (text) => {
    tell(trouble, text);
    name.setAttribute("aria-invalid", String(Boolean(text)));
  };
  name.addEventListener("input", () => complain(""));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const given = new FormData(form);
    const text = (field) => String(given.get(field) ?? "").trim();
    complain(text("name") ? "" : say("name_missing"));
    if (!text("name")) return name.focus();
    const person = { name: text("name"), affiliation: text("affiliation"), gender: text("gender") };
    form.reset();
    closeAll();
    return onPerson(person);
  });
}
