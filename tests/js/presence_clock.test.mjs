// The page's idea of the server's clock, and the seconds that count.
import assert from "node:assert/strict";
import { test } from "node:test";
import { Clock, seconds } from "../../webapp/assets/js/presence/clock.js";

test("a telephone whose clock is an hour behind still says the server's time", () => {
  let device = 1_000_000;
  const clock = new Clock(4_600_000, () => device);
  device += 30_000;
  assert.equal(clock.now(), 4_630_000);
});

test("a device whose clock jumps is set right by the server's answer", () => {
  let device = 0;
  const clock = new Clock(0, () => device);
  device = 900_000;
  clock.set(30_000);
  device += 1_000;
  assert.equal(clock.now(), 31_000);
});

test("waiting before the start is not time at the session", () => {
  assert.equal(seconds(0, 30_000, 60_000), 0);
  assert.equal(seconds(50_000, 80_000, 60_000), 20);
  assert.equal(seconds(60_000, 90_999, 60_000), 30);
});
