/** The answer that covers everything but the top bar, seen, heard, felt, and read out. */
import { LOOKS, SHORTEST_STAY, describe } from "./answer.js";
import { all, fill, icon, make, one, speak, tell } from "./dom.js";

const TO_CHOOSE = 6000; // milliseconds more when a group may be let in at once
const LONG_NAME = 26; // characters that still stand in two lines of a phone

export class Answers {
  #desk;
  #sound;
  #screen = one("#answer");
  #alert = one("#spoken");
  #shown = null;
  #since = -Infinity;
  #timer;
  #focused = null;
  #person = null;
  #group = [];
  #record = null;
  #isAsked = false;

  /** `onWay(name, what)` when the desk goes on: "search" and "walk_in" with the person whom the answer named, "group" with its people, "admit" with the record, "undo". */
  constructor({ desk, sound, onWay }) {
    this.#desk = desk;
    this.#sound = sound;
    this.#screen.addEventListener("click", (event) => {
      const way = event.target.closest("[data-way]")?.dataset.way;
      const told = { group: this.#group, admit: this.#record };
      this.close();
      if (way) onWay(way, told[way] ?? this.#person, event.target.closest("[data-gender]")?.dataset.gender);
    });
    document.addEventListener("keydown", (event) => this.#onKey(event), { capture: true });
  }

  /** Escape, Enter and space go on; a letter too, and it counts: the person types the next code already. */
  #onKey(event) {
    if (!this.#shown || event.ctrlKey || event.altKey || event.metaKey || this.#screen.contains(event.target)) return;
    const goesOn = ["Escape", "Enter", " "].includes(event.key);
    if (!goesOn && event.key.length !== 1) return;
    if (goesOn) event.preventDefault();
    this.close();
  }

  /** The id of the record whose answer is on the screen, or null. */
  get showing() {
    return this.#shown;
  }

  /** Whether the answer is too fresh for the camera to replace it. */
  isFresh(now = performance.now()) {
    return this.#shown !== null && (this.#isAsked || now - this.#since < SHORTEST_STAY);
  }

  show(record, answer) {
    const parts = describe(answer, this.#desk);
    const { outcome } = parts;
    this.#person = answer.registration ?? null;
    this.#shown = record.id;
    this.#since = performance.now();
    this.#screen.dataset.outcome = outcome;
    fill(one(".answer-icon", this.#screen), icon(LOOKS[outcome].icon));
    for (const part of ["word", "name", "first", "belonging", "sentence"]) {
      tell(one(`.answer-${part}`, this.#screen), parts[part]);
    }
    fill(one(".answer-flags", this.#screen), ...parts.flags.map((flag) => make("li", {}, icon("flag"), flag)));
    this.#record = record;
    this.#isAsked = parts.isAsked;
    const ways = answer.by && answer.by !== "list" ? `${outcome}-${answer.by}` : outcome; // nothing to undo where nothing was recorded
    for (const button of all("[data-on]", this.#screen)) button.hidden = !button.dataset.on.split(" ").includes(ways);
    one(".answer-gender", this.#screen).hidden = !parts.asksGender;
    const group = answer.group ?? [];
    const together = one("[data-way=group]", this.#screen);
    together.hidden = group.length === 0;
    one("span", together).textContent = this.#desk.say("group_offer", { n: group.length });
    this.#group = group;
    one(".answer-name", this.#screen).classList.toggle("is-long", parts.name.length > LONG_NAME);
    this.#screen.hidden = false;
    one(".answer-text", this.#screen).scrollTop = 0;
    if (!document.body.classList.contains("is-answering")) this.#focused = document.activeElement;
    cover(true);
    if (this.#isAsked) one("[data-way=admit]", this.#screen).focus({ preventScroll: true });
    speak(this.#alert, parts.spoken);
    this.#sound.signal(outcome);
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.close(), parts.stay + (group.length ? TO_CHOOSE : 0));
  }

  close() {
    clearTimeout(this.#timer);
    this.#shown = null;
    this.#screen.hidden = true;
    cover(false, this.#focused);
  }
}

/** What the answer covers cannot be reached by keys meanwhile; afterwards the focus is where it was. */
function cover(isCovered, focused) {
  for (const covered of all("main, .ways")) covered.inert = isCovered;
  document.body.classList.toggle("is-answering", isCovered);
  if (!isCovered && document.activeElement === document.body) focused?.focus({ preventScroll: true });
}
