// What an answer says, and that the page has a word for everything that its scripts say.
import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { test } from "node:test";

import { LOOKS, describe } from "../../webapp/assets/js/scanner/answer.js";
import { reasonFor } from "../../webapp/assets/js/scanner/camera.js";
import { BUZZES, TONES } from "../../webapp/assets/js/scanner/sound.js";

const ROOT = new URL("../../", import.meta.url);
const SCRIPTS = new URL("webapp/assets/js/scanner/", ROOT);
const desk = {
  say: (key, values = {}) => [key, ...Object.values(values)].join(" "),
  time: (at) => at.slice(11, 16),
};
const dehen = { name: "Dehen", affiliation: "KIM Handep", mode: "in_person", needs: "", short_code: "KT-7F3K" };
const answer = (outcome, more = {}) => ({ outcome, reason: null, message: "Kalimat.", registration: dehen, first: null, ...more });

test("an admitted person is shown by name and group, without a sentence to read", () => {
  const parts = describe(answer("admitted"), desk);
  assert.deepEqual([parts.word, parts.name, parts.belonging, parts.sentence], ["word_admitted", "Dehen", "KIM Handep · mode_in_person", ""]);
  assert.equal(parts.spoken, "word_admitted. Kalimat.");
});

test("needs and a place outside the quota are flagged and stay longer", () => {
  const parts = describe(answer("admitted", { registration: { ...dehen, needs: "Kursi roda" }, outside_quota: true }), desk);
  assert.deepEqual(parts.flags, ["Kursi roda", "outside_quota"]);
  assert.ok(parts.stay > describe(answer("admitted"), desk).stay);
});

test("already says when and where the first was", () => {
  const first = { at: "2022-03-10T08:52:00Z", desk: "Pintu A" };
  assert.equal(describe(answer("already", { first }), desk).first, "at_time 08:52 · Pintu\u00a0A");
  assert.equal(describe(answer("already", { first: { ...first, desk: null } }), desk).first, "at_time 08:52");
  assert.equal(describe(answer("already"), desk).sentence, "Kalimat.");
});

test("a refusal gives its reason; an unknown code is shown; what is kept has its label", () => {
  assert.equal(describe(answer("refused", { registration: null }), desk).sentence, "Kalimat.");
  assert.equal(describe(answer("unknown", { registration: null, presented: "KT-X" }), desk).belonging, "presented KT-X");
  assert.equal(describe({ outcome: "kept", message: "Belum.", presented: "Katarina" }, desk).name, "Katarina");
});

test("an outcome that the page does not know is treated as unknown", () => {
  assert.equal(describe(answer("surprise"), desk).outcome, "unknown");
});

test("every answer has its look, its tones and its vibration, and stays two seconds or more", () => {
  for (const [outcome, { stay }] of Object.entries(LOOKS)) {
    assert.ok(stay >= 2000 && TONES[outcome].length && BUZZES[outcome], outcome);
  }
});

test("no two answers sound alike", () => {
  const heard = Object.values(TONES).map((tones) => JSON.stringify(tones));
  assert.equal(new Set(heard).size, heard.length);
});

test("each camera trouble has its sentence", () => {
  assert.equal(reasonFor({ name: "NotAllowedError" }), "camera_refused");
  assert.equal(reasonFor({ name: "InsecurePage" }), "camera_insecure");
  assert.equal(reasonFor(new Error("strange")), "camera_failed");
});

test("the page carries every word that the scripts say, and no other", () => {
  const scripts = readdirSync(SCRIPTS).map((name) => read(name, SCRIPTS)).join("\n");
  const carried = new Set(matches(read("templates/attendance/scanner/words.html", ROOT), /^ {2}'(\w+)':/gm));
  const said = [...matches(scripts, /say\("(\w+)"/g), ...matches(scripts, /"((?:camera|decoder|mode)_\w+)"/g)];
  const families = matches(scripts, /say\(`(\w+)_\$\{/g); // say(`word_${outcome}`) says word_admitted and its sisters
  const isSaid = (key) => scripts.includes(`"${key}"`) || families.some((family) => key.startsWith(`${family}_`));

  assert.deepEqual(said.filter((key) => !carried.has(key)), []);
  assert.deepEqual([...carried].filter((key) => !isSaid(key)), []);
  for (const outcome of Object.keys(LOOKS)) assert.ok(carried.has(`word_${outcome}`) && carried.has(`line_${outcome}`));
});

const read = (name, base) => readFileSync(new URL(name, base), "utf8");
const matches = (text, pattern) => [...text.matchAll(pattern)].map((match) => match[1]);
