// The event form: rows without a round trip, fields of the chosen mode only, and the page as a phone will show it.
const form = document.querySelector("[data-schedule]");
const named = (name) => form.elements[name];

// A row is copied from the last one; the server does the same where this cannot run.
const numbered = (text, from, to) => text.replaceAll(from, to);

function copyOf(row, container) {
  const last = row.dataset.row;
  const next = `${container.dataset.rows}-${Number(last.split("-").pop()) + 1}`;
  const copy = row.cloneNode(true);
  copy.dataset.row = next;
  for (const part of copy.querySelectorAll("[id], [name], [for], [aria-describedby], [data-echo], [value^='remove:']")) {
    for (const name of ["id", "name", "for", "aria-describedby", "data-echo"]) {
      if (part.hasAttribute(name)) part.setAttribute(name, numbered(part.getAttribute(name), last, next));
    }
    if (part.matches("button")) part.value = numbered(part.value, last, next);
  }
  for (const wrong of copy.querySelectorAll(".has-error")) wrong.classList.remove("has-error");
  for (const sentence of copy.querySelectorAll(".field-error")) sentence.remove();
  return copy;
}

function emptied(copy) {
  for (const field of copy.querySelectorAll("input, textarea")) {
    field.removeAttribute("aria-invalid");
    field.value = "";
  }
  for (const echo of copy.querySelectorAll("output")) echo.textContent = "";
  return copy;
}

// The day after, at the same hours: most often that is what a second session is.
function follow(copy, row) {
  const at = (place, name) => place.querySelector(`[name$="-${name}"]`);
  const day = at(row, "day")?.valueAsDate;
  if (!day) return;
  day.setUTCDate(day.getUTCDate() + 1);
  at(copy, "day").valueAsDate = day;
  for (const name of ["starts", "ends"]) at(copy, name).value = at(row, name).value;
}

function renumber(container) {
  const rows = container.querySelectorAll("[data-row]");
  rows.forEach((row, index) => {
    const legend = row.querySelector("legend");
    legend.textContent = legend.textContent.replace(/\d+/, index + 1);
    if (container.dataset.rows === "sessions") row.querySelector(".form-row-end").hidden = rows.length < 2;
  });
}

function add(container) {
  const row = [...container.querySelectorAll("[data-row]")].pop();
  if (!row) return false;
  const copy = emptied(copyOf(row, container));
  follow(copy, row);
  row.after(copy);
  renumber(container);
  copy.querySelector("input:not([type=hidden]), select").focus();
  return true;
}

function remove(button) {
  const row = button.closest("[data-row]");
  const container = row.closest("[data-rows]");
  const rows = container.querySelectorAll("[data-row]");
  if (rows.length < 2) return false;
  row.remove();
  renumber(container);
  return true;
}

form.addEventListener("click", (event) => {
  const button = event.target.closest("button[name=rows]");
  if (!button) return;
  const container = button.closest("[data-rows]");
  if (button.hasAttribute("data-removes") ? remove(button) : add(container)) event.preventDefault();
});

// A mode that is not chosen needs no fields; what was typed in them stays.
function showMode() {
  for (const part of document.querySelectorAll("[data-for]")) part.hidden = !part.dataset.for.split(" ").includes(named("mode").value);
}

const locale = document.documentElement.lang;
const inWords = new Intl.DateTimeFormat(locale, { weekday: "long", day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });
const shown = new Map([...document.querySelectorAll("[data-shows]")].map((place) => [place.dataset.shows, [place, place.textContent]]));
const first = (name) => form.querySelector(`[name^="sessions-"][name$="-${name}"]`);

function show(name, words) {
  const [place, empty] = shown.get(name) ?? [];
  if (place) place.textContent = words || place.dataset.empty || empty;
}

function hours() {
  const start = first("starts")?.value;
  const words = shown.get("starts")?.[0].dataset;
  if (!start || !words) return "";
  const zone = named("tzid").selectedOptions[0].text.split(" ")[0];
  const end = first("ends").value;
  return end ? `${words.word} ${start}–${end} ${zone}` : `${words.word} ${start} ${zone} ${words.open}`;
}

function preview() {
  const day = first("day")?.valueAsDate;
  show("summary", named("summary").value);
  show("day", day && inWords.format(day));
  show("starts", hours());
  show("venue", named("mode").value !== "online" && named("venue").value);
}

// What else is at that time, asked of the server while somebody types; saving shows it too where this cannot run.
const courtesies = form.querySelector("[data-courtesies]");
const ASKED = /^(kind|organization|tzid|mode|venue|region_code|sessions-.*|roles-.*-name)$/;
let asking;

function takeable(place) {
  for (const time of place.querySelectorAll("[data-day]")) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "btn btn-quiet";
    button.textContent = courtesies.dataset.take;
    button.addEventListener("click", () => {
      first("day").value = time.dataset.day;
      first("starts").value = time.dataset.starts;
      first("ends").value = time.dataset.ends;
      for (const name of ["day", "starts"]) first(name).dispatchEvent(new Event("input", { bubbles: true }));
    });
    if (form.querySelectorAll('[data-rows="sessions"] [data-row]').length === 1) time.append(" ", button);
  }
}

async function consider() {
  const asked = new URLSearchParams([...new FormData(form)].filter(([name, value]) => ASKED.test(name) && value));
  const address = new URL(courtesies.dataset.courtesies, location.href);
  for (const [name, value] of asked) address.searchParams.append(name, value);
  try {
    const answer = await fetch(address, { redirect: "error" });
    if (!answer.ok) return;
    courtesies.innerHTML = await answer.text(); // our own template, escaped there
    takeable(courtesies);
  } catch {
    // Without a connection nothing is known, and nothing is said.
  }
}

form.addEventListener("input", (event) => {
  if (!ASKED.test(event.target.name)) return;
  clearTimeout(asking);
  asking = setTimeout(consider, 700);
});
takeable(courtesies);

form.addEventListener("input", preview);
form.addEventListener("change", showMode);
showMode();
preview();
