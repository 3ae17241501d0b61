"""Google Meet: its own report, and what the usual browser extensions save. Times are of the clock, without a day."""

from webapp.attendance.importing.files_of_providers.heads import Head, find_head, names
from webapp.attendance.importing.files_of_providers.lines import Found, Grid, Line, Provider

REPORT = names(
    first="First name|Nama depan",
    last="Last name|Nama belakang",
    email="Email|Alamat email",
    lasted="Duration|Durasi",
    joined="Time joined|Waktu bergabung",
    left="Time exited|Waktu keluar",
)
EXTENSION = names(
    name="Participant Name|Full Name",
    began="Attendance Started at|First Seen",
    joined="Joined at(beta)|Joined at",
    left="Attendance Stopped at",
    lasted="Attended Duration|Time in Call",
    code="Meeting code",
)


def report(grid: Grid) -> Found | None:
    head = find_head(grid, REPORT, ("first", "last", "lasted"))
    if head is None:
        return None
    lines = []
    for number, cells in grid[head.index + 1 :]:
        name = f"{head.cell(cells, 'first')} {head.cell(cells, 'last')}".strip()
        if name or head.cell(cells, "email"):
            times = {key: head.cell(cells, key) for key in ("email", "lasted", "joined", "left")}
            lines.append(Line(number=number, name=name, **times))
    return Found(provider=Provider.MEET, lines=lines)


def extension(grid: Grid) -> Found | None:
    head = find_head(grid, EXTENSION, ("name", "lasted"))
    if head is None or "began" not in head.columns:
        return None
    rows = [(number, cells) for number, cells in grid[head.index + 1 :] if head.cell(cells, "name")]
    return Found(provider=Provider.MEET, lines=[_line(number, head, cells) for number, cells in rows])


def _line(number: int, head: Head, cells: object) -> Line:
    """The extension counts while it runs; who was there before it began is known by the other column alone."""
    assert isinstance(cells, (list, tuple))
    joined = head.cell(cells, "joined") or head.cell(cells, "began")
    return Line(number=number, name=head.cell(cells, "name"), joined=joined, lasted=head.cell(cells, "lasted"))
