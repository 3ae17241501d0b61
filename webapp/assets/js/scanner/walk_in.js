/** Somebody without a registration, in three fields; a fourth, folded away, for whom they come instead. */
import { one, tell } from "./dom.js";
import { closeAll } from "./sheets.js";

/** Fills in what a refused ticket already told, so that nobody has to type it again. */
export function suggest(person) {
  one("#walk-in-name").value = person?.name ?? "";
  one("#walk-in-affiliation").value = person?.affiliation ?? "";
  one("#sheet-walk_in").addEventListener("close", () => one("#walk-in").reset(), { once: true }); // not for the next guest
}

/** `onPerson({name, affiliation, gender, represents})` once the name is there. */
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
    const fields = ["name", "affiliation", "gender", "represents"];
    const person = Object.fromEntries(fields.map((field) => [field, text(field)]));
    form.reset();
    closeAll();
    return onPerson(person);
  });
}
