/** Scanners that type: a burst of keys that ends with Enter or Tab is a code, wherever the person was on the page. */

const FASTEST_HANDS = 50; // milliseconds between keys; scanners are quicker, people slower
const SHORTEST = 4; // characters of a code

const isTextField = (element) => element?.matches?.("input:not([type=range],[type=radio],[type=file]), textarea") ?? false;

/** Collects keys; pure but for the clock that comes with each key. */
export class Burst {
  #text = "";
  #last = -Infinity;

  /** Takes one key pressed at `at` milliseconds; true when it begins a new burst. */
  press(character, at) {
    const begins = at - this.#last > FASTEST_HANDS;
    this.#text = begins ? character : this.#text + character;
    this.#last = at;
    return begins;
  }

  /** The code that this closing key ends, or null; the next key begins anew. */
  end(at) {
    const isCode = at - this.#last <= FASTEST_HANDS && this.#text.length >= SHORTEST;
    const code = isCode ? this.#text : null;
    this.#text = "";
    this.#last = -Infinity;
    return code;
  }
}

/** Calls `onCode(text)` for each code a scanner types. Keys pressed outside any field go to `field` while it is visible. */
export function listenForWedge({ field, onCode, root = document }) {
  const burst = new Burst();
  let before = null;
  root.addEventListener(
    "keydown",
    (event) => {
      if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return;
      if (event.key.length === 1) {
        if (burst.press(event.key, event.timeStamp)) before = snapshot(event.target);
        if (event.key !== " " && !isTextField(event.target) && field.getClientRects().length) takeOver(field);
      } else if (event.key === "Enter" || event.key === "Tab") {
        const code = burst.end(event.timeStamp);
        if (code === null) return;
        event.preventDefault();
        event.stopPropagation();
        before.restore();
        onCode(code);
      }
    },
    { capture: true },
  );

  function takeOver(to) {
    to.focus({ preventScroll: true });
    to.select();
    if (before) before = { restore: () => (to.value = "") };
  }
}

/** The field as it was before the scanner typed into it. */
function snapshot(target) {
  if (!isTextField(target)) return { restore: () => {} };
  const { value } = target;
  return {
    restore: () => {
      target.value = value;
      target.dispatchEvent(new Event("input", { bubbles: true }));
    },
  };
}
