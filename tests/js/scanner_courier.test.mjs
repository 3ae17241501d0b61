// Records on their way: none is lost, none is sent under two ids, what waits goes in order.
import assert from "node:assert/strict";
import { test } from "node:test";

import { Courier } from "../../webapp/assets/js/scanner/courier.js";
import { connect } from "../../webapp/assets/js/scanner/server.js";
import { Waiting } from "../../webapp/assets/js/scanner/waiting.js";

const storage = () =>
  Object.create({
    setItem(key, value) { this[key] = value; },
    getItem(key) { return this[key] ?? null; },
    removeItem(key) { delete this[key]; },
  });
const record = (id, at = 0, kind = "scan") => ({ id, kind, url: `/${id}`, body: { id }, at, label: id });
const moment = (milliseconds = 5) => new Promise((done) => setTimeout(done, milliseconds));
const answered = (id) => ({ kind: "answered", body: { id, outcome: "admitted" } });
const ids = (records) => records.map(({ id }) => id);

function courierOf(post, { patience = { usual: 20, lost: 5 }, waiting = new Waiting("slug", storage()) } = {}) {
  const late = [];
  const links = [];
  const courier = new Courier({ post, waiting, patience, onLate: (one) => late.push(one.id), onLink: (link) => links.push(link) });
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
  const waiting = new Waiting("slug", storage());
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
  const device = storage();
  await new Waiting("slug", device).add(record("a"));
  device["gelar.waiting.slug.broken"] = "{";

  assert.deepEqual(ids(await new Waiting("slug", device).all()), ["a"]);
  assert.deepEqual(await new Waiting("other", device).all(), []);
});

test("without storage records wait in memory, and the page knows", async () => {
  const waiting = new Waiting("slug", null);
  await waiting.add(record("a"));

  assert.deepEqual([ids(await waiting.all()), waiting.durable], [["a"], false]);
  await waiting.remove("a");
  assert.equal(waiting.durable, true);
});

test("each status of the server has one meaning", async () => {
  const desk = { token: "t", language: "id", urls: { search: "/search", counter: "/counter" } };
  const kindOf = async (status, body, kind = "scan") => {
    const answer = async () => new Response(body, { status });
    return (await connect(desk, answer).post(record("a", 0, kind))).kind;
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
  await connect(desk, async (url, options) => ((asked = { url, ...options }), new Response("{}"))).search("Sit&");
  assert.equal(asked.url, "/search?q=Sit%26");
  assert.equal(asked.credentials, "omit");
  assert.deepEqual(asked.headers, { Authorization: "Bearer secret", Accept: "application/json", "Accept-Language": "en" });
});
