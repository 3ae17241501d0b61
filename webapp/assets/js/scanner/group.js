/** A group that came together: who of it is here, all of them ticked, and one press. */
import { all, fill, make, one } from "./dom.js";
import { closeAll, open } from "./sheets.js";

export class Group {
  #desk;
  #people = [];
  #list = one("#group-people");
  #press = one("#group-press");

  /** `onChosen(people)` with those who are here and are not in yet. */
  constructor({ desk, onChosen }) {
    this.#desk = desk;
    this.#list.addEventListener("change", () => this.#count());
    one("#group").addEventListener("submit", (event) => {
      event.preventDefault();
      const chosen = this.#chosen();
      closeAll();
      onChosen(chosen);
    });
  }

  open(people) {
    this.#people = people;
    fill(this.#list, ...people.map((person, n) => this.#row(person, n)));
    this.#count();
    open("group");
    this.#press.focus();
  }

  #row({ name, state, short_code: code }, n) {
    const isIn = state === "in";
    const box = make("input", { type: "checkbox", value: n, checked: true, disabled: isIn });
    const who = make("span", {}, make("strong", {}, name), make("small", {}, isIn ? this.#desk.say("line_already") : code));
    return make("li", {}, make("label", { class: "group-person" }, box, who));
  }

  #chosen() {
    const ticked = all("input:checked:not(:disabled)", this.#list);
    return ticked.map(({ value }) => this.#people[Number(value)]);
  }

  #count() {
    const n = this.#chosen().length;
    this.#press.disabled = n === 0;
    this.#press.textContent = this.#desk.say("group_press", { n, of: this.#people.length });
  }
}
