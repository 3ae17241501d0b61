/** The desk's line to the server: every call ends in one of four plain results, and never throws. */

const LONGEST_WAIT = 20_000; // milliseconds until a silent request counts as lost
const BARRED = new Set([401, 403, 404, 410]);
const OVER = new Set([401, 410]);
const WORTH_REPEATING = new Set([408, 425, 429]);

/**
 * Results: `answered` (with `body`), `rejected` (the server will never take this; with `detail`), `barred` (this desk is
 * no longer valid), `unreachable` (to be sent again under the same id).
 */
export function connect({ token, language, urls }, { skew, fetcher = (...call) => fetch(...call) } = {}) {
  const headers = { Authorization: `Bearer ${token}`, Accept: "application/json", "Accept-Language": language };
  const ask = (url, options = {}) =>
    withinTime(options.signal, async (signal) => {
      const sent = Date.now();
      const given = { credentials: "omit", cache: "no-store", redirect: "error", ...options };
      const response = await fetcher(url, { ...given, headers: { ...headers, ...options.headers }, signal });
      skew?.heard(response.headers.get("Date"), sent, Date.now());
      return resultOf(response);
    });
  const asJson = { "Content-Type": "application/json" };
  const send = (url, body) => ask(url, { method: "POST", headers: asJson, body: JSON.stringify(body) });
  const bodyOf = ({ body }) => skew?.corrected(body) ?? body;
  return {
    post: async (record) => forUndo(record, await send(record.url, bodyOf(record))),
    postAll: async (records) => rowsOf(records, await send(`${records[0].url}/batch`, { scans: records.map(bodyOf) })),
    simulate: (body) => send(urls.simulate, body),
    roster: (cursor) => ask(cursor ? `${urls.roster}?since=${encodeURIComponent(cursor)}` : urls.roster),
    search: (text, signal) => ask(`${urls.search}?q=${encodeURIComponent(text)}`, { signal }),
    contact: (body) => send(urls.contact, body),
  };
}

async function withinTime(outer, call) {
  const inner = new AbortController();
  const abort = () => inner.abort();
  const timer = setTimeout(abort, LONGEST_WAIT);
  outer?.addEventListener("abort", abort);
  try {
    return await call(inner.signal);
  } catch {
    return { kind: "unreachable", stopped: outer?.aborted ?? false };
  } finally {
    clearTimeout(timer);
    outer?.removeEventListener("abort", abort);
  }
}

/** One result for each record of a batch, or the one that holds for all of them. */
function rowsOf(records, result) {
  const rows = result.kind === "answered" ? result.body.scans : null;
  if (!Array.isArray(rows) || rows.length !== records.length) return result.kind === "answered" ? { kind: "unreachable" } : result;
  const each = rows.map((body) => (body.reason === "malformed" ? { kind: "rejected", detail: body.message } : { kind: "answered", body }));
  return { kind: "answered", each };
}

async function resultOf(response) {
  const body = await response.json().catch(() => null);
  if (response.ok) return body ? { kind: "answered", body } : { kind: "unreachable" }; // a hotspot's login page says 200 too
  if (BARRED.has(response.status)) {
    const isOurs = body?.status === response.status; // a hotspot says 403 too, but not in our words
    return { kind: "barred", status: response.status, detail: detailOf(body), isOver: isOurs && OVER.has(response.status) };
  }
  if (response.status >= 500 || WORTH_REPEATING.has(response.status)) return { kind: "unreachable", status: response.status };
  return { kind: "rejected", detail: detailOf(body) };
}

/** A scan that the server does not know cannot be undone; that says nothing about the desk. */
const forUndo = (record, result) =>
  record.kind === "undo" && result.status === 404 ? { kind: "rejected", detail: result.detail } : result;

const detailOf = (problem) => problem?.detail ?? problem?.title ?? "";
