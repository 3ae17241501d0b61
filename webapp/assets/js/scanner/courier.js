/** Carries records to the server: at once when it can, later when it must, in order, never twice under two ids. */

const PATIENCE = 4000; // milliseconds a person at the door waits for the server
const PATIENCE_WHEN_LOST = 1500;
const LARGEST = 250; // records in one parcel: its answer comes in time on the slowest line
const FIRST_PAUSE = 2000;
const LONGEST_PAUSE = 10_000; // shorter than the page's heartbeat, which would put it off for ever

const REACHES = { barred: "barred", answered: "connected", rejected: "connected" };
const reachOf = ({ kind, status }) => REACHES[kind] ?? (status ? "busy" : "lost");
const settled = (result) => result.kind === "answered" || result.kind === "rejected";
const after = (milliseconds, value) => new Promise((done) => setTimeout(done, milliseconds, value));

export class Courier {
  #post;
  #postAll;
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
  constructor({ post, postAll, waiting, onLate, onLink, patience = { usual: PATIENCE, lost: PATIENCE_WHEN_LOST } }) {
    this.#post = post;
    this.#postAll = postAll;
    this.#waiting = waiting;
    this.#onLate = onLate;
    this.#onLink = onLink;
    this.#patience = patience;
  }

  get isLost() {
    return this.link.reach === "lost" || this.link.reach === "busy" || this.link.reach === "barred";
  }

  /** Notes more about a record, unless it has gone meanwhile. */
  async amend(record) {
    if ((await this.#waiting.all()).some(({ id }) => id === record.id)) await this.#waiting.add(record);
  }

  /**
   * The server's result, or `kept` when it does not come in time: then the record waits and is sent by itself.
   * `patience` in milliseconds, where the desk can answer by itself.
   */
  async deliver(record, { patience = this.#usualPatience } = {}) {
    await this.#waiting.add(record);
    const arrival = this.#send(record);
    const result = await Promise.race([arrival, after(patience, null)]);
    if (result === null) arrival.then((late) => settled(late) && this.#onLate(record, late));
    if (result === null || result.kind === "unreachable") return { kind: "kept" };
    return result;
  }

  /** Keeps a record on the device for the next parcel. */
  keep(record) {
    return this.#waiting.add(record);
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
    let queue = await this.#waiting.all();
    while (queue.length) {
      const parcel = this.#parcel(queue);
      if (parcel.some(({ id }) => this.#flying.has(id))) break; // on its way; the rest goes when it has landed
      if (!(await this.#dispatch(parcel))) break;
      queue = queue.slice(parcel.length);
    }
    this.#flushing = false;
    await this.#plan();
  }

  /** The next records that may go in one request: scans at one address; anything else goes alone, in its turn. */
  #parcel(queue) {
    const [{ kind, url }] = queue;
    if (kind !== "scan" || !this.#postAll) return queue.slice(0, 1);
    const other = queue.findIndex((record) => record.kind !== kind || record.url !== url);
    return queue.slice(0, Math.min(other < 0 ? queue.length : other, LARGEST));
  }

  /** Sends a parcel and tells each record's answer; false when the line failed. */
  async #dispatch(parcel) {
    const whole = parcel.length > 1 ? await this.#sendAll(parcel) : { kind: "rejected" };
    if (whole.each) {
      parcel.forEach((record, n) => this.#onLate(record, whole.each[n]));
      return true;
    }
    if (whole.kind !== "rejected") return false;
    for (const record of parcel) {
      const result = await this.#send(record);
      if (!settled(result)) return false;
      this.#onLate(record, result);
    }
    return true;
  }

  async #sendAll(parcel) {
    for (const { id } of parcel) this.#flying.add(id);
    const result = await this.#postAll(parcel);
    if (result.each) await this.#waiting.remove(...parcel.map(({ id }) => id));
    for (const { id } of parcel) this.#flying.delete(id);
    await this.heard(result);
    return result;
  }

  get #usualPatience() {
    return this.link.reach === "lost" ? this.#patience.lost : this.#patience.usual;
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
