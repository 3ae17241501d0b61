/** The device's own database: what waits to be sent, and the lists of people. Survives the tab, the browser, a restart. */

const NAME = "gelar-scanner";
const VERSION = 1;

/** An open database, or null where the browser denies it. */
export function openDatabase(factory = globalThis.indexedDB) {
  return new Promise((done) => {
    try {
      const opening = factory.open(NAME, VERSION);
      opening.onupgradeneeded = () => {
        const { result } = opening;
        result.createObjectStore("records", { keyPath: "id" }).createIndex("of", "slug");
        result.createObjectStore("people", { keyPath: ["session", "code_hash"] }).createIndex("of", "session");
        result.createObjectStore("rosters", { keyPath: "session" }).createIndex("of", "slug");
      };
      opening.onsuccess = () => done(opening.result);
      opening.onerror = opening.onblocked = () => done(null);
    } catch {
      done(null);
    }
  });
}

/** A few plain verbs over one table. Every write is on the disk before its promise is kept; all reject without a database. */
export class Shelf {
  #opening;
  #table;

  /** `opening` promises the database, or null. */
  constructor(opening, table) {
    this.#opening = opening;
    this.#table = table;
  }

  put(...values) {
    return this.#write((table) => values.forEach((value) => table.put(value)));
  }

  remove(...keys) {
    return this.#write((table) => keys.forEach((key) => table.delete(key)));
  }

  get(key) {
    return this.#read((table) => table.get(key));
  }

  /** All rows that belong to `owner`: an activity or a session. */
  of(owner) {
    return this.#read((table) => table.index("of").getAll(owner));
  }

  all() {
    return this.#read((table) => table.getAll());
  }

  async clear(owner) {
    const keys = await this.#read((table) => table.index("of").getAllKeys(owner));
    return this.remove(...keys);
  }

  async #begin(mode, options) {
    const database = await this.#opening;
    if (!database) throw new Error("This browser keeps nothing.");
    return database.transaction(this.#table, mode, options);
  }

  async #read(ask) {
    const request = ask((await this.#begin("readonly")).objectStore(this.#table));
    return new Promise((done, fail) => {
      request.onsuccess = () => done(request.result);
      request.onerror = () => fail(request.error);
    });
  }

  async #write(act) {
    const writing = await this.#begin("readwrite", { durability: "strict" });
    act(writing.objectStore(this.#table));
    return new Promise((done, fail) => {
      writing.oncomplete = () => done();
      writing.onerror = writing.onabort = () => fail(writing.error);
    });
  }
}
