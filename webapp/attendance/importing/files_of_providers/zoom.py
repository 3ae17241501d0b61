"""Zoom: participants of a meeting in every generation of the report, and attendees of a webinar."""

from webapp.attendance.importing.files_of_providers.heads import find_head, names, read_head, value_below
from webapp.attendance.importing.files_of_providers.lines import Found, Grid, Line, Provider
from webapp.documents.reading.headings import folded

MEETING = names(
    name="Name (Original Name)|Nama (nama asli)",
    email="User Email|Email|Email pengguna",
    joined="Join Time|Waktu bergabung",
    left="Leave Time|Waktu keluar",
    lasted="Duration (Minutes)|Total Duration (Minutes)|Durasi (menit)|Total durasi (menit)|Total durasi (menit)s",
    waiting="In waiting room|Di ruang tunggu",
)
PREAMBLE = names(topic="Topic|Topik", id="Meeting ID|ID|ID rapat")
WEBINAR = names(
    attended="Attended|Hadir",
    name="User Name (Original Name)|User Name|Nama pengguna (nama asli)",
    first="First Name",
    last="Last Name",
    email="Email",
    phone="Phone|Telepon",
    joined="Join Time|Waktu bergabung",
    left="Leave Time|Waktu keluar",
    lasted="Time in Session (minutes)|Waktu dalam sesi (menit)",
)
WEBINAR_PREAMBLE = names(topic="Topic|Topik", id="Webinar ID|ID webinar")
YES, NO = frozenset({"yes", "ya"}), frozenset({"no", "tidak"})


def meeting(grid: Grid) -> Found | None:
    """One row for each time somebody joined, or one for each person; whoever only waited at the door was not there."""
    head = find_head(grid, MEETING, ("name", "email", "lasted"))
    if head is None:
        return None
    lines, skipped = [], 0
    for number, cells in grid[head.index + 1 :]:
        who = {key: head.cell(cells, key) for key in ("name", "email", "joined", "left", "lasted")}
        if not who["name"] and not who["email"]:
            continue
        if folded(head.cell(cells, "waiting")) in YES:
            skipped += 1
            continue
        lines.append(Line(number=number, **who))
    title = value_below(grid[: head.index], PREAMBLE, ("topic", "id"), "topic")
    return Found(provider=Provider.ZOOM, lines=lines, title=title, skipped=skipped)


def webinar(grid: Grid) -> Found | None:
    """Hosts, panelists and attendees in sections of their own; who did not come is listed with "No" and no times."""
    head, lines, skipped = None, [], 0
    for index, (number, cells) in enumerate(grid):
        found = read_head(cells, WEBINAR, index)
        if {"attended", "name", "lasted"} <= found.columns.keys():
            head = found
            continue
        attended = folded(head.cell(cells, "attended")) if head else ""
        skipped += attended in NO
        if head is None or attended not in YES:
            continue
        who = {key: head.cell(cells, key) for key in ("name", "email", "phone", "joined", "left", "lasted")}
        who["name"] = who["name"] or f"{head.cell(cells, 'first')} {head.cell(cells, 'last')}".strip()
        lines.append(Line(number=number, **who))
    if head is None:
        return None
    title = value_below(grid, WEBINAR_PREAMBLE, ("topic", "id"), "topic")
    return Found(provider=Provider.ZOOM_WEBINAR, lines=lines, title=title, skipped=skipped)
