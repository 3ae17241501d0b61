"""How long a guest waits for the big word: from a code in hand to its painted answer, in a real Chromium.

`python -m bench.answering` prints medians and slowest, with the list on the phone and the server asked, and without a
network; at the machine's own speed and held back four times, as a cheap phone is. The code comes by the keyboard, as a
hand scanner types it: the same call that the camera makes with what it has decoded.
"""

import argparse
import tempfile
from pathlib import Path

from playwright.sync_api import BrowserContext, Page, sync_playwright

from bench import machine, table
from bench.crowd import percentile
from bench.databases import say
from bench.installation import Installation, Sample
from bench.table import Row, at_most
from tests.e2e import browser

LIMIT_MS = 150.0
SLOWED = 4  # times, as the developer tools call a mid-tier phone
READY = """async () => navigator.serviceWorker.controller !== null && new Promise((done) => {
  const opening = indexedDB.open("gelar-scanner");
  opening.onsuccess = () => {
    const asked = opening.result.transaction("rosters").objectStore("rosters").count();
    asked.onsuccess = () => { opening.result.close(); done(asked.result > 0); };
  };
})"""
# The answer's frame is on the screen once a task queued behind its animation frame runs.
SHOWN_IN = """(code) => new Promise((done) => {
  const press = (key) => document.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
  const answer = document.querySelector("#answer");
  const { port1, port2 } = new MessageChannel();
  const seen = new MutationObserver(() => {
    if (answer.hidden) return;
    seen.disconnect();
    requestAnimationFrame(() => {
      port1.onmessage = () => done([performance.now() - since, answer.dataset.outcome]);
      port2.postMessage(0);
    });
  });
  for (const character of code) press(character);
  seen.observe(answer, { attributes: true, attributeFilter: ["hidden"] });
  const since = performance.now();
  press("Enter");
})"""


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.answering", description=__doc__)
    parser.add_argument("--codes", type=int, default=100, help="shown in each way")
    codes: int = parser.parse_args().codes
    say(machine.described())
    found: list[Row] = []
    with tempfile.TemporaryDirectory(prefix="gelar-answers-") as folder:
        place = Installation(Path(folder), None)
        place.gelar("db", "upgrade")
        sample = place.load_sample(4 * codes)
        chromium = browser.find()
        with place.serving() as server, sync_playwright() as playwright:
            opened = playwright.chromium.launch(
                executable_path=chromium.path, env=dict(chromium.environment) or None, args=list(browser.QUIET)
            )
            context = opened.new_context(viewport={"width": 390, "height": 844}, is_mobile=True, has_touch=True)
            found = _measured(context, f"http://127.0.0.1:{server.port}/desk/{sample.desk_token}", sample, codes)
            opened.close()
    say(f"\nload average at the end {machine.load()}\n")
    print(table.printed(found))


def _measured(context: BrowserContext, address: str, sample: Sample, codes: int) -> list[Row]:
    page = context.new_page()
    page.goto(address)
    page.wait_for_function(READY, timeout=60_000)
    speed = context.new_cdp_session(page)
    rows, left = list[Row](), iter(sample.codes)
    for rate, pace in ((1, "own speed"), (SLOWED, f"{SLOWED} times slower")):
        speed.send("Emulation.setCPUThrottlingRate", {"rate": rate})
        for is_offline, asked in ((False, "the server asked"), (True, "without a network")):
            context.set_offline(is_offline)
            shown = [_shown(page, next(left)) for _code in range(codes)]
            what = f"answer painted: {asked}, {pace}"
            rows.append(at_most(f"{what}, median", percentile(shown, 0.5), LIMIT_MS, "ms"))
            rows.append(at_most(f"{what}, slowest of {codes}", max(shown), LIMIT_MS, "ms"))
        context.set_offline(False)
    return rows


def _shown(page: Page, code: str) -> float:
    milliseconds, outcome = page.evaluate(SHOWN_IN, code)
    if outcome != "admitted":
        raise RuntimeError(f"{code} was {outcome}")
    page.keyboard.press("Escape")
    return float(milliseconds)


if __name__ == "__main__":
    main()
