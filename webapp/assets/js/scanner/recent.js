/** The counter and the people this desk has just seen, the newest first. */
import { belonging } from "./answer.js";
import { fill, icon, make, one } from "./dom.js";

const KEPT_LINES = 12;
const ICONS = { admitted: "check", already: "twice", refused: "cross", unknown: "question", kept: "cloud-off", undone: "undo" };

export class Recent {
  #desk;
  #list = one("#recent");
  #lines = new Map();

  constructor(desk) {
    this.#desk = desk;
    this.count(desk.counter);
  }

  /** Shows "41 / 60"; anything but two whole numbers is left alone. */
  count(counter) {
    if (!Number.isInteger(counter?.in) || !Number.isInteger(counter?.expected)) return;
    one("#count-in").textContent = counter.in;
    one("#count-expected").textContent = counter.expected;
    one("#count-spoken").textContent = this.#desk.say("counter_spoken", { in: counter.in, expected: counter.expected });
  }

  /** Notes how a record ended, in its own line. */
  note(record, answer) {
    const known = this.#lines.get(record.id);
    this.#lines.set(record.id, {
      at: record.at,
      outcome: answer.outcome,
      name: answer.registration?.name ?? known?.name ?? record.label,
      belonging: belonging(answer.registration, this.#desk.say) || (known?.belonging ?? ""),
    });
    this.#draw();
  }

  mark(id, outcome) {
    const line = this.#lines.get(id);
    if (line) this.#lines.set(id, { ...line, outcome });
    this.#draw();
  }

  name(id) {
    return this.#lines.get(id)?.name ?? "";
  }

  #draw() {
    const lines = [...this.#lines.entries()].slice(-KEPT_LINES);
    this.#lines = new Map(lines);
    fill(this.#list, ...lines.reverse().map(([, line]) => this.#row(line)));
    one("#recent-empty").hidden = lines.length > 0;
  }

  #row({ at, outcome, name, belonging: from }) {
    const { say, time } = this.#desk;
    const said = make("span", { class: "recent-outcome" }, say(`line_${outcome}`));
    const when = make("time", { datetime: new Date(at).toISOString() }, time(at));
    const who = make("span", { class: "recent-who" }, make("strong", {}, name), make("small", {}, from));
    return make("li", { "data-outcome": outcome }, icon(ICONS[outcome]), who, make("span", { class: "recent-end" }, said, when));
  }
}
