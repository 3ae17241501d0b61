/** Asks for the counter now and then: other desks admit people too, and it tells whether the line is alive. */

const PAUSE = 15_000; // milliseconds
const SOON = 300; // milliseconds: several scans in a row are counted once

/** Asks at once and every fifteen seconds while the page is seen; what is returned asks soon, once for many calls. */
export function keepHearing({ ask, courier, onCounter }) {
  const beat = async () => {
    if (document.hidden) return;
    const result = await ask();
    if (result.kind === "answered") onCounter(result.body);
    await courier.heard(result);
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
