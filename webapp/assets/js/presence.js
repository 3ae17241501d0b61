// The page beside the call says every half minute that somebody is there. One small timer, nothing else is kept awake.
import { Clock, seconds } from "./presence/clock.js";

const EVERY = 30_000;
const place = document.querySelector("[data-presence]");
const state = place.querySelector("[data-state]");
const clock = new Clock(Number(place.dataset.now));
const GRACE = 80_000; // the server's own: a longer silence is an absence
let timer, last = 0, reached = 0, counted = Number(place.dataset.seconds);

const say = (key) => { if (state.textContent !== place.dataset[key]) state.textContent = place.dataset[key]; };

function count(sent) {
  if (reached && sent - reached <= GRACE) counted += seconds(reached, sent, Date.parse(place.dataset.starts));
  reached = sent;
  place.querySelector("[data-minutes]").textContent = place.dataset.words.replace("{n}", Math.floor(counted / 60));
}

async function beat() {
  const sent = last = clock.now();
  let answer;
  try {
    answer = await fetch(place.dataset.presence, { method: "POST", body: JSON.stringify({ at: sent }), keepalive: true });
  } catch { return say("off"); }
  if (answer.status === 204) {
    count(sent);
    return say("on");
  }
  if (answer.status !== 409) return say("off");
  const { reason, now } = await answer.json();
  if (reason === "clock") clock.set(now);
  if (reason === "replayed") {  // another tab of the same person was heard at this moment
    count(sent);
    say("on");
  }
  if (reason !== "closed") return;
  clearInterval(timer);
  say("over");
}

function start() {
  if (timer) return;
  timer = setInterval(beat, EVERY);
  beat();
}

// Who comes back to the page, or to the network, is there at once. A sleeping telephone is not woken.
const back = () => { if (timer && !document.hidden && clock.now() - last > 5_000) beat(); };
document.addEventListener("visibilitychange", back);
addEventListener("online", back);
addEventListener("offline", () => timer && say("off"));

if ("joined" in place.dataset) start();
for (const form of document.querySelectorAll("[data-joins]")) form.addEventListener("submit", () => setTimeout(start, 3_000));
