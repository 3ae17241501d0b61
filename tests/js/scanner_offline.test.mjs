// A desk without a network: its list of people, what it decides by it, its clock, its session.
import assert from "node:assert/strict";
import { test } from "node:test";

import { decide, markOf } from "../../webapp/assets/js/scanner/deciding.js";
import { Door } from "../../webapp/assets/js/scanner/door.js";
import { Own } from "../../webapp/assets/js/scanner/own.js";
import { Roster, codeHash, sweep } from "../../webapp/assets/js/scanner/roster.js";
import { sessionByClock } from "../../webapp/assets/js/scanner/shell.js";
import { Skew } from "../../webapp/assets/js/scanner/skew.js";

const CODE = "ABCDEFGHIJKLMNOPQRSTUVWX27";
const say = (key, values = {}) => [key, ...Object.values(values)].join(" ");
const desk = { say, desk: "Pintu A", session: { id: 7 }, event: { slug: "slug" }, kept_until: "2026-12-01T00:00:00Z" };
const AT = new Date("2026-11-28T02:00:00Z");

/** The device's two tables. */
function tables() {
  const table = (keyOf, ownerOf) => {
    const rows = new Map();
    return {
      put: async (...values) => values.forEach((value) => rows.set(keyOf(value), value)),
      remove: async (...keys) => keys.forEach((key) => rows.delete(key)),
      get: async (key) => rows.get(key),
      of: async (owner) => [...rows.values()].filter((row) => ownerOf(row) === owner),
      all: async () => [...rows.values()],
      clear: async (owner) => [...rows].forEach(([key, row]) => ownerOf(row) === owner && rows.delete(key)),
    };
  };
  return { people: table((row) => row.code_hash, (row) => row.session), rosters: table((row) => row.session, (row) => row.slug) };
}

const person = async (code, short, name, state = "expected", group = null) =>
  ({ code_hash: await codeHash(code), short_code: short, name, mode: "in_person", state, group });

async function rosterOf(people, shelves = tables(), asked = []) {
  const pages = [{ is_full: true, cursor: "c1", people }];
  const ask = async (cursor) => (asked.push(cursor), pages.length ? { kind: "answered", body: pages.shift() } : { kind: "unreachable" });
  const roster = new Roster({ desk, shelves, ask });
  await roster.refresh();
  return { roster, shelves, pages, asked };
}

test("a code's hash is the one of the server", async () => {
  assert.equal(await codeHash("A".repeat(26)), "06f469c97c14e84c");
});

test("a ticket is found by its address, its bare code and its short code, whatever the case", async () => {
  const { roster } = await rosterOf([await person(CODE, "KT-7F3K", "Dehen")]);
  for (const text of [CODE, CODE.toLowerCase(), `https://gelar.id/T/${CODE}`, "kt-7f3k", "KT7F3K", "KT – 7F3K"]) {
    assert.equal((await roster.find(text))?.name, "Dehen", text);
  }
  for (const text of ["", "KT-7F3L", "WIFI:S:aula;;", `${CODE}A`]) assert.equal(await roster.find(text), null, text);
});

test("the list survives a reload, asks for what changed, and is replaced when the server says so", async () => {
  const { roster, shelves, pages, asked } = await rosterOf([await person(CODE, "KT-7F3K", "Dehen")]);
  const again = new Roster({ desk, shelves, ask: async (cursor) => (asked.push(cursor), { kind: "answered", body: pages.shift() }) });
  assert.equal(await again.open(), true);
  assert.equal((await again.find(CODE)).name, "Dehen");

  pages.push({ is_full: false, cursor: "c2", people: [await person(CODE, "KT-7F3K", "Dehen", "in")] });
  await again.refresh();
  assert.equal((await again.find(CODE)).state, "in");
  pages.push({ is_full: true, cursor: "c3", people: [] });
  await again.refresh();

  assert.deepEqual([again.size, await again.find(CODE), asked], [0, null, [undefined, "c1", "c2"]]);
  assert.deepEqual([roster.size, (await shelves.people.of(7)).length], [1, 0]);
});

