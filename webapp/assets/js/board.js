/** The live board asks for its figures every five seconds; an unchanged answer costs next to nothing. */

const PAUSE = 5000; // milliseconds

const place = document.getElementById("board");
const told = document.getElementById("board-told");
const locale = document.documentElement.lang === "en" ? "en-GB" : "id-ID";
const clock = new Intl.DateTimeFormat(locale, { timeStyle: "medium", timeZone: told.dataset.zone });
let tag = "";
let heard = new Date();

async function ask() {
  if (document.hidden) return;
  try {
    const answer = await fetch(place.dataset.now, { headers: tag ? { "If-None-Match": tag } : {}, redirect: "error", cache: "no-store" });
    if (answer.status === 200) {
      place.innerHTML = await answer.text(); // our own template, escaped there
      tag = answer.headers.get("ETag") ?? "";
    } else if (answer.status !== 304) throw new Error(answer.statusText);
    heard = new Date();
    say(told.dataset.fresh);
  } catch {
    say(told.dataset.lost);
  }
}

function say(sentence) {
  told.textContent = sentence.replace("{time}", clock.format(heard));
}

setInterval(ask, PAUSE);
document.addEventListener("visibilitychange", ask);
