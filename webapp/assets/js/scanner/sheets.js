/** The sheets that come up from below on a phone. On a wide screen some of their forms stand beside the camera instead. */
import { all, one } from "./dom.js";

const WIDE = "(min-width: 960px) and (min-height: 560px)";

export const isWide = () => matchMedia(WIDE).matches;

export function open(name) {
  const sheet = one(`#sheet-${name}`);
  if (!sheet.open) sheet.showModal();
}

export function closeAll() {
  for (const sheet of all("dialog[open]")) sheet.close();
}

/** Where a person goes for a tool: its sheet, or its place beside the camera. */
export function goTo(name) {
  const inPlace = isWide() && one(`[data-beside="${name}"]`);
  if (!inPlace) open(name);
  one("[data-first]", inPlace || one(`#sheet-${name}`))?.focus();
}

/** Wires buttons with `data-opens`, closing by button or a touch outside, and the moving of forms. */
export function prepare() {
  document.addEventListener("click", (event) => {
    const opener = event.target.closest("[data-opens]");
    if (opener) goTo(opener.dataset.opens);
    const closer = event.target.closest("[data-closes]");
    if (closer || event.target.matches("dialog")) event.target.closest("dialog").close();
  });
  const settle = () => {
    closeAll();
    for (const form of all("[data-moves]")) {
      const place = isWide() ? "beside" : "within";
      one(`[data-${place}="${form.dataset.moves}"]`).append(form);
    }
  };
  matchMedia(WIDE).addEventListener("change", settle);
  settle();
}
