/** What is shown without being recorded: only looking, practising, and the person whom careful mode shows first. */

export class Preview {
  #desk;
  #own;
  #practice;
  simulate = async () => ({ kind: "unreachable" });

  constructor({ desk, own, practice }) {
    this.#desk = desk;
    this.#own = own;
    this.#practice = practice;
  }

  /** What would be answered, by the server where it can be reached, else by the list. */
  async look(record) {
    const result = await this.simulate(record.body);
    if (result.kind === "answered") return { ...result.body, presented: record.label };
    const own = await this.#own.decision(record);
    return own ?? { outcome: "unknown", message: result.detail || this.#desk.say("look_lost"), presented: record.label };
  }

  /** A code of the sheet by its story; a real ticket as if it were only looked at. */
  async practise(record) {
    return this.#practice.answer(record) ?? this.look(record);
  }

  /** Somebody who would be noted without a registration. */
  walkIn({ name, affiliation }) {
    const registration = { name, affiliation, mode: "in_person", needs: "" };
    return { outcome: "admitted", message: this.#desk.say("local_admitted", { name }), registration };
  }

  get progress() {
    return this.#practice.progress;
  }
}
