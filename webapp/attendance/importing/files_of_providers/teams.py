"""Microsoft Teams: three generations of the attendance report. The newest is known by its shape, in any language."""

import re
from collections.abc import Iterator

from webapp.attendance.importing.files_of_providers.durations import seconds_of
from webapp.attendance.importing.files_of_providers.heads import find_head, names
from webapp.attendance.importing.files_of_providers.lines import Found, Grid, Line, Provider
from webapp.attendance.importing.files_of_providers.moments import is_moment

MIDDLE = names(
    name="Full Name|Nama lengkap",
    joined="Join Time",
    left="Leave Time",
    lasted="Duration",
    email="Email",
    account="Participant ID (UPN)",
)
ACTIONS = names(name="Full Name|Nama lengkap", action="User Action|Tindakan pengguna", at="Timestamp|Stempel waktu")
_SECTION = re.compile(r"([123])\.\s*\S")
_STATES = re.compile(
    r"\s*\((?:External|Unverified|Guest|Eksternal|Tamu|Belum diverifikasi|Extern|Gast)\)", re.IGNORECASE
)


def sections(grid: Grid) -> Found | None:
    """1. summary, 2. participants, 3. every time somebody joined; titles are in the organizer's language."""
    parts: dict[str, list[tuple[int, list[str]]]] = {"1": [], "2": [], "3": []}
    current = ""
    for number, cells in grid:
        filled = [cell for cell in cells if cell]
        if len(filled) == 1 and (found := _SECTION.match(filled[0])):
            current = found[1]
        elif filled and current:
            parts[current].append((number, list(cells)))
    activities = list(_rows(parts["3"]))
    known = {line.name for line in activities}
    lines = [*activities, *(line for line in _rows(parts["2"]) if line.name not in known)]
    if not lines:
        return None
    title = next((cells[1] for _number, cells in parts["1"] if len(cells) > 1 and cells[1]), "")
    return Found(provider=Provider.TEAMS, lines=lines, title=title)


def _rows(part: list[tuple[int, list[str]]]) -> Iterator[Line]:
    """Name, two moments, a duration, then a mail address: whatever the titles above are called."""
    for number, cells in part:
        if len(cells) < 4 or not cells[0] or not is_moment(cells[1]) or seconds_of(cells[3]) is None:
            continue
        email = next((cell for cell in cells[4:] if "@" in cell), "")
        yield Line(
            number=number, name=plain(cells[0]), email=email, joined=cells[1], left=cells[2], lasted=cells[3]
        )  # fmt: skip


def plain(name: str) -> str:
    """The name without what Teams says about the account."""
    return _STATES.sub("", name).strip()


def middle(grid: Grid) -> Found | None:
    """ "Meeting Summary", then one table with a row for each time somebody joined."""
    head = find_head(grid, MIDDLE, ("name", "joined", "left", "lasted"))
    if head is None:
        return None
    lines = []
    for number, cells in grid[head.index + 1 :]:
        name = plain(head.cell(cells, "name"))
        email = next((text for key in ("email", "account") if "@" in (text := head.cell(cells, key))), "")
        if name or email:
            times = {key: head.cell(cells, key) for key in ("joined", "left", "lasted")}
            lines.append(Line(number=number, name=name, email=email, **times))
    title = next(
        (cells[1] for _n, cells in grid[: head.index] if len(cells) > 1 and "title" in cells[0].casefold()), ""
    )
    return Found(provider=Provider.TEAMS, lines=lines, title=title)


def actions(grid: Grid) -> Found | None:
    """The oldest: one row for joining and one for leaving. Who never left stayed to the end of the file."""
    head = find_head(grid, ACTIONS, ("name", "action", "at"))
    if head is None:
        return None
    lines: list[Line] = []
    inside: dict[str, tuple[int, str]] = {}
    for number, cells in grid[head.index + 1 :]:
        name, action = plain(head.cell(cells, "name")), head.cell(cells, "action").casefold()
        if not name:
            continue
        if action.startswith("left"):
            begun = inside.pop(name, None)
            if begun:
                lines.append(Line(number=begun[0], name=name, joined=begun[1], left=head.cell(cells, "at")))
        elif action.startswith("joined"):
            inside.setdefault(name, (number, head.cell(cells, "at")))
    lines += [Line(number=number, name=name, joined=joined) for name, (number, joined) in inside.items()]
    return Found(provider=Provider.TEAMS, lines=lines)
