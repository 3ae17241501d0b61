/** Finding a person by at least three letters of the name, and recording them from there. */
import { belonging } from "./answer.js";
import { fill, icon, make, one, tell } from "./dom.js";
import { closeAll } from "./sheets.js";

const FEWEST = 3; // letters
const PAUSE = 250; // milliseconds after the last key

export class Search {
  #desk;
  #server;
  #roster;
  #onFound;
  #field = one("#name");
  #list = one("#found");
  #told = one("#found-told");
  #timer;
  #asking = null;

  /** `onFound(participant)` when one is chosen. */
  constructor({ desk, server, roster, onFound }) {
    this.#desk = desk;
    this.#server = server;
    this.#roster = roster;
    this.#onFound = onFound;
    this.#field.addEventListener("input", () => this.#plan());
    one("#search").addEventListener("submit", (event) => {
      event.preventDefault();
      this.#ask();
    });
  }

  #plan() {
    clearTimeout(this.#timer);
    this.#asking?.abort();
    this.#timer = setTimeout(() => this.#ask(), PAUSE);
  }

  async #ask() {
    clearTimeout(this.#timer);
    const text = this.#field.value.trim();
    if (Array.from(text).length < FEWEST) return this.#show([], text ? this.#desk.say("search_short") : "");
    this.#asking?.abort();
    this.#asking = new AbortController();
    tell(this.#told, this.#desk.say("search_asking"));
    const result = await this.#server.search(text, this.#asking.signal);
    if (result.stopped) return undefined;
    return this.#conclude(result, text);
  }

  #conclude(result, text) {
    const { say } = this.#desk;
    if (result.kind === "unreachable") return this.#showOwn(text);
    if (result.kind !== "answered") return this.#show([], result.detail || say("rejected"));
    const people = result.body.participants ?? [];
    return this.#show(people, people.length ? say("search_found", { n: people.length }) : say("search_nobody"));
  }

  /** Without a network: the list on the device. */
  #showOwn(text) {
    const { say } = this.#desk;
    if (!this.#roster.size) return this.#show([], say("search_lost"));
    const people = this.#roster.named(text);
    return this.#show(people, people.length ? say("search_own", { n: people.length }) : say("search_nobody"));
  }

  #show(people, sentence) {
    tell(this.#told, sentence);
    fill(this.#list, ...people.map((person) => make("li", {}, this.#row(person))));
  }

  #row(person) {
    const { say, time } = this.#desk;
    const isIn = person.attendance === "in";
    const since = isIn ? say("found_in", { time: person.first_at ? time(person.first_at) : "" }).trim() : say("found_record");
    const status = person.status === "confirmed" ? "" : say(`status_${person.status}`);
    const from = [belonging(person, say), person.short_code].filter(Boolean).join(" · ");
    const who = make("span", { class: "found-who" }, make("strong", {}, person.name), make("small", {}, from));
    if (status) who.append(make("small", { class: "found-status" }, status));
    const end = make("span", { class: "found-end" }, icon(isIn ? "check" : "scan"), since);
    const row = make("button", { type: "button", class: "found-row", "data-in": isIn }, who, end);
    row.addEventListener("click", () => this.#choose(person));
    return row;
  }

  #choose(person) {
    this.#field.value = "";
    this.#show([], "");
    closeAll();
    this.#onFound(person);
  }
}
