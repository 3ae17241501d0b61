/** Asks for the counter now and then: other desks admit people too, and it tells whether the line is alive. */

const PAUSE = 15_000; // milliseconds

/** Asks at once and every fifteen seconds while the page is seen. */
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
}
