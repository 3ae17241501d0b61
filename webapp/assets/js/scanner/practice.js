/** Practice with the printed sheet: each of its codes has a story, told by the rules of the door and recorded nowhere. */
import { bareCode } from "./code.js";
import { decide, markOf } from "./deciding.js";

const NAMES = ["Dehen Contoh", "Yanti Contoh", "Jainudin Contoh", "Ruth Contoh", "Siti Contoh", "Bintang Contoh"];
const STATES = { valid: "expected", already: "in", cancelled: "cancelled", waiting: "waiting", group: "expected" };
const GROUP = 12; // people
const EARLIER = 20 * 60_000; // milliseconds: when the one who "was here already" came

export class Practice {
  #desk;
  #people = new Map();
  #stories = new Map();
  #seen = new Set();

  /** `desk.practice` is the sheet: `[{story, code}]`. */
  constructor(desk, now = () => Date.now()) {
    this.#desk = desk;
    desk.practice.forEach(({ story, code }, n) => {
      this.#stories.set(code, story);
      if (STATES[story]) this.#people.set(code, this.#person(code, story, NAMES[n % NAMES.length], now()));
    });
  }

  /** How many codes of the sheet were answered, and of how many. */
  get progress() {
    return { n: this.#seen.size, of: this.#stories.size };
  }

  /** The answer to a code of the sheet, or null where it is none. */
  answer(record) {
    const code = bareCode(record.body.code).toUpperCase();
    const story = this.#stories.get(code);
    if (!story) return null;
    this.#seen.add(code);
    return { ...this.#told(story, code, record), by: "practice", presented: record.label };
  }

  #told(story, code, record) {
    const { say } = this.#desk;
    const person = this.#people.get(code);
    if (story === "unknown") return { outcome: "unknown", message: say("practice_unknown") };
    if (!person) return { outcome: "refused", message: say(`practice_${story}`) };
    const answer = decide(person, record.body.action, this.#desk);
    const mark = markOf(person, answer, { at: new Date(record.at), desk: this.#desk.desk });
    if (mark) this.#people.set(code, { ...person, ...mark });
    return story === "group" ? { ...answer, group: group(person) } : answer;
  }

  #person(code, story, name, now) {
    const first = story === "already" ? { at: new Date(now - EARLIER).toISOString(), desk: this.#desk.desk } : null;
    return { name, mode: "in_person", short_code: "KT-2222", code_hash: code, state: STATES[story], first };
  }
}

const group = (person) =>
  Array.from({ length: GROUP }, (_, n) => ({
    name: n ? `${NAMES[n % NAMES.length]} ${n + 1}` : person.name,
    short_code: "KT-2222",
    state: n < 2 ? "in" : "expected",
  }));
