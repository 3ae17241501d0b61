/** How far the device's clock is from the server's: measured at each contact, corrected in what is sent. */

const KEY = "gelar.skew";
const COARSE = 2000; // milliseconds: the Date header counts whole seconds, and the way takes time

export class Skew {
  #storage;

  constructor(storage) {
    this.#storage = storage;
  }

  /** Milliseconds to add to the device's clock; 0 while it is right or nothing is known. */
  get offset() {
    const kept = Number(this.#storage?.getItem(KEY));
    return Number.isFinite(kept) ? kept : 0;
  }

  /** Learns from an answer: its Date header, and when by this clock it was asked and came. */
  heard(date, sent, came) {
    const theirs = Date.parse(date ?? "");
    if (Number.isNaN(theirs)) return;
    const offset = Math.round(theirs + 500 - (sent + came) / 2);
    this.#keep(Math.abs(offset) <= COARSE + (came - sent) / 2 ? 0 : offset);
  }

  /** A record's body as it is sent: the corrected time, and beside it what the device showed. */
  corrected(body) {
    const { offset } = this;
    if (!offset || !body.scanned_at) return body;
    const scannedAt = new Date(Date.parse(body.scanned_at) + offset).toISOString();
    return { ...body, scanned_at: scannedAt, device_at: body.scanned_at };
  }

  #keep(offset) {
    try {
      this.#storage?.setItem(KEY, String(offset));
    } catch {
      // full: the next contact measures again
    }
  }
}
