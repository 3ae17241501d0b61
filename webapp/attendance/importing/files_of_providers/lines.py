"""What a report consists of: first as it stands in the file, then with its times understood."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from zoneinfo import ZoneInfo

Interval = tuple[datetime, datetime]
Grid = Sequence[tuple[int, Sequence[str]]]  # number of the row as a spreadsheet counts it, and its cells


class Provider(StrEnum):
    """Whose report it is."""

    ZOOM = "zoom"
    ZOOM_WEBINAR = "zoom_webinar"
    TEAMS = "teams"
    MEET = "meet"
    BBB = "bbb"


@dataclass(frozen=True, kw_only=True, slots=True)
class Line:
    """One row, every time still as text. `key` is an id that we gave to the conference ourselves."""

    number: int
    name: str
    email: str = ""
    phone: str = ""
    joined: str = ""
    left: str = ""
    lasted: str = ""
    key: str = ""


@dataclass(frozen=True, kw_only=True)
class Found:
    """What one reader recognised: `skipped` rows were no attendance (a waiting room, somebody who did not come)."""

    provider: Provider
    lines: Sequence[Line]
    title: str = ""
    skipped: int = 0


@dataclass(frozen=True, kw_only=True)
class Frame:
    """What the file itself does not say: its zone, when the event's sessions are, which day clock times mean."""

    zone: ZoneInfo
    sessions: Sequence[Interval]
    day: date

    def days(self) -> Iterator[date]:
        for start, end in self.sessions:
            yield start.astimezone(self.zone).date()
            yield end.astimezone(self.zone).date()


@dataclass(frozen=True, kw_only=True, slots=True)
class Stay:
    """One row understood. Without times `span` is None; `seconds` None is unknown, which is not nothing."""

    number: int
    name: str
    email: str
    phone: str
    key: str
    span: Interval | None
    seconds: int | None


@dataclass(frozen=True, kw_only=True)
class Report:
    """A whole report. It has at least one row: no rows is an error, never an empty meeting."""

    provider: Provider
    title: str
    stays: Sequence[Stay]
    skipped: int
