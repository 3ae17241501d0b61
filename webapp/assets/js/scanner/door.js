/** What happens with a record at the door, whatever channel it came by: deliver, answer, note, offer to undo. */
import { one, speak, tell } from "./dom.js";
import { scanOf, undoOf, walkInOf } from "./records.js";

const NEWS_STAYS = 6000; // milliseconds

export class Door {
  #parts;
  #carrying = 0;
  #newsTimer;

  /** `parts`: desk, answers, recent, undo, sync. */
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

  present(text, { label } = {}) {
    return this.#carry(scanOf(text, this.#parts.desk, { at: new Date(), label }));
  }

  admitWalkIn(person) {
    return this.#carry(walkInOf(person, this.#parts.desk, { at: new Date() }));
  }

  async #carry(record) {
    const { courier, answers, undo } = this.#parts;
    this.#carrying += 1;
    document.body.classList.add("is-checking");
    answers.close();
    undo.withdraw();
    const result = await courier.deliver(record);
    this.#carrying -= 1;
    document.body.classList.toggle("is-checking", this.#carrying > 0);
    this.#conclude(record, this.#answer(record, result));
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

  /** What was answered after the person had gone on, or after a reload. */
  late(record, result) {
    const { answers, recent, sync } = this.#parts;
    const answer = this.#answer(record, result);
    this.#count(answer);
    if (record.kind === "undo") return this.#undone(record, answer);
    if (answers.showing === record.id) return this.#conclude(record, answer);
    recent.note(record, answer);
    if (answer.outcome === "admitted") return undefined;
    sync.returned(record, answer);
    return this.#news("late_news", { n: sync.unseen });
  }

  async #takeBack(record) {
    const { courier, answers, desk } = this.#parts;
    answers.close();
    const undo = undoOf(record, desk, { at: new Date() });
    if (record.outcome === "kept") {
      this.#news("undo_waits", { name: undo.label });
      return courier.queue(undo);
    }
    const result = await courier.deliver(undo);
    if (result.kind === "answered" || result.kind === "rejected") return this.#undone(undo, this.#answer(undo, result));
    return this.#news("undo_waits", { name: this.#parts.recent.name(record.id) });
  }

  #undone(undo, answer) {
    const { recent } = this.#parts;
    this.#count(answer);
    const name = recent.name(undo.of) || undo.label;
    if (answer.outcome === "refused") return this.#news("undo_refused", { name, why: answer.message });
    recent.mark(undo.of, "undone");
    return this.#news("undone", { name });
  }

  /** A scan is answered before it is counted, so that nobody waits; whoever came in is counted right after. */
  #count({ counter, outcome }) {
    const { recent, countSoon } = this.#parts;
    if (counter) recent.count(counter);
    else if (outcome === "admitted") countSoon();
  }

  #news(key, values) {
    const text = this.#parts.desk.say(key, values);
    tell(one("#news"), text);
    speak(one("#told"), text);
    clearTimeout(this.#newsTimer);
    this.#newsTimer = setTimeout(() => tell(one("#news"), ""), NEWS_STAYS);
  }
}
