/** Carries records to the server: at once when it can, later when it must, in order, never twice under two ids. */

const PATIENCE = 4000; // milliseconds a person at the door waits for the server
const PATIENCE_WHEN_LOST = 1500;
const FIRST_PAUSE = 2000;
const LONGEST_PAUSE = 10_000; // shorter than the page's heartbeat, which would put it off for ever

const REACHES = { barred: "barred", answered: "connected", rejected: "connected" };
const reachOf = ({ kind, status }) => REACHES[kind] ?? (status ? "busy" : "lost");
const settled = (result) => result.kind === "answered" || result.kind === "rejected";
const after = (milliseconds, value) => new Promise((done) => setTimeout(done, milliseconds, value));

export class Courier {
  #post;
  #waiting;
  #onLate;
  #onLink;
  #patience;
  #flying = new Set();
  #failures = 0;
  #timer;
  #flushing = false;
  link = { reach: "unknown", at: null, waiting: 0 };

  /** `onLate(record, result)` for what was answered after the person had gone; `onLink(link)` when the line changes. */
  constructor({ post, waiting, onLate, onLink, patience = { usual: PATIENCE, lost: PATIENCE_WHEN_LOST } }) {
    this.#post = post;
    this.#waiting = waiting;
    this.#onLate = onLate;
    this.#onLink = onLink;
    this.#patience = patience;
  }

  /** The server's result, or `kept` when it does not come in time: then the record waits and is sent by itself. */
  async deliver(record) {
    await this.#waiting.add(record);
    const arrival = this.#send(record);
    const patience = this.link.reach === "lost" ? this.#patience.lost : this.#patience.usual;
    const result = await Promise.race([arrival, after(patience, null)]);
    if (result === null) arrival.then((late) => settled(late) && this.#onLate(record, late));
    if (result === null || result.kind === "unreachable") return { kind: "kept" };
    return result;
  }

  /** Puts a record behind all that wait already. */
  async queue(record) {
    await this.#waiting.add(record);
    await this.flush();
  }

  /** Sends all that waits, the oldest first, until the line fails. */
  async flush() {
    if (this.#flushing) return;
    this.#flushing = true;
    clearTimeout(this.#timer);
    for (const record of await this.#waiting.all()) {
      if (this.#flying.has(record.id)) break; // on its way; the rest goes when it has landed
      const result = await this.#send(record);
      if (!settled(result)) break;
      this.#onLate(record, result);
    }
    this.#flushing = false;
    await this.#plan();
  }

  /** Notes what another request of the page learned about the line. */
  async heard(result) {
    if (result.stopped) return;
    this.#failures = result.kind === "unreachable" ? this.#failures + 1 : 0;
    const reach = reachOf(result);
    const at = result.kind === "unreachable" ? this.link.at : new Date();
    this.link = { reach, at, waiting: (await this.#waiting.all()).length };
    this.#onLink(this.link);
    await this.#plan();
  }

  async #send(record) {
    this.#flying.add(record.id);
    const result = await this.#post(record);
    if (settled(result)) await this.#waiting.remove(record.id);
    this.#flying.delete(record.id);
    await this.heard(result);
    return result;
  }

  async #plan() {
    clearTimeout(this.#timer);
    if (this.#flushing || this.#flying.size || this.link.reach === "barred" || !this.link.waiting) return;
    const pause = this.#failures ? Math.min(FIRST_PAUSE * 2 ** (this.#failures - 1), LONGEST_PAUSE) : 0;
    this.#timer = setTimeout(() => this.flush(), pause);
  }
}
