// Small courtesies of every page. Nothing here is needed to use one.
const all = (selector, root = document) => root.querySelectorAll(selector);

for (const place of all("[data-focus]")) place.focus();

// A button that is on its way keeps its width and says what it does; the form is sent once.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.dataset.sent) return event.preventDefault();
  if (form.method === "get" || form.target || "repeats" in form.dataset) return;
  if ("draft" in form.dataset && !form.dataset.reached) return sendWhenReached(event, form);
  form.dataset.sent = "1";
  const button = event.submitter;
  if (!button?.dataset.busy) return;
  button.style.minWidth = `${button.offsetWidth}px`;
  button.setAttribute("aria-busy", "true");
  (button.querySelector("span") ?? button).textContent = button.dataset.busy;
});

// While the server cannot be reached the form waits on the open page and goes by itself, with all that was typed;
// the token in it makes one registration of however many sendings.
const WAITS = [1, 2, 4, 8, 15, 30]; // seconds
let tryNow = () => {};

async function sendWhenReached(event, form) {
  event.preventDefault();
  if (form.dataset.waits) return tryNow();
  form.dataset.waits = "1";
  for (let tries = 0; !(await isReached()); tries++) {
    form.dispatchEvent(new Event("away"));
    await pause(1000 * WAITS[Math.min(tries, WAITS.length - 1)]);
  }
  delete form.dataset.waits;
  form.dataset.reached = "1";
  form.requestSubmit(event.submitter);
}

const isReached = () =>
  navigator.onLine && fetch("/healthz", { cache: "no-store", signal: AbortSignal.timeout(8000) }).then(({ status }) => status < 500, () => false);

const pause = (milliseconds) => new Promise((done) => {
  tryNow = done;
  addEventListener("online", done, { once: true });
  setTimeout(done, milliseconds);
});

addEventListener("pageshow", (event) => {
  if (event.persisted) for (const { dataset } of all("form[data-sent]")) delete dataset.sent, delete dataset.reached;
});

async function copy(button, text) {
  const words = button.querySelector("span");
  const before = words.textContent;
  await navigator.clipboard.writeText(text);
  words.textContent = button.dataset.done;
  setTimeout(() => (words.textContent = before), 2000);
}

if (navigator.clipboard) for (const button of all("[data-copy], [data-copy-text]")) button.hidden = false;
if (navigator.share) for (const button of all("[data-share-url]")) button.hidden = false;

document.addEventListener("click", (event) => {
  const on = (selector) => event.target.closest?.(selector);
  let found;
  if ((found = on("[data-copy]"))) copy(found, document.getElementById(found.dataset.copy).value);
  else if ((found = on("[data-copy-text]"))) copy(found, found.dataset.copyText);
  else if ((found = on("[data-share-url]"))) {
    const { shareTitle: title, shareText: text, shareUrl: url } = found.dataset;
    navigator.share({ title, text, url }).catch(() => {});
  } else if ((found = on("[data-opens]"))) {
    event.preventDefault();
    document.getElementById(found.dataset.opens).showModal();
  } else if ((found = on("[data-closes]"))) {
    const dialog = found.closest("dialog");
    if (dialog.open) { event.preventDefault(); dialog.close(); }
  } else if (event.target.nodeName === "DIALOG") event.target.close();
});

document.addEventListener("change", (event) => {
  if (event.target.matches("[data-submits]")) event.target.form.requestSubmit();
});

// One box that ticks all of its kind in the form, and says when only some are ticked.
for (const box of all("[data-ticks]")) {
  const each = [...all(`[name="${box.dataset.ticks}"]`, box.form)];
  const look = () => {
    const ticked = each.filter((one) => one.checked).length;
    box.checked = ticked === each.length;
    box.indeterminate = ticked > 0 && !box.checked;
  };
  box.closest("[hidden]").hidden = false;
  box.form.addEventListener("change", (event) => {
    if (event.target === box) for (const one of each) one.checked = box.checked;
    look();
  });
  look();
}

