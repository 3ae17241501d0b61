/** What becomes of what is presented: recorded at once, shown first, only looked at, or practised. */
import { scanOf, walkInOf } from "./records.js";

export class Entrance {
  #parts;

  /** `parts`: desk, door, direction, preview, answers, news. */
  constructor(parts) {
    this.#parts = parts;
  }

  present(text, { label } = {}) {
    const { desk, direction, door } = this.#parts;
    const record = scanOf(text, desk, { at: new Date(), label, action: direction.recorded });
    if (direction.isPractising) return this.#practise(record);
    return direction.isLooking || direction.isCareful ? this.#look(record) : door.carry(record);
  }

  /** Several people of one group by one press. */
  presentAll(people) {
    const { direction, door, news } = this.#parts;
    return direction.isPractising ? news.say("practice_group", { n: people.length }) : door.presentAll(people);
  }

  admitWalkIn(person) {
    const { desk, direction, door, answers, preview } = this.#parts;
    const record = walkInOf(person, desk, { at: new Date() });
    return direction.isPractising ? answers.show(record, { ...preview.walkIn(person), by: "practice" }) : door.carry(record);
  }

  /** Says what would happen and records nothing; in careful mode only a person who may come in waits for the tap. */
  async #look(record) {
    const { preview, answers, direction, door } = this.#parts;
    const answer = await door.during(() => preview.look(record));
    if (!direction.isCareful) return answers.show(record, { ...answer, by: "look" });
    return answer.outcome === "admitted" ? answers.show(record, { ...answer, by: "careful" }) : door.carry(record);
  }

  async #practise(record) {
    const { preview, answers, news, door } = this.#parts;
    answers.show(record, { ...(await door.during(() => preview.practise(record))), by: "practice" });
    const { n, of } = preview.progress;
    return news.say(n < of ? "practice_progress" : "practice_done", { n, of });
  }
}
