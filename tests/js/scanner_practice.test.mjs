// What is shown without being recorded: the practice sheet, looking only, and careful mode.
import assert from "node:assert/strict";
import { test } from "node:test";

import { describe } from "../../webapp/assets/js/scanner/answer.js";
import { Entrance } from "../../webapp/assets/js/scanner/entrance.js";
import { Practice } from "../../webapp/assets/js/scanner/practice.js";
import { Preview } from "../../webapp/assets/js/scanner/preview.js";
import { Readiness } from "../../webapp/assets/js/scanner/readiness.js";

const STORIES = ["valid", "already", "cancelled", "other", "waiting", "yesterday", "unknown", "group"];
const codeOf = (story) => `LATIHAN${story.toUpperCase()}`.padEnd(26, "A");
const desk = {
  desk: "Pintu A",
  say: (key) => key,
  time: (at) => at,
  urls: { scans: "/scans", walk_ins: "/walk-ins" },
  practice: STORIES.map((story) => ({ story, code: codeOf(story) })),
};
const TICKET = "QUAVSHSNOYOBJEQPMJKDQHE3KP";
const admitted = { outcome: "admitted", message: "", registration: { name: "Dehen", needs: "" } };

/** A desk's entrance whose door and server note everything that reaches them. */
function entranceIn(direction, answer = admitted) {
  const told = { recorded: [], shown: [], asked: [], said: [] };
  const practice = new Practice(desk);
  const preview = new Preview({ desk, own: { decision: async () => null }, practice });
  preview.simulate = async (body) => (told.asked.push(body), { kind: "answered", body: answer });
  const door = { during: (work) => work(), carry: async (record) => told.recorded.push(record), presentAll: (people) => told.recorded.push(...people) };
  const parts = { desk, door, direction, preview, answers: { show: (_record, one) => told.shown.push(one) }, news: { say: (...words) => told.said.push(words) } };
  return { entrance: new Entrance(parts), told };
}
const practising = { isPractising: true, isLooking: false, isCareful: false, recorded: "in" };
const careful = { isPractising: false, isLooking: false, isCareful: true, recorded: "in" };

test("the eight codes of the sheet get their eight answers, and nothing is recorded or asked", async () => {
  const { entrance, told } = entranceIn(practising);
  for (const story of STORIES) await entrance.present(`https://gelar.test/T/${codeOf(story)}`);
  entrance.admitWalkIn({ name: "Tamu", affiliation: "" });
  entrance.presentAll(told.shown[7].group);

  const outcomes = told.shown.map(({ outcome }) => outcome);
  assert.deepEqual(outcomes, ["admitted", "already", "refused", "refused", "refused", "refused", "unknown", "admitted", "admitted"]);
  assert.equal(new Set(told.shown.slice(2, 6).map(({ message }) => message)).size, 4); // each refusal says its own reason
  assert.equal(told.shown[7].group.length, 12);
  assert.ok(told.shown.every(({ by }) => by === "practice"));
  assert.deepEqual(told.said.at(-2), ["practice_done", { n: 8, of: 8 }]);
  assert.deepEqual([told.recorded, told.asked], [[], []]);
});

test("a code of the sheet that is shown twice was there already, as at a real door", async () => {
  const { entrance, told } = entranceIn(practising);
  await entrance.present(codeOf("valid"));
  await entrance.present(codeOf("valid"));
  assert.deepEqual(told.shown.map(({ outcome }) => outcome), ["admitted", "already"]);
  assert.equal(told.shown[1].first.desk, "Pintu A");
});

test("a real ticket in practice is only asked about", async () => {
  const { entrance, told } = entranceIn(practising);
  await entrance.present(TICKET);
  assert.deepEqual([told.recorded.length, told.asked.length, told.shown[0].by], [0, 1, "practice"]);
});

test("careful mode shows the person first and records by the tap; a refusal is recorded at once", async () => {
  const first = entranceIn(careful);
  await first.entrance.present(TICKET);
  assert.deepEqual([first.told.recorded.length, first.told.shown[0].by], [0, "careful"]);

  const second = entranceIn(careful, { outcome: "refused", message: "Batal." });
  await second.entrance.present(TICKET);
  assert.deepEqual([second.told.recorded.length, second.told.shown.length], [1, 0]); // the log keeps what was presented
});

test("a person who is only shown is never called present, and stays until the tap", () => {
  const parts = describe({ ...admitted, by: "careful" }, desk);
  assert.deepEqual([parts.word, parts.isAsked], ["valid_word", true]);
  assert.ok(parts.stay >= 60_000);
  assert.equal(describe({ ...admitted, by: "look" }, desk).word, "valid_word");
  assert.equal(describe(admitted, desk).word, "word_admitted");
});

test("a desk is ready when its camera, its list and its queue were tried", async () => {
  const kept = new Map();
  const records = { put: async (one) => kept.set(one.id, one), get: async (id) => kept.get(id), remove: async (id) => kept.delete(id) };
  const memory = new Map();
  const storage = { getItem: (key) => memory.get(key) ?? null, setItem: (key, value) => memory.set(key, value) };
  const readiness = new Readiness({ storage, records, roster: { isKept: true, size: 212 }, opensAlone: async () => true });

  assert.deepEqual(await readiness.state(3), { waiting: 3, listed: 212, has_camera: false, has_queue: true });
  readiness.cameraWorks();
  assert.equal((await readiness.state(0)).has_camera, true);
  assert.equal(kept.size, 0); // the trial leaves nothing to be sent
  records.put = async () => Promise.reject(new Error("full"));
  assert.equal((await readiness.state(0)).has_queue, false);
});
