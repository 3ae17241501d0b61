// The scanner's pure parts: codes, held codes, keys of a scanner, decoders, words and times.
import assert from "node:assert/strict";
import { test } from "node:test";

import { bareCode, tellable } from "../../webapp/assets/js/scanner/code.js";
import { openDecoder } from "../../webapp/assets/js/scanner/decoder.js";
import { speaker, timeTeller } from "../../webapp/assets/js/scanner/desk.js";
import { Held } from "../../webapp/assets/js/scanner/held.js";
import { scanOf, undoOf, walkInOf } from "../../webapp/assets/js/scanner/records.js";
import { uuid } from "../../webapp/assets/js/scanner/uuid.js";
import { Burst } from "../../webapp/assets/js/scanner/wedge.js";

const CODE = "ABCDEFGHIJKLMNOPQRSTUVWX27";
const typed = (burst, text, { from = 0, every = 10 }) => {
  Array.from(text).forEach((character, index) => burst.press(character, from + index * every));
  return burst.end(from + text.length * every);
};

test("a ticket's address is sent as its bare code, in upper case", () => {
  for (const address of [`HTTPS://GELAR.ID/T/${CODE}`, `https://gelar.id/t/${CODE.toLowerCase()}`, `https://x.id/app/T/${CODE}?a=1`]) {
    assert.equal(bareCode(` ${address} `), CODE);
  }
});

test("who comes for somebody else is sent with both names", () => {
  const guest = { name: "Rina", affiliation: "KIM Bahari", gender: "P", represents: "Yohanes" };
  const { body, label } = walkInOf(guest, { urls: { walk_ins: "/walk-ins" } }, { at: new Date(0), id: "x" });
  assert.deepEqual([body.name, body.represents, label], ["Rina", "Yohanes", "Rina"]);
});

test("any other text is sent whole, trimmed, and never longer than 200 characters", () => {
  assert.equal(bareCode(" kt-7f3k\r\n"), "kt-7f3k");
  assert.equal(bareCode(`HTTPS://GELAR.ID/T/${CODE}A`), `HTTPS://GELAR.ID/T/${CODE}A`);
  assert.equal(bareCode("WIFI:S:aula;;"), "WIFI:S:aula;;");
  assert.equal(Array.from(bareCode("😀".repeat(500))).length, 200);
});

test("a long code is told by its end alone", () => {
  assert.equal(tellable("KT-7F3K"), "KT-7F3K");
  assert.equal(tellable(CODE), "…WX27");
});

test("a code held before the camera counts once, however long it is held", () => {
  const held = new Held();
  assert.equal(held.firstNew([CODE], 0), CODE);
  for (let now = 100; now < 20_000; now += 100) assert.equal(held.firstNew([CODE], now), null);
});

test("a code that was away for two and a half seconds counts again", () => {
  const held = new Held();
  held.firstNew([CODE], 0);
  assert.equal(held.firstNew([CODE], 2400), null);
  assert.equal(held.firstNew([], 4000), null);
  assert.equal(held.firstNew([CODE], 4900), CODE);
});

test("of two tickets in view the one not yet taken is next, and none while the desk is busy", () => {
  const held = new Held();
  assert.equal(held.firstNew(["A", "B"], 0), "A");
  assert.equal(held.firstNew(["A", "B"], 100, true), null);
  assert.equal(held.firstNew(["A", "B"], 2200), "B");
  assert.equal(held.firstNew(["A", "B"], 2300), null);
});

test("a quick burst of keys is a code, slow or few keys are a person", () => {
  assert.equal(typed(new Burst(), "KT-7F3K", { every: 10 }), "KT-7F3K");
  assert.equal(typed(new Burst(), "KT-7F3K", { every: 90 }), null);
  assert.equal(typed(new Burst(), "abc", { every: 10 }), null);
});

test("a key that a busy phone delays does not break the code", () => {
  const burst = new Burst();
  [0, 10, 160, 170, 180, 330, 340].forEach((at, index) => burst.press("KT-7F3K"[index], at));
  assert.equal(burst.end(350), "KT-7F3K");
});

test("letters typed by hand before a burst do not become part of the code", () => {
  const burst = new Burst();
  burst.press("s", 0);
  assert.equal(typed(burst, "KT-7F3K", { from: 500 }), "KT-7F3K");
});

test("the browser's own decoder is used where it reads QR codes", async () => {
  const BarcodeDetector = class {
    static getSupportedFormats = async () => ["ean_13", "qr_code"];
    detect = async () => [{ rawValue: CODE }, { rawValue: "" }];
  };
  const read = await openDecoder({ BarcodeDetector }, () => assert.fail("not needed"));
  assert.deepEqual(await read({}), [CODE]);
});

test("our decoder steps in where there is none, where it knows no QR, and where it breaks", async () => {
  const own = async () => ({ openDetector: async () => ({ detect: async () => [{ rawValue: "own" }] }) });
  const broken = class {
    static getSupportedFormats = async () => ["qr_code"];
    detect = () => Promise.reject(new Error("Barcode detection service unavailable."));
  };
  const other = { getSupportedFormats: async () => ["ean_13"] };
  for (const BarcodeDetector of [undefined, other, broken]) {
    const read = await openDecoder({ BarcodeDetector }, own);
    assert.deepEqual(await read({}), ["own"]);
    assert.deepEqual(await read({}), ["own"]);
  }
});

test("an id is a random UUID also without crypto.randomUUID", () => {
  const form = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
  assert.match(uuid(), form);
  const { randomUUID } = crypto;
  Object.defineProperty(crypto, "randomUUID", { value: undefined, configurable: true });
  assert.match(uuid(), form);
  assert.notEqual(uuid(), uuid());
  Object.defineProperty(crypto, "randomUUID", { value: randomUUID, configurable: true });
});

test("times are told in the activity's zone, with the day when it is another", () => {
  const time = timeTeller("id", { id: "Asia/Jakarta", label: "WIB" }, () => new Date("2022-03-10T05:00:00Z"));
  assert.equal(time("2022-03-10T01:52:00Z"), "08.52\u00a0WIB");
  assert.equal(time("2022-03-08T01:52:00Z"), "8 Maret 2022, 08.52\u00a0WIB");
  assert.equal(time("nothing"), "");
});

test("sentences are filled in and unknown places left as they are", () => {
  const say = speaker({ waiting: "{n} menunggu di {where}" });
  assert.equal(say("waiting", { n: 0 }), "0 menunggu di {where}");
});

test("an undo names the scan that it takes back, under an id of its own", () => {
  const urls = { scans: "/scans", undo: "/scans/00000000-0000-0000-0000-000000000000/undo" };
  const scan = scanOf(`https://x.id/T/${CODE}`, { urls }, { at: new Date(0) });
  const undo = undoOf(scan, { urls }, { at: new Date(0) });
  assert.deepEqual(scan.body, { id: scan.id, code: CODE, action: "in", scanned_at: "1970-01-01T00:00:00.000Z" });
  assert.equal(undo.url, `/scans/${scan.id}/undo`);
  assert.notEqual(undo.id, scan.id);
});
