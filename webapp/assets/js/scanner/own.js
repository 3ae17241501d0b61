/** What the device answers by itself, and how its list follows what is recorded here. */
import { decide, markOf } from "./deciding.js";

export class Own {
  #desk;
  #roster;

  constructor({ desk, roster }) {
    this.#desk = desk;
    this.#roster = roster;
  }

  /** Whether there is a list to answer by. */
  get knows() {
    return this.#roster.size > 0;
  }

  /** The group of whoever was scanned, as long as somebody of it is not in yet. */
  async group(record, answer) {
    const isIn = answer.outcome === "admitted" || answer.outcome === "already";
    if (record.kind !== "scan" || record.body.action !== "in" || !isIn) return [];
    const entry = await this.#roster.find(record.body.code);
    const found = entry ? this.#roster.companions(entry) : [];
    return found.some(({ state }) => state !== "in") ? found : [];
  }

  /** The answer to a scan by the list alone, or null without a list. */
  async decision(record) {
    if (record.kind !== "scan" || !this.knows) return null;
    const entry = await this.#roster.find(record.body.code);
    return { ...decide(entry, record.body.action, this.#desk), by: "list", presented: record.label };
  }

  /** Decides and writes on the record what was told; false where only the server can say. */
  async answer(record) {
    const decision = await this.decision(record);
    if (!decision) return false;
    const entry = await this.#roster.find(record.body.code);
    record.decision = decision;
    record.told = record.body.told = decision.outcome;
    record.mark = markOf(entry, decision, { at: new Date(record.at), desk: this.#desk.desk });
    record.before = entry && { state: entry.state, first: entry.first ?? null };
    return true;
  }

  /** The list follows an answer, the server's or our own. */
  async learn(record, answer) {
    if (record.kind !== "scan" || !this.knows) return;
    const entry = await this.#roster.find(record.body.code);
    if (!entry) return;
    record.before ??= { state: entry.state, first: entry.first ?? null };
    if (answer.outcome === "already") await this.#roster.mark(entry, { state: "in", first: answer.first ?? entry.first });
    const mark = markOf(entry, answer, { at: new Date(record.at), desk: this.#desk.desk });
    if (mark) await this.#roster.mark(entry, mark);
  }

  /** Somebody's L or P is not missing any more. */
  async learnGender(code) {
    const entry = await this.#roster.find(code);
    if (entry) await this.#roster.mark({ ...entry, lacks_gender: false }, entry);
  }

  /** As it was before a record that is taken back. */
  async takeBack(record) {
    if (record.kind !== "scan" || !record.before) return;
    await this.#roster.mark(await this.#roster.find(record.body.code), record.before);
  }
}
