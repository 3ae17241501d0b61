/** Records that have no answer yet, kept on the device so that a reload, a killed tab or a restart loses none. */

/** In memory alone where the browser keeps nothing (`durable` tells). `shelf` is the table of records. */
export class Waiting {
  #slug;
  #shelf;
  #memory = new Map();

  constructor(slug, shelf) {
    this.#slug = slug;
    this.#shelf = shelf;
  }

  get durable() {
    return this.#memory.size === 0;
  }

  /** Also for a record that waits already: then it is replaced. */
  async add(record) {
    try {
      await this.#shelf.put({ ...record, slug: this.#slug });
    } catch {
      this.#memory.set(record.id, record);
    }
  }

  async remove(...ids) {
    for (const id of ids) this.#memory.delete(id);
    await this.#shelf.remove(...ids).catch(() => {});
  }

  /** All waiting records, the oldest first. */
  async all() {
    const stored = await this.#shelf.of(this.#slug).catch(() => []);
    return [...stored, ...this.#memory.values()].sort((one, other) => one.at - other.at);
  }
}

/** The device's small storage of settings, or null where the browser denies it. */
export function deviceStorage() {
  try {
    const storage = globalThis.localStorage;
    storage.setItem("gelar.probe", "1");
    storage.removeItem("gelar.probe");
    return storage;
  } catch {
    return null;
  }
}
