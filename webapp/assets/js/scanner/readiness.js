/** "Siap tanpa internet": whether camera, list and queue of this desk work, tried out and not assumed. */
import { all, one } from "./dom.js";

const SEEN = "gelar.camera"; // this device's camera has shown a picture here
const PROBE = "gelar.probe"; // belongs to no activity, so that it is never sent

export class Readiness {
  #storage;
  #records;
  #roster;
  #opensAlone;
  #hasQueue = false;

  /** `records` is the table of what waits; `opensAlone()` promises whether the page would open without a network. */
  constructor({ storage, records, roster, opensAlone }) {
    this.#storage = storage;
    this.#records = records;
    this.#roster = roster;
    this.#opensAlone = opensAlone;
  }

  cameraWorks() {
    this.#storage?.setItem(SEEN, "yes");
  }

  /** Keeps a record, reads it again and takes it away: as the queue does, on the same table. */
  async tryQueue() {
    const probe = { id: PROBE, slug: PROBE, at: Date.now() };
    try {
      await this.#records.put(probe);
      this.#hasQueue = (await this.#records.get(PROBE))?.at === probe.at;
      await this.#records.remove(PROBE);
    } catch {
      this.#hasQueue = false;
    }
    return this.#hasQueue;
  }

  /** What the committee's board is told: a list counts when it would still be here after a restart. */
  async state(waiting) {
    return {
      waiting,
      listed: this.#roster.isKept && (await this.#opensAlone()) ? this.#roster.size : 0,
      has_camera: this.#storage?.getItem(SEEN) === "yes",
      has_queue: await this.tryQueue(),
    };
  }

  /** Draws the three proofs in the sheet. */
  async draw() {
    const { listed, has_camera: camera, has_queue: queue } = await this.state(0);
    const proofs = { camera, roster: listed > 0, queue };
    for (const line of all("[data-proof]")) line.dataset.ready = String(proofs[line.dataset.proof]);
    one("#readiness-all").hidden = !Object.values(proofs).every(Boolean);
  }
}
