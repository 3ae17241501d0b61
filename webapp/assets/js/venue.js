/** The screen in the room: a new code in time, the whole screen, no sleeping, and honesty when the line is lost. */

const RETRY = 3000; // milliseconds
const TOO_OLD = 25_000; // milliseconds: after this nobody is let in by what is shown

const place = document.getElementById("symbol");
const lost = document.getElementById("venue-lost");
const whole = document.getElementById("whole");
let shownAt = performance.now();

async function ask() {
  let next = RETRY;
  try {
    const answer = await fetch(place.dataset.now, { cache: "no-store", redirect: "error" });
    const symbol = await answer.text();
    if (!answer.ok) throw new Error(answer.statusText);
    if (!symbol) return location.reload(); // it was switched off
    place.innerHTML = symbol; // our own drawing
    shownAt = performance.now();
    next = Number(answer.headers.get("Refresh-In")) || RETRY;
  } catch {
    // tried again below
  }
  lost.hidden = performance.now() - shownAt < TOO_OLD;
  return setTimeout(ask, next);
}

if (document.documentElement.requestFullscreen) {
  whole.hidden = false;
  whole.addEventListener("click", () => document.getElementById("venue").requestFullscreen());
}
navigator.wakeLock?.request("screen").catch(() => {});
setTimeout(ask, 500);
