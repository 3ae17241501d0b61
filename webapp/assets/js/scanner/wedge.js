/** Scanners that type: a burst of keys that ends with Enter or Tab is a code, wherever the person was on the page. */

const PERSON = 45; // milliseconds between keys: the usual gap of scanners is shorter, of quick hands longer
const BREAK = 300; // milliseconds after which the next key begins anew
const SHORTEST = 4; // characters of a code

const TEXT_FIELD = "input:not([type=range]):not([type=radio]):not([type=checkbox]):not([type=file])";
const isTextField = (element) => element?.matches?.(TEXT_FIELD) ?? false;

/** Collects keys; pure but for the clock that comes with each key. A busy phone may delay single keys: the median decides. */
export class Burst {
  #text = "";
  #gaps = [];
  #last = -Infinity;

  /** Takes one key pressed at `at` milliseconds; true when it begins a new burst. */
  press(character, at) {
    const begins = at - this.#last > BREAK;
    if (begins) this.#clear();
    else this.#gaps.push(at - this.#last);
    this.#text += character;
    this.#last = at;
    return begins;
  }

  /** The code that this closing key ends, or null when a person typed; the next key begins anew. */
  end(at) {
    const gaps = [...this.#gaps, at - this.#last].sort((one, other) => one - other);
    const isQuick = gaps[Math.floor(gaps.length / 2)] <= PERSON && gaps[gaps.length - 1] <= BREAK;
    const code = isQuick && this.#text.length >= SHORTEST ? this.#text : null;
    this.#clear();
    return code;
  }

  #clear() {
    this.#text = "";
    this.#gaps = [];
    this.#last = -Infinity;
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
