/** Which codes the camera has just seen: one held before the lens is one scan, however long it is held. */

const GONE_AFTER = 2500; // milliseconds out of view before the same code counts again

/** Remembers sightings; every sighting of a known code keeps it known. */
export class Held {
  #seen = new Map();

  /** The first of these codes that is not being held already, or null. Nothing new is noted while `busy`. */
  firstNew(codes, now, busy = false) {
    for (const [code, at] of this.#seen) if (now - at >= GONE_AFTER) this.#seen.delete(code);
    for (const code of codes) if (this.#seen.has(code)) this.#seen.set(code, now);
    const fresh = busy ? undefined : codes.find((code) => !this.#seen.has(code));
    if (fresh === undefined) return null;
    this.#seen.set(fresh, now);
    return fresh;
  }
}
