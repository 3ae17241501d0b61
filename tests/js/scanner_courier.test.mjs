// Records on their way: none is lost, none is sent under two ids, what waits goes in order.
import assert from "node:assert/strict";
import { test } from "node:test";

import { Courier } from "../../webapp/assets/js/scanner/courier.js";
import { connect } from "../../webapp/assets/js/scanner/server.js";
import { Waiting } from "../../webapp/assets/js/scanner/waiting.js";

/** A device's table: rows by id, which belong to an activity. */
const shelf = () => {
  const rows = new Map();
  return {
    put: async (...values) => values.forEach((value) => rows.set(value.id, value)),
    remove: async (...keys) => keys.forEach((key) => rows.delete(key)),
    of: async (slug) => [...rows.values()].filter((row) => row.slug === slug),
  };
};
const denied = { put: async () => assert.fail(), remove: async () => assert.fail(), of: async () => assert.fail() };
const record = (id, at = 0, kind = "scan") => ({ id, kind, url: `/${id}`, body: { id }, at, label: id });
const moment = (milliseconds = 5) => new Promise((done) => setTimeout(done, milliseconds));
const answered = (id) => ({ kind: "answered", body: { id, outcome: "admitted" } });
const ids = (records) => records.map(({ id }) => id);

function courierOf(post, { postAll, patience = { usual: 20, lost: 5 }, waiting = new Waiting("slug", shelf()) } = {}) {
  const late = [];
  const links = [];
  const courier = new Courier({ post, postAll, waiting, patience, onLate: (one) => late.push(one.id), onLink: (link) => links.push(link) });
  return { courier, waiting, late, links };
}

test("a record is on the device before it is sent, and gone when it has its answer", async () => {
  const { courier, waiting } = courierOf(async ({ id }) => {
    assert.deepEqual(ids(await waiting.all()), ["a"]);
    return answered(id);
  });

  const result = await courier.deliver(record("a"));

  assert.equal(result.kind, "answered");
  assert.deepEqual(await waiting.all(), []);
});

test("without a line a record is kept, and sent by itself under the same id", async () => {
  const sent = [];
  let isUp = false;
  const { courier, waiting, late, links } = courierOf(async ({ id }) => (sent.push(id), isUp ? answered(id) : { kind: "unreachable" }));

  assert.deepEqual(await courier.deliver(record("a")), { kind: "kept" });
  assert.deepEqual(links.at(-1), { reach: "lost", at: null, waiting: 1 });
  isUp = true;
  await courier.flush();

  assert.deepEqual([sent, late, await waiting.all()], [["a", "a"], ["a"], []]);
  assert.equal(links.at(-1).reach, "connected");
});

test("a slow answer keeps nobody waiting and is told when it comes", async () => {
  const { courier, waiting, late } = courierOf(async ({ id }) => (await moment(60), answered(id)));

  assert.deepEqual(await courier.deliver(record("a")), { kind: "kept" });
  await moment(80);

  assert.deepEqual([late, await waiting.all()], [["a"], []]);
});

test("what waits goes out the oldest first and stops at the first failure", async () => {
  const waiting = new Waiting("slug", shelf());
  for (const one of [record("c", 3), record("a", 1), record("b", 2)]) await waiting.add(one);
  const sent = [];
  const { courier } = courierOf(async ({ id }) => (sent.push(id), id === "b" ? { kind: "unreachable" } : answered(id)), { waiting });

  await courier.flush();

  assert.deepEqual([sent, ids(await waiting.all())], [["a", "b"], ["b", "c"]]);
  await courier.heard({ kind: "barred" }); // no further try by itself: the test may end
});

test("a record that the server will never take is told and not repeated", async () => {
  const { courier, waiting } = courierOf(async () => ({ kind: "rejected", detail: "why" }));

  assert.deepEqual(await courier.deliver(record("a")), { kind: "rejected", detail: "why" });
  assert.deepEqual(await waiting.all(), []);
});

test("a desk that is no longer valid keeps its records", async () => {
  const { courier, waiting, links } = courierOf(async () => ({ kind: "barred" }));

  assert.equal((await courier.deliver(record("a"))).kind, "barred");
  assert.deepEqual([ids(await waiting.all()), links.at(-1).reach], [["a"], "barred"]);
});

