/** "Putar ulang": the first forty minutes at the door in twenty seconds, or at the pace of one's own hand. */

const SPAN = 2400; // seconds that are shown
const FILM = 20; // seconds that it takes

const place = document.getElementById("replay");
const seconds = (text) => text.split(" ").filter(Boolean).map(Number);

if (place) {
  const room = seconds(place.dataset.room);
  const online = seconds(place.dataset.online);
  const first = Date.parse(place.dataset.first);
  const language = document.documentElement.lang === "en" ? "en-GB" : "id-ID";
  const clock = new Intl.DateTimeFormat(language, { timeStyle: "medium", timeZone: place.dataset.zone });
  const number = new Intl.NumberFormat(language);
  const play = document.getElementById("replay-play");
  const slider = document.getElementById("replay-at");
  const until = (arrivals, at) => number.format(arrivals.filter((one) => one <= at).length);
  let began = null;

  const show = (at) => {
    document.getElementById("replay-clock").textContent = clock.format(first + at * 1000);
    document.getElementById("replay-room").textContent = until(room, at);
    document.getElementById("replay-online").textContent = until(online, at);
    slider.value = at;
  };
  const stop = () => {
    began = null;
    play.firstElementChild.textContent = play.dataset.go;
  };
  const step = (now) => {
    if (began === null) return;
    const at = Math.min(SPAN, ((now - began) / 1000) * (SPAN / FILM));
    show(at);
    if (at < SPAN) requestAnimationFrame(step);
    else stop();
  };
  play.addEventListener("click", () => {
    if (began !== null) return stop();
    const from = Number(slider.value) >= SPAN ? 0 : Number(slider.value);
    began = performance.now() - (from / SPAN) * FILM * 1000;
    play.firstElementChild.textContent = play.dataset.stop;
    return requestAnimationFrame(step);
  });
  slider.addEventListener("input", () => {
    stop();
    show(Number(slider.value));
  });
  play.hidden = slider.hidden = false;
}
