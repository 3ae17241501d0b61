"""BigBlueButton's Learning Analytics: the JSON with every session of every person, or the careless CSV made of it."""

import json
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from webapp.attendance.importing.files_of_providers.heads import find_head, names
from webapp.attendance.importing.files_of_providers.lines import Found, Grid, Line, Provider

RESAVED = names(
    name="Name|Nama", moderator="Moderator", score="Activity Score", joined="Join", left="Left", lasted="Duration"
)
_FIXED = 12  # columns before those of the polls, whose questions stand unquoted in the head
_JOINED, _LEFT, _LASTED = 9, 10, 11
_TIME = re.compile(r"\d{1,3}:\d{2}:\d{2}")
_NOBODY = "Anonymous"  # the pseudo-row of anonymous polls


def written(text: str) -> Found | None:
    """The CSV as BigBlueButton writes it: an unquoted head in any language, quoted rows with bare quotes inside."""
    lines = []
    for number, row in enumerate(text.splitlines(), 1):
        if not (row.startswith('"') and row.endswith('"')):
            continue
        cells = row[1:-1].split('","')
        if len(cells) >= _FIXED and _TIME.fullmatch(cells[_LASTED].strip()) and cells[0] and cells[0] != _NOBODY:
            lines.append(_line(number, cells[0], cells[_JOINED], cells[_LEFT], cells[_LASTED]))
    return Found(provider=Provider.BBB, lines=lines) if lines else None


def resaved(grid: Grid) -> Found | None:
    """The same after a spreadsheet has saved it."""
    head = find_head(grid, RESAVED, RESAVED)
    if head is None:
        return None
    rows = [[head.cell(cells, key) for key in ("name", "joined", "left", "lasted")] for _n, cells in grid]
    numbers = [number for number, _cells in grid]
    lines = [
        _line(number, *row)
        for number, row in list(zip(numbers, rows, strict=True))[head.index + 1 :]
        if row[0] and row[0] != _NOBODY
    ]
    return Found(provider=Provider.BBB, lines=lines)


def _line(number: int, name: str, joined: str, left: str, lasted: str) -> Line:
    times = {key: "" if value.strip() == "-" else value.strip() for key, value in (("joined", joined), ("left", left))}
    return Line(number=number, name=name.strip(), lasted=lasted.strip(), **times)


def dashboard(text: str) -> Found | None:
    """learning_dashboard_data.json: moments in milliseconds, and the id under which we let somebody in."""
    if not text.lstrip().startswith("{"):
        return None
    try:
        data = json.loads(text)
    except (ValueError, RecursionError):
        return None
    users = data.get("users") if isinstance(data, dict) else None
    if not isinstance(users, dict):
        return None
    end = data.get("endedOn")
    lines = [line for number, user in enumerate(users.values(), 1) for line in _visits(number, user, end)]
    title = data.get("name")
    return Found(provider=Provider.BBB, lines=lines, title=title if isinstance(title, str) else "")


def _visits(number: int, user: Any, end: Any) -> Iterator[Line]:
    name = user.get("name") if isinstance(user, dict) else None
    if not isinstance(name, str) or not name.strip():
        return
    devices = user.get("intIds")
    for key, device in devices.items() if isinstance(devices, dict) else ():
        for visit in _list(device, "sessions"):
            joined, left = _moment(visit.get("registeredOn")), _moment(visit.get("leftOn")) or _moment(end)
            if joined:
                known = next((text for text in (_text(device, "extId"), _text(user, "extId")) if text), str(key))
                yield Line(number=number, name=name.strip(), joined=joined, left=left, key=known[:80])


def _list(device: Any, key: str) -> list[dict[str, Any]]:
    found = device.get(key) if isinstance(device, dict) else None
    return [one for one in found if isinstance(one, dict)] if isinstance(found, list) else []


def _text(device: Any, key: str) -> str:
    found = device.get(key) if isinstance(device, dict) else None
    return found if isinstance(found, str) else ""


def _moment(value: Any) -> str:
    """Milliseconds since 1970 as ISO text; "" for zero, which means not yet, and for what no clock shows."""
    if not isinstance(value, int | float) or isinstance(value, bool) or not 0 < value < 4e12:
        return ""
    return datetime.fromtimestamp(value / 1000, UTC).isoformat(timespec="seconds")
