/** The ten seconds in which the last recorded person can be taken back. */
import { one } from "./dom.js";

const OFFERED = 10; // seconds

export class Undo {
  #button = one("#undo");
  #who = one("#undo-who");
  #count = one("#undo-seconds");
  #record = null;
  #left = 0;
  #timer;

  /** Set by the door: called with the record that is taken back. */
  onUndo = () => {};

  constructor() {
    this.#button.addEventListener("click", () => this.take());
  }

  offer(record, name) {
    this.#record = record;
    this.#left = OFFERED;
    this.#who.textContent = `: ${name}`;
    this.#button.hidden = false;
    clearInterval(this.#timer);
    this.#tick();
    this.#timer = setInterval(() => this.#tick(), 1000);
  }

  /** Takes back what is on offer, if anything still is. */
  take() {
    const record = this.#record;
    this.withdraw();
    if (record) this.onUndo(record);
  }

  withdraw() {
    clearInterval(this.#timer);
    this.#record = null;
    this.#button.hidden = true;
  }

  #tick() {
    if (this.#left === 0) return this.withdraw();
    this.#count.textContent = this.#left;
    this.#left -= 1;
  }
}
