/** The pill that says honestly how the line is and how many records wait, and the sheet behind it. */
import { fill, icon, make, one, tell } from "./dom.js";

const TROUBLES = new Set(["lost", "busy", "barred"]);

export class Sync {
  #desk;
  #waiting;
  #link = { reach: "unknown", at: null, waiting: 0 };
  #returned = [];
  #roster;
  #opensAlone;
  #readiness;

  /** `opensAlone()` promises whether the page would open without a network; `readiness` draws its three proofs. */
  constructor({ desk, waiting, roster, opensAlone, readiness }) {
    this.#opensAlone = opensAlone;
    this.#readiness = readiness;
    this.#desk = desk;
    this.#waiting = waiting;
    this.#roster = roster;
  }

  /** Draws the line's state; `link` as the courier tells it. */
  show(link) {
    this.#link = link;
    const troubled = TROUBLES.has(link.reach) || link.waiting > 0;
    const pill = one("#sync");
    pill.dataset.reach = link.reach;
    fill(one(".sync-icon", pill), icon(troubled ? "cloud-off" : "cloud-check"));
    one("#sync-state").textContent = this.#state();
    tell(one("#sync-detail"), this.#detail());
    const barred = link.reach === "barred";
    tell(one("#barred"), barred ? this.#desk.say("barred", { n: link.waiting }) : "");
    this.draw();
  }

  #state() {
    const { say } = this.#desk;
    const { reach, waiting } = this.#link;
    if (TROUBLES.has(reach)) return say(`sync_${reach}`);
    if (reach === "connected") return say(waiting ? "sync_sending" : "sync_connected");
    return say("sync_unknown");
  }

  #detail() {
    const { say, time } = this.#desk;
    const { reach, at, waiting } = this.#link;
    if (waiting) return say("sync_waiting", { n: waiting });
    return at ? time(at) : "";
  }

  /** Keeps what came back late and was not admitted, until somebody has looked at it. */
  returned(record, answer) {
    this.#returned.unshift({ record, answer });
    this.draw();
  }

  get unseen() {
    return this.#returned.length;
  }

  forget() {
    this.#returned = [];
    this.draw();
  }

  /** The sheet: what waits, and what came back. */
  async draw() {
    const { say, time } = this.#desk;
    const waiting = await this.#waiting.all();
    const line = (record, said) =>
      make("li", {}, make("strong", {}, record.label), make("small", {}, [time(record.at), said].join(" · ")));
    fill(one("#queue"), ...waiting.map((record) => line(record, say(`record_${record.kind}`))));
    one("#queue-sentence").textContent = this.#sentence(waiting.length);
    const isReady = this.#roster.at !== null && (await this.#opensAlone());
    one("#roster-sentence").textContent = this.#rosterSentence(isReady);
    await this.#readiness.draw();
    one("#queue-send").hidden = waiting.length === 0;
    const returned = this.#returned.map(({ record, answer }) => line(record, answer.message || say(`line_${answer.outcome}`)));
    fill(one("#returned"), ...returned);
    one("#returned-part").hidden = this.#returned.length === 0;
  }

  #rosterSentence(isReady) {
    const { say, time } = this.#desk;
    const { at, size } = this.#roster;
    return isReady ? say("roster_ready", { n: size, time: time(at) }) : say("roster_missing");
  }

  #sentence(count) {
    const { say, time } = this.#desk;
    if (count && !this.#waiting.durable) return say("queue_fragile", { n: count });
    if (count) return say("queue_waiting", { n: count });
    return this.#link.at ? say("queue_empty_since", { time: time(this.#link.at) }) : say("queue_empty");
  }
}