test("waiting records survive a reload and stay with their own activity", async () => {
  const device = shelf();
  await new Waiting("slug", device).add(record("a"));

  assert.deepEqual(ids(await new Waiting("slug", device).all()), ["a"]);
  assert.deepEqual(await new Waiting("other", device).all(), []);
});

test("without storage records wait in memory, and the page knows", async () => {
  const waiting = new Waiting("slug", denied);
  await waiting.add(record("a"));

  assert.deepEqual([ids(await waiting.all()), waiting.durable], [["a"], false]);
  await waiting.remove("a");
  assert.equal(waiting.durable, true);
});

test("each status of the server has one meaning", async () => {
  const desk = { token: "t", language: "id", urls: { search: "/search", counter: "/counter" } };
  const kindOf = async (status, body, kind = "scan") => {
    const answer = async () => new Response(body, { status });
    return (await connect(desk, { fetcher: answer }).post(record("a", 0, kind))).kind;
  };
  assert.equal(await kindOf(200, '{"outcome":"admitted"}'), "answered");
  assert.equal(await kindOf(200, "<html>hotspot</html>"), "unreachable");
  for (const status of [401, 403, 404, 410]) assert.equal(await kindOf(status, "{}"), "barred");
  for (const status of [400, 409, 413, 422]) assert.equal(await kindOf(status, '{"detail":"x"}'), "rejected");
  for (const status of [408, 429, 500, 502, 503]) assert.equal(await kindOf(status, "<html>"), "unreachable");
  assert.equal(await kindOf(404, "{}", "undo"), "rejected");
});

test("requests carry the desk's token and language, never a cookie", async () => {
  let asked;
  const desk = { token: "secret", language: "en", urls: { search: "/search" } };
  const fetcher = async (url, options) => ((asked = { url, ...options }), new Response("{}"));
  await connect(desk, { fetcher }).search("Sit&");
  assert.equal(asked.url, "/search?q=Sit%26");
  assert.equal(asked.credentials, "omit");
  assert.deepEqual(asked.headers, { Authorization: "Bearer secret", Accept: "application/json", "Accept-Language": "en" });
});

test("scans that wait go in one parcel, in their order, around what must go alone", async () => {
  const waiting = new Waiting("slug", shelf());
  const same = (id, at) => ({ ...record(id, at), url: "/scans" });
  for (const one of [same("a", 1), same("b", 2), record("u", 3, "undo"), same("c", 4), same("d", 5)]) await waiting.add(one);
  const sent = [];
  const post = async ({ id }) => (sent.push(id), answered(id));
  const postAll = async (records) => (sent.push(ids(records)), { kind: "answered", each: records.map(({ id }) => answered(id)) });
  const { courier, late } = courierOf(post, { postAll, waiting });

  await courier.flush();

  assert.deepEqual([sent, late], [[["a", "b"], "u", ["c", "d"]], ["a", "b", "u", "c", "d"]]);
  assert.deepEqual(await waiting.all(), []);
});

test("a parcel whose answer is cut stays whole; one that is refused as a whole goes record by record", async () => {
  const waiting = new Waiting("slug", shelf());
  for (const [id, at] of [["a", 1], ["b", 2]]) await waiting.add({ ...record(id, at), url: "/scans" });
  const parcels = [{ kind: "unreachable" }, { kind: "rejected", detail: "too large" }];
  const sent = [];
  const post = async ({ id }) => (sent.push(id), answered(id));
  const { courier, late } = courierOf(post, { postAll: async () => parcels.shift(), waiting });

  await courier.flush();
  assert.deepEqual([ids(await waiting.all()), late], [["a", "b"], []]);
  await courier.flush();

  assert.deepEqual([sent, late, await waiting.all()], [["a", "b"], ["a", "b"], []]);
});

test("only our own word closes a desk: a hotspot's page does not", async () => {
  const desk = { token: "t", language: "id", urls: { contact: "/contact" } };
  const isOver = async (status, body) => (await connect(desk, { fetcher: async () => new Response(body, { status }) }).contact({})).isOver;
  assert.equal(await isOver(401, '{"status":401}'), true);
  assert.equal(await isOver(410, '{"status":410}'), true);
  assert.equal(await isOver(403, '{"status":403}'), false);
  assert.equal(await isOver(401, "<html>login</html>"), false);
});
