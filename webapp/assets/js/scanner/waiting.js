/** Records that have no answer yet, kept on the device so that a reload or a killed tab loses none. */

/**
 * One entry of the device's storage per record, so that two tabs never overwrite each other; in memory alone where there
 * is no storage (`durable` tells). The methods are asynchronous: the place where records are kept may change.
 */
export class Waiting {
  #prefix;
  #storage;
  #memory = new Map();

  constructor(slug, storage) {
    this.#prefix = `gelar.waiting.${slug}.`;
    this.#storage = storage;
  }

  get durable() {
    return this.#memory.size === 0;
  }

  async add(record) {
    try {
      this.#storage.setItem(this.#prefix + record.id, JSON.stringify(record));
    } catch {
      this.#memory.set(record.id, record);
    }
  }

  async remove(id) {
    this.#memory.delete(id);
    this.#storage?.removeItem(this.#prefix + id);
  }

  /** All waiting records, the oldest first. */
  async all() {
    const records = [...this.#stored(), ...this.#memory.values()];
    return records.sort((one, other) => one.at - other.at);
  }

  #stored() {
    const keys = Object.keys(this.#storage ?? {}).filter((key) => key.startsWith(this.#prefix));
    return keys.map((key) => parsed(this.#storage.getItem(key))).filter((record) => record?.id && record.url && record.body);
  }
}

function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** The device's storage, or null where the browser denies it. */
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