// A date field says the whole date in words, as the office writes it.
const language = document.documentElement.lang === "en" ? "en-GB" : "id-ID";
const inWords = new Intl.DateTimeFormat(language, { dateStyle: "full", timeZone: "UTC" });
for (const field of all("[data-echo]")) {
  field.addEventListener("input", () => {
    const day = field.valueAsDate ?? new Date(NaN);
    document.getElementById(field.dataset.echo).textContent = isNaN(day) ? "" : inWords.format(day);
  });
}

// What is left until a moment; parts that come later count down as well.
function countDown() {
  for (const place of all("time[data-countdown]")) {
    const left = Math.max(0, Math.round((Date.parse(place.dataset.countdown) - Date.now()) / 1000));
    const parts = [Math.floor(left / 3600), Math.floor(left / 60) % 60, left % 60];
    place.textContent = parts.map((part) => String(part).padStart(2, "0")).join(":");
  }
}
if (document.querySelector("time[data-countdown], [data-live-from]")) {
  setInterval(countDown, 1000);
  countDown();
}

// What was typed stays on this device until the server has answered; not for long, since phones are shared.
const DAYS_KEPT = 2;
const kept = (form) => [...form.elements].filter((field) =>
  field.name && !["hidden", "password", "file", "submit"].includes(field.type) && !field.closest("[data-no-draft]"));
const isChoice = (field) => field.type === "checkbox" || field.type === "radio";

for (const form of all("form[data-draft]")) {
  const key = `draft:${form.dataset.draft}`;
  const line = form.querySelector("[data-draft-state]");
  const say = (state) => {
    if (!line) return;
    line.dataset.state = state;
    line.textContent = line.dataset[state] ?? "";
  };
  const restore = () => {
    const { at, values } = JSON.parse(localStorage.getItem(key) ?? "{}");
    if (!values || form.querySelector(".has-error")) return;
    if (Date.now() - at > DAYS_KEPT * 86_400_000) return localStorage.removeItem(key);
    for (const field of kept(form)) {
      const value = values[field.name];
      if (value === undefined) continue;
      if (isChoice(field)) field.checked = value.includes(field.value);
      else if (!field.value) field.value = value[0];
    }
    say("saved");
  };
  const save = () => {
    const values = {};
    for (const field of kept(form)) {
      values[field.name] ??= [];
      if (!isChoice(field) || field.checked) values[field.name].push(field.value);
    }
    localStorage.setItem(key, JSON.stringify({ at: Date.now(), values }));
    say(navigator.onLine ? "saved" : "offline");
  };
  try {
    restore();
    form.addEventListener("input", save);
    addEventListener("offline", save);
    addEventListener("online", () => say("saved"));
    form.addEventListener("away", () => (save(), say(navigator.onLine ? "away" : "offline")));
  } catch { /* private windows keep nothing */ }
}
for (const done of all("[data-draft-done]")) localStorage.removeItem(`draft:${done.dataset.draftDone}`);

// A part that is still being worked on is fetched again every so many seconds, as long as the page is looked at.
for (const part of all("[data-live]")) {
  const look = async () => {
    if (document.hidden) return later();
    try {
      const answer = await fetch(part.dataset.liveFrom ?? location.href, { headers: { Accept: "text/html" } });
      const fresh = answer.ok && new DOMParser().parseFromString(await answer.text(), "text/html").getElementById(part.id);
      if (!fresh) return answer.status < 500 ? location.reload() : later();
      part.replaceChildren(...fresh.childNodes);
      countDown();
      if (!("live" in fresh.dataset)) return;
    } catch { /* no signal: ask again */ }
    later();
  };
  const later = () => setTimeout(look, 1000 * part.dataset.live);
  later();
}

// A list of suggestions that is too long to be sent with the page: those that fit what is typed.
for (const field of all("[data-suggests]")) {
  let waiting;
  field.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => suggest(field).catch(() => {}), 250);
  });
}

async function suggest(field) {
  const typed = field.value.trim();
  if (typed.length < 3) return;
  const answer = await fetch(`${field.dataset.suggests}?q=${encodeURIComponent(typed)}`);
  const { names } = await answer.json();
  if (field.value.trim() !== typed) return;
  field.list.replaceChildren(...names.map((name) => Object.assign(document.createElement("option"), { value: name })));
}
