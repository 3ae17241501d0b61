/** Asks for the counter now and then: other desks admit people too, and it tells whether the line is alive. */

const PAUSE = 15_000; // milliseconds
const SOON = 300; // milliseconds: several scans in a row are counted once
const LIST_EVERY = 4; // beats

/**
 * Asks at once and every fifteen seconds while the page is seen; what is returned asks soon, once for many calls.
 * `refresh()` brings the list on the device up to date, each minute and whenever the line comes back; `onOver()` hears that
 * the desk was closed.
 */
export function keepHearing({ ask, refresh, courier, onCounter, onOver }) {
  let beats = 0;
  const beat = async () => {
    if (document.hidden) return;
    const wasLost = courier.isLost;
    const result = await ask();
    if (result.kind === "answered") onCounter(result.body);
    await courier.heard(result);
    if (result.isOver) await onOver();
    if (result.kind === "answered" && (wasLost || beats % LIST_EVERY === 0)) await refresh();
    beats += 1;
  };
  setInterval(beat, PAUSE);
  document.addEventListener("visibilitychange", beat);
  beat();
  let soon;
  return () => {
    clearTimeout(soon);
    soon = setTimeout(beat, SOON);
  };
}
