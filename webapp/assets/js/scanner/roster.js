/** The list of this session's people on the device: hashes of codes, short names, states. */
import { bareCode } from "./code.js";

const HASH_BYTES = 8;
const SHORT = /^([0-9A-Z]{2})-?([0-9A-Z]{4})$/;
const FULL = /^[A-Z2-7]{26}$/;
const MOST_FOUND = 20;

export class Roster {
  #desk;
  #shelves;
  #ask;
  #byHash = new Map();
  #byShort = new Map();
  #about = null;
  #isKept = false;

  /** `shelves`: `{people, rosters}`; `ask(cursor)` asks the server for all or for what changed. */
  constructor({ desk, shelves, ask }) {
    this.#desk = desk;
    this.#shelves = shelves;
    this.#ask = ask;
  }

  /** When the server last told this list, as a Date; null while there is none. */
  get at() {
    return this.#about && new Date(this.#about.at);
  }

  /** Whether the list would be here after a restart, not in memory alone. */
  get isKept() {
    return this.#isKept;
  }

  get size() {
    return this.#byHash.size;
  }

  /** Reads what the device kept; true when there is a list. */
  async open() {
    const session = this.#desk.session.id;
    const { rosters, people } = this.#shelves;
    this.#about = (await rosters.get(session).catch(() => null)) ?? null;
    if (this.#about) for (const entry of await people.of(session)) this.#learn(entry);
    this.#isKept = this.#about !== null;
    return this.#about !== null;
  }

  /** Asks for what changed; `waiting` are the records whose marks the server does not know yet. Returns its result. */
  async refresh(waiting = []) {
    const result = await this.#ask(this.#about?.cursor);
    if (result.kind !== "answered" || !Array.isArray(result.body.people)) return result;
    const { is_full: isFull, cursor, people } = result.body;
    const session = this.#desk.session.id;
    if (isFull) await this.#forgetPeople();
    const entries = people.map((entry) => this.#learn({ ...entry, session, first: this.#firstOf(entry) }));
    this.#about = { session, slug: this.#desk.event.slug, cursor, at: Date.now(), until: this.#desk.kept_until };
    await this.#keep(entries);
    for (const { mark } of waiting) if (mark) await this.mark(this.#byHash.get(mark.code_hash), mark);
    return result;
  }

  /** Whose code it is; null for a code that is not on the list. */
  async find(text) {
    const code = bareCode(text).toUpperCase();
    if (FULL.test(code)) return this.#byHash.get(await codeHash(code)) ?? null;
    const short = SHORT.exec(code.replace(/\s*[-\u2010-\u2015\u2212]\s*/g, "-"));
    return (short && this.#byShort.get(`${short[1]}-${short[2]}`)) ?? null;
  }

  /** Who was registered together with this person and has a place, by name; nobody where the person came alone. */
  companions({ group }) {
    const found = group ? [...this.#byHash.values()].filter((one) => one.group === group && one.state in COMING) : [];
    return found.length > 1 ? found.sort((one, other) => one.name.localeCompare(other.name)) : [];
  }

  /** The people whose names hold all these words, at most twenty, in the shape of the server's search. */
  named(text) {
    const words = folded(text).split(/\s+/).filter(Boolean);
    const found = [...this.#byHash.values()].filter((one) => words.every((word) => folded(one.name).includes(word)));
    return found.filter((one) => one.state !== "revoked").slice(0, MOST_FOUND).map(participant);
  }

  /** Notes that somebody came in or went out: `{state, first}`. */
  async mark(entry, { state, first }) {
    if (!entry) return;
    const marked = this.#learn({ ...entry, state, first });
    await this.#shelves.people.put(marked).catch(() => {});
  }

  /** Leaves no name of this activity on the device. */
  async wipe() {
    const { slug } = this.#desk.event;
    for (const { session } of await this.#shelves.rosters.of(slug).catch(() => [])) await drop(this.#shelves, session);
    this.#byHash.clear();
    this.#byShort.clear();
    this.#about = null;
  }

  #learn(entry) {
    this.#byHash.set(entry.code_hash, entry);
    if (entry.state !== "revoked") this.#byShort.set(entry.short_code, entry);
    return entry;
  }

  #firstOf({ code_hash: hash, state }) {
    return state === "in" ? (this.#byHash.get(hash)?.first ?? null) : null;
  }

  async #forgetPeople() {
    this.#byHash.clear();
    this.#byShort.clear();
    await this.#shelves.people.clear(this.#desk.session.id).catch(() => {});
  }

  /** People first: a list that is said to be whole is whole. Where nothing can be kept it lives in memory. */
  async #keep(entries) {
    const { people, rosters } = this.#shelves;
    const kept = people.put(...entries).then(() => rosters.put(this.#about));
    this.#isKept = await kept.then(() => true, () => false);
  }
}

const COMING = { expected: true, in: true, out: true };

const folded = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();

function participant({ name, mode, state, short_code: code, first }) {
  const isConfirmed = state in COMING;
  const attendance = state === "in" || state === "out" ? state : null;
  return { name, mode, affiliation: "", short_code: code, status: isConfirmed ? "confirmed" : state, attendance, first_at: first?.at ?? null };
}

/** The first eight bytes of sha256 in hexadecimal, as the server's roster has them. */
export async function codeHash(code) {
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(code));
  return Array.from(new Uint8Array(digest).slice(0, HASH_BYTES), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** Lists of activities that have ended go, whichever page is open. `now` in milliseconds. */
export async function sweep(shelves, now) {
  const kept = await shelves.rosters.all().catch(() => []);
  for (const { session, until } of kept) if (Date.parse(until) < now) await drop(shelves, session);
}

async function drop({ people, rosters }, session) {
  await people.clear(session);
  await rosters.remove(session);
}
