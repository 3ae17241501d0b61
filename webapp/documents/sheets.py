"""What a table holds, whichever file it becomes: typed columns, plain values, local dates."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo
from enum import StrEnum

from webapp.documents.texts import clean
from webapp.web.formatting import phone_number

Cell = str | int | float | date | time | datetime | timedelta | None

LONGEST = 32_767
"""Characters a cell of Excel holds; the rest is cut, and a dotted end says so."""

_GUARDED = frozenset("=+-@\uff1d\uff0b\uff0d\uff20")  # and the same four in full width


class CellType(StrEnum):
    """What a column holds. PERCENT is a fraction; DURATION a timedelta; PHONE an E.164 number, shown as 0812-…."""

    TEXT = "text"
    INTEGER = "integer"
    DECIMAL = "decimal"
    PERCENT = "percent"
    DATE = "date"
    TIME = "time"
    DATETIME = "datetime"
    DURATION = "duration"
    PHONE = "phone"


@dataclass(frozen=True, slots=True)
class Column:
    """One column; `width` in characters, measured from the rows when it is not given."""

    title: str
    type: CellType = CellType.TEXT
    width: float | None = None


@dataclass(frozen=True, slots=True)
class SheetChart:
    """A chart that the spreadsheet draws from columns of numbers: bars that lie, so that long words are read."""

    title: str
    categories: int  # the column of the words
    values: tuple[int, ...]  # columns, stacked


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table. `totals` and `notes` stand under it in a workbook; a CSV is for machines and has neither.

    Aware datetimes are shown on the wall clock of `zone`; without a zone they are refused, so that no UTC is printed
    by mistake.
    """

    title: str
    columns: tuple[Column, ...]
    rows: Sequence[Sequence[Cell]]
    notes: tuple[str, ...] = ()
    totals: Sequence[Cell] = ()
    zone: tzinfo | None = None
    charts: tuple[SheetChart, ...] = ()

    def local(self, moment: datetime) -> datetime:
        """Return `moment` as the naive wall clock of the sheet's zone."""
        if moment.tzinfo is None:
            return moment
        if self.zone is None:
            raise ValueError(f"Sheet {self.title!r} has aware times and needs a zone")
        return moment.astimezone(self.zone).replace(tzinfo=None)


def text_of(value: Cell, kind: CellType) -> str:
    """Return a text or phone as it is stored: no control characters, no more than a cell holds."""
    text = clean("" if value is None else str(value), lines=True)
    if kind is CellType.PHONE:
        text = phone_number(text)
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"


def local_part(sheet: Sheet, moment: datetime, kind: CellType) -> date | time | datetime:
    """Return what the column shows of `moment`: what is not shown would still be sorted by."""
    moment = sheet.local(moment)
    if kind is CellType.DATE:
        return moment.date()
    return moment.time() if kind is CellType.TIME else moment


def guarded(text: str) -> str:
    """Put an apostrophe before what a spreadsheet would run as a formula: = + - @, also after blanks or in full width.

    A phone of this country begins with 0 and stays as it is. Guarding twice changes nothing.
    """
    return f"'{text}" if text.lstrip()[:1] in _GUARDED else text
