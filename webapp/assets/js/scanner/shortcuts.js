/** Keys for a desk with a keyboard. Function keys only: letters belong to the scanner that types. */

/** Calls `keys[name]()` for a function key pressed alone, such as `{F2: () => ...}`. */
export function listenForShortcuts(keys, root = document) {
  root.addEventListener("keydown", (event) => {
    const act = keys[event.key];
    if (!act || event.ctrlKey || event.altKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    act();
  });
}
