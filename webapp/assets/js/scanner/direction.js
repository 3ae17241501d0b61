/** What a code means at this desk now: coming in, going out, or only looking. Coming in after every reload. */
import { all, one, tell } from "./dom.js";

export class Direction {
  #say;
  action = "in";

  constructor({ say }) {
    this.#say = say;
    for (const choice of all("[name=action]")) choice.addEventListener("change", () => this.#become(choice.value));
  }

  get isLooking() {
    return this.action === "look";
  }

  #become(action) {
    this.action = action;
    document.body.dataset.action = action;
    tell(one("#direction"), action === "in" ? "" : this.#say(`direction_${action}`));
  }
}
