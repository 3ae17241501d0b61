/** What a code means at this desk now: coming in, going out, only looking, or practice. Coming in after every reload. */
import { all, one, tell } from "./dom.js";

const PACE = "gelar.pace"; // remembered on this device: "careful" shows the person first

export class Direction {
  #say;
  #storage;
  #pace;
  action = "in";

  constructor({ say }, storage) {
    this.#say = say;
    this.#storage = storage;
    this.#pace = storage?.getItem(PACE) ?? "rapid";
    for (const choice of all("[name=action]")) choice.addEventListener("change", () => this.#become(choice.value));
    for (const choice of all("[name=pace]")) {
      choice.checked = choice.value === this.#pace;
      choice.addEventListener("change", () => this.#go(choice.value));
    }
    this.#tell();
  }

  get isLooking() {
    return this.action === "look";
  }

  get isPractising() {
    return this.action === "practice";
  }

  /** Whether the person is shown first and recorded by a tap. */
  get isCareful() {
    return this.#pace === "careful" && this.recorded === this.action;
  }

  /** What would be recorded: looking and practice ask about coming in. */
  get recorded() {
    return this.action === "out" ? "out" : "in";
  }

  #become(action) {
    this.action = action;
    document.body.dataset.action = action;
    this.#tell();
  }

  #go(pace) {
    this.#pace = pace;
    this.#storage?.setItem(PACE, pace);
    this.#tell();
  }

  #tell() {
    const said = this.action === "in" ? "" : this.#say(`direction_${this.action}`);
    const careful = this.isCareful ? this.#say("direction_careful") : "";
    tell(one("#direction"), [said, careful].filter(Boolean).join(" · "));
  }
}
