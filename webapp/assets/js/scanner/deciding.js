/** The rules of the door for a desk without a network: what a code means by the list on the device. Pure. */

const REFUSED = { pending: "pending", waiting: "waiting", cancelled: "cancelled", declined: "declined", revoked: "revoked" };

const answer = (outcome, reason, message, entry, first = null) => ({
  outcome,
  reason,
  message,
  first,
  registration: entry && { name: entry.name, affiliation: "", mode: entry.mode, needs: "", short_code: entry.short_code, lacks_gender: entry.lacks_gender ?? false },
});

/** The answer in the server's shape. `entry` is the person on the list, or null: then the code is noted for the server. */
export function decide(entry, action, { say }) {
  if (!entry) return answer("kept", null, say("kept_unlisted"), null);
  const { name, state } = entry;
  if (state in REFUSED) return answer("refused", REFUSED[state], say(`local_${state}`, { name }), entry);
  if (action === "out") {
    if (state !== "in") return answer("refused", "not_in", say("local_not_in", { name }), entry);
    return answer("admitted", "checked_out", say("local_out", { name }), entry);
  }
  if (state === "in") return answer("already", null, say("local_already", { name }), entry, entry.first ?? null);
  return answer("admitted", null, say("local_admitted", { name }), entry);
}

/** What the list says afterwards; null when nothing changes. */
export function markOf(entry, decision, { at, desk }) {
  if (!entry || decision.outcome !== "admitted") return null;
  const hash = { code_hash: entry.code_hash };
  if (decision.reason === "checked_out") return { ...hash, state: "out", first: null };
  return { ...hash, state: "in", first: { at: at.toISOString(), desk } };
}
