/** What happens with a record at the door, whatever channel it came by: deliver, answer, note, offer to undo. */
import { genderOf, scanOf, undoOf } from "./records.js";

const PATIENCE = 1500; // milliseconds for the server where the list on the device can answer too

export class Door {
  #parts;
  #carrying = 0;

  /** `parts`: desk, answers, recent, undo, sync, own (what the device knows by itself), news. */
  constructor(parts) {
    this.#parts = parts;
    parts.undo.onUndo = (record) => this.#takeBack(record);
  }

  /** The courier comes later, since it brings late answers back to this door; `countSoon()` asks for the counter. */
  connect({ courier, countSoon }) {
    Object.assign(this.#parts, { courier, countSoon });
  }

  /** Whether the camera should wait: a record is under way, or its answer must still be seen. */
  get isBusy() {
    return this.#carrying > 0 || this.#parts.answers.isFresh();
  }

  /** Records, answers, and offers to take it back. */
  async carry(record) {
    const { courier, undo, own } = this.#parts;
    undo.withdraw();
    const answer = await this.during(async () => {
      if (courier.isLost) await own.answer(record);
      const result = await courier.deliver(record, own.knows ? { patience: record.told ? 0 : PATIENCE } : {});
      if (result.kind === "answered" || result.kind === "rejected") return this.#answer(record, result);
      if (!record.told && (await own.answer(record))) await courier.amend(record);
      return record.decision ? { ...record.decision, presented: record.label } : this.#answer(record, result);
    });
    await own.learn(record, answer);
    this.#conclude(record, { ...answer, group: await own.group(record, answer) });
  }

  /** Several people of one group by one press: each a record of its own, decided by the list and sent in one parcel. */
  async presentAll(people) {
    const { desk, own, recent, courier, news } = this.#parts;
    let came = 0;
    for (const { short_code: code, name } of people) {
      const record = scanOf(code, desk, { at: new Date(), label: name });
      await own.answer(record);
      await own.learn(record, record.decision);
      recent.note(record, record.decision);
      await courier.keep(record);
      if (record.told === "admitted") came += 1;
    }
    news.say("group_in", { n: came });
    return courier.flush();
  }

  /** The camera waits, and the page says that it is checking. */
  async during(work) {
    this.#carrying += 1;
    document.body.classList.add("is-checking");
    this.#parts.answers.close();
    try {
      return await work();
    } finally {
      this.#carrying -= 1;
      document.body.classList.toggle("is-checking", this.#carrying > 0);
    }
  }

  #conclude(record, answer) {
    const { answers, recent, undo } = this.#parts;
    recent.note(record, answer);
    this.#count(answer);
    answers.show(record, answer);
    const takesBack = answer.outcome === "admitted" || answer.outcome === "kept";
    if (takesBack) undo.offer({ ...record, outcome: answer.outcome }, recent.name(record.id));
  }

  /** Any result in the shape of an answer. */
  #answer(record, result) {
    const { say } = this.#parts.desk;
    if (result.kind === "answered") return { ...result.body, presented: record.label };
    const presented = record.label;
    if (result.kind === "rejected") return { outcome: "refused", message: result.detail || say("rejected"), presented };
    return { outcome: "kept", message: say(result.kind === "barred" ? "kept_barred" : "kept"), presented };
  }

  /** A missing L or P by one tap; the list on the device learns it, so that it is not asked twice. */
  async addGender(person, gender) {
    const { desk, courier, own, news } = this.#parts;
    await own.learnGender(person.short_code);
    await courier.deliver(genderOf(person, gender, desk, { at: new Date() }), { patience: 0 });
    news.say("gender_added", { name: person.name, gender });
  }

  /** What was answered after the person had gone on, or after a reload. */
  async late(record, result) {
    const { answers, recent, sync, own, news } = this.#parts;
    if (record.kind === "gender") return undefined; // it changes no answer, and was said when it was tapped
    const answer = this.#answer(record, result);
    this.#count(answer);
    if (record.kind === "undo") return this.#undone(record, answer);
    await own.learn(record, answer);
    if (answers.showing === record.id && !record.told) return this.#conclude(record, answer);
    recent.note(record, answer);
    if (answer.outcome === "admitted" || answer.outcome === record.told) return undefined;
    sync.returned(record, answer);
    return news.say("late_news", { n: sync.unseen });
  }

  async #takeBack(record) {
    const { courier, answers, desk, own, news, recent } = this.#parts;
    answers.close();
    const undo = undoOf(record, desk, { at: new Date() });
    await own.takeBack(record);
    if (record.outcome === "kept") {
      news.say("undo_waits", { name: undo.label });
      return courier.queue(undo);
    }
    const result = await courier.deliver(undo);
    if (result.kind === "answered" || result.kind === "rejected") return this.#undone(undo, this.#answer(undo, result));
    return news.say("undo_waits", { name: recent.name(record.id) });
  }

  #undone(undo, answer) {
    const { recent, news } = this.#parts;
    this.#count(answer);
    const name = recent.name(undo.of) || undo.label;
    if (answer.outcome === "refused") return news.say("undo_refused", { name, why: answer.message });
    recent.mark(undo.of, "undone");
    return news.say("undone", { name });
  }

  /** A scan is answered before it is counted, so that nobody waits; whoever came in is counted right after. */
  #count({ counter, outcome, by }) {
    const { recent, countSoon } = this.#parts;
    if (counter) recent.count(counter);
    else if (outcome === "admitted" && !by) countSoon();
  }
}