test("what this desk noted and has not sent stands above what the server says", async () => {
  const dehen = await person(CODE, "KT-7F3K", "Dehen");
  const { roster, pages } = await rosterOf([dehen]);
  pages.push({ is_full: false, cursor: "c2", people: [dehen] });

  await roster.refresh([{ mark: { code_hash: dehen.code_hash, state: "in", first: { at: "x", desk: "Pintu A" } } }]);

  assert.equal((await roster.find(CODE)).state, "in");
});

test("each state has its answer", () => {
  const said = (state, action = "in") => {
    const { outcome, reason } = decide({ name: "Dehen", mode: "in_person", state, short_code: "KT-7F3K" }, action, { say });
    return [outcome, reason];
  };
  assert.deepEqual(said("expected"), ["admitted", null]);
  assert.deepEqual(said("out"), ["admitted", null]);
  assert.deepEqual(said("in"), ["already", null]);
  assert.deepEqual(said("in", "out"), ["admitted", "checked_out"]);
  assert.deepEqual(said("expected", "out"), ["refused", "not_in"]);
  for (const state of ["pending", "waiting", "cancelled", "declined", "revoked"]) assert.deepEqual(said(state), ["refused", state]);
  assert.equal(decide(null, "in", { say }).outcome, "kept");
});

test("only what changes something is marked", () => {
  const entry = { code_hash: "h", name: "Dehen", state: "expected" };
  const mark = (state, action) => markOf(entry, decide({ ...entry, state }, action, { say }), { at: AT, desk: "Pintu A" });
  assert.deepEqual(mark("expected", "in"), { code_hash: "h", state: "in", first: { at: AT.toISOString(), desk: "Pintu A" } });
  assert.deepEqual(mark("in", "out"), { code_hash: "h", state: "out", first: null });
  assert.equal(mark("in", "in"), null);
  assert.equal(mark("waiting", "in"), null);
});

test("the second scan of a ticket offline says when and where the first was; taking it back opens the door again", async () => {
  const { roster } = await rosterOf([await person(CODE, "KT-7F3K", "Dehen")]);
  const own = new Own({ desk, roster });
  const scan = () => ({ kind: "scan", at: AT.getTime(), body: { code: CODE, action: "in" }, label: "…WX27" });
  const [first, second] = [scan(), scan()];

  await own.answer(first);
  await own.learn(first, first.decision);
  await own.answer(second);
  assert.deepEqual([first.told, first.body.told, second.told], ["admitted", "admitted", "already"]);
  assert.deepEqual(second.decision.first, { at: AT.toISOString(), desk: "Pintu A" });
  await own.takeBack(first);

  assert.equal((await own.decision(scan())).outcome, "admitted");
});

test("one scan of any member offers the whole group, until everybody is in", async () => {
  const names = ["Dehen", "Ruth", "Yanti"];
  const states = ["expected", "expected", "waiting"];
  const people = await Promise.all(names.map((name, n) => person(CODE.slice(0, 25) + "ABC"[n], `KT-000${n}`, name, states[n], 5)));
  const { roster } = await rosterOf([...people, await person(CODE, "KT-7F3K", "Alone")]);
  const own = new Own({ desk, roster });
  const scan = (code, action = "in") => ({ kind: "scan", at: 0, body: { code, action }, label: code });
  const groupOf = async (record, outcome = "admitted") => (await own.group(record, { outcome })).map(({ name }) => name);

  assert.deepEqual(await groupOf(scan("KT-0000")), ["Dehen", "Ruth"]); // who waits has no place
  assert.deepEqual(await groupOf(scan("KT-7F3K")), []);
  assert.deepEqual(await groupOf(scan("KT-0000", "out")), []);
  assert.deepEqual(await groupOf(scan("KT-0000"), "refused"), []);
  for (const code of ["KT-0000", "KT-0001"]) {
    const record = scan(code);
    await own.answer(record);
    await own.learn(record, record.decision);
  }
  assert.deepEqual(await groupOf(scan("KT-0001"), "already"), []);
});

