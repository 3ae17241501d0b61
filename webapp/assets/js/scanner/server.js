/** The desk's line to the server: every call ends in one of four plain results, and never throws. */

const LONGEST_WAIT = 20_000; // milliseconds until a silent request counts as lost
const BARRED = new Set([401, 403, 404, 410]);
const WORTH_REPEATING = new Set([408, 425, 429]);

/**
 * Results: `answered` (with `body`), `rejected` (the server will never take this; with `detail`), `barred` (this desk is
 * no longer valid), `unreachable` (to be sent again under the same id).
 */
export function connect({ token, language, urls }, fetcher = (...call) => fetch(...call)) {
  const headers = { Authorization: `Bearer ${token}`, Accept: "application/json", "Accept-Language": language };
  const ask = (url, options = {}) =>
    withinTime(options.signal, (signal) =>
      fetcher(url, {
        credentials: "omit",
        cache: "no-store",
        redirect: "error",
        ...options,
        headers: { ...headers, ...options.headers },
        signal,
      }).then(resultOf),
    );
  const asJson = { "Content-Type": "application/json" };
  const post = ({ url, body }) => ask(url, { method: "POST", headers: asJson, body: JSON.stringify(body) });
  return {
    post: async (record) => forUndo(record, await post(record)),
    search: (text, signal) => ask(`${urls.search}?q=${encodeURIComponent(text)}`, { signal }),
    counter: () => ask(urls.counter),
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

async function resultOf(response) {
  const body = await response.json().catch(() => null);
  if (response.ok) return body ? { kind: "answered", body } : { kind: "unreachable" }; // a hotspot's login page says 200 too
  if (BARRED.has(response.status)) return { kind: "barred", status: response.status, detail: detailOf(body) };
  if (response.status >= 500 || WORTH_REPEATING.has(response.status)) return { kind: "unreachable", status: response.status };
  return { kind: "rejected", detail: detailOf(body) };
}

/** A scan that the server does not know cannot be undone; that says nothing about the desk. */
const forUndo = (record, result) =>
  record.kind === "undo" && result.status === 404 ? { kind: "rejected", detail: result.detail } : result;

const detailOf = (problem) => problem?.detail ?? problem?.title ?? "";