test("a group goes on the way as one record a person, with what each was told", async () => {
  const people = [await person(CODE, "KT-7F3K", "Dehen", "expected", 5), await person(CODE.slice(0, 25) + "A", "KT-0001", "Ruth", "expected", 5)];
  const { roster } = await rosterOf(people);
  const own = new Own({ desk, roster });
  const kept = [];
  const said = [];
  const courier = { keep: async (record) => kept.push(record), flush: async () => kept.length };
  const door = new Door({ desk: { ...desk, urls: { scans: "/scans" } }, own, courier, undo: {}, recent: { note() {} }, news: { say: (...words) => said.push(words) } });

  await door.presentAll(people);

  assert.deepEqual(kept.map(({ body, told }) => [body.code, body.told, told]), [["KT-7F3K", "admitted", "admitted"], ["KT-0001", "admitted", "admitted"]]);
  assert.deepEqual(said, [["group_in", { n: 2 }]]);
});

test("without a list nothing is decided", async () => {
  const { roster } = await rosterOf([]);
  const own = new Own({ desk, roster });
  assert.equal(await own.answer({ kind: "scan", at: 0, body: { code: CODE, action: "in" } }), false);
});

test("names are found by parts of words, whatever the accents, and replaced tickets are not", async () => {
  const names = ["Siti Aminah", "Sitti Áminah", "Dehen"];
  const people = await Promise.all(names.map((name, n) => person(CODE.slice(0, 25) + "ABC"[n], `KT-000${n}`, name)));
  const { roster } = await rosterOf([...people, await person(CODE, "KT-7F3K", "Aminah", "revoked")]);
  assert.deepEqual(roster.named("aminah").map(({ name }) => name), ["Siti Aminah", "Sitti Áminah"]);
  assert.deepEqual(roster.named("sit ami").map(({ short_code: code }) => code), ["KT-0000", "KT-0001"]);
});

test("names of an activity that has ended leave the device", async () => {
  const { shelves } = await rosterOf([await person(CODE, "KT-7F3K", "Dehen")]);
  await sweep(shelves, Date.parse("2026-11-30T00:00:00Z"));
  assert.equal((await shelves.people.of(7)).length, 1);
  await sweep(shelves, Date.parse("2026-12-01T00:00:01Z"));
  assert.deepEqual([await shelves.people.of(7), await shelves.rosters.all()], [[], []]);
});

test("a clock two hours off is corrected and what it showed is kept; a second or two is nothing", () => {
  const kept = new Map();
  const skew = new Skew({ getItem: (key) => kept.get(key) ?? null, setItem: (key, value) => kept.set(key, value) });
  const body = { scanned_at: AT.toISOString() };
  assert.equal(skew.corrected(body), body);

  const now = AT.getTime();
  skew.heard(new Date(now + 7_200_000).toUTCString(), now, now + 200);
  const { scanned_at: corrected, device_at: shown } = skew.corrected(body);
  assert.ok(Math.abs(Date.parse(corrected) - now - 7_200_000) < 2000);
  assert.equal(shown, body.scanned_at);
  skew.heard(null, now, now);
  assert.ok(skew.offset > 0);
  skew.heard(new Date(now + 1000).toUTCString(), now, now + 100);

  assert.equal(skew.offset, 0);
});

test("a kept page of yesterday leads to today's session, unless one was chosen", () => {
  const sessions = [
    { id: 1, url: "/d?session=1", ends_at: "2026-11-27T05:00:00Z" },
    { id: 2, url: "/d?session=2", ends_at: "2026-11-28T05:00:00Z", is_cancelled: true },
    { id: 3, url: "/d?session=3", ends_at: "2026-11-29T05:00:00Z" },
  ];
  const of = (id, search, now) => sessionByClock({ session: { id }, sessions }, { search, now: Date.parse(now) });
  assert.equal(of(1, "", "2026-11-28T02:00:00Z"), "/d?session=3");
  assert.equal(of(1, "?session=1", "2026-11-28T02:00:00Z"), null);
  assert.equal(of(3, "", "2026-12-09T02:00:00Z"), null);
});
