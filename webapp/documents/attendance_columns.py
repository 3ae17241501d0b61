"""The columns that a daftar hadir may have, and how they share the width of the paper."""

from enum import StrEnum
from typing import NamedTuple


class Column(StrEnum):
    """What a column holds; an office chooses its own set."""

    NUMBER = "number"
    NAME = "name"
    SEX = "sex"
    AFFILIATION = "affiliation"
    POSITION = "position"
    PHONE = "phone"
    REGENCY = "regency"
    VILLAGE = "village"
    SIGNATURE = "signature"
    ATTENDED = "attended"
    FIRST_IN = "first_in"
    LAST_OUT = "last_out"
    DURATION = "duration"
    EVIDENCE = "evidence"


class Variant(StrEnum):
    """Before the day with names, before the day without, after it, and for those who joined online."""

    BLANK_SIGNATURE = "blank_signature"
    EMPTY = "empty"
    AFTER = "after"
    ONLINE = "online"


class Paper(StrEnum):
    """A4, or the F4 (folio) that most offices have in the printer."""

    A4 = "a4"
    F4 = "f4"


class Orientation(StrEnum):
    """How the paper lies."""

    PORTRAIT = "portrait"
    LANDSCAPE = "landscape"


class Format(NamedTuple):
    """Heading, width in mm on A4 portrait, whether the column takes and gives room, whether it is centred."""

    heading: str
    width: float
    elastic: bool = False
    centred: bool = False


FORMATS = {
    Column.NUMBER: Format("NO", 8, centred=True),
    Column.NAME: Format("NAMA", 44, elastic=True),
    Column.SEX: Format("L/P", 9, centred=True),
    Column.AFFILIATION: Format("INSTANSI/KIM", 39, elastic=True),
    Column.POSITION: Format("JABATAN", 28, elastic=True),
    Column.PHONE: Format("NO. HP", 27, centred=True),
    Column.REGENCY: Format("KAB/KOTA", 28, elastic=True),
    Column.VILLAGE: Format("DESA/KELURAHAN", 28, elastic=True),
    Column.SIGNATURE: Format("TANDA TANGAN", 28),
    Column.ATTENDED: Format("KEHADIRAN", 28, elastic=True),
    Column.FIRST_IN: Format("MASUK", 15, centred=True),
    Column.LAST_OUT: Format("KELUAR", 15, centred=True),
    Column.DURATION: Format("DURASI", 17, centred=True),
    Column.EVIDENCE: Format("BUKTI", 32, elastic=True),
}
PAPERS = {Paper.A4: (210, 297), Paper.F4: (215, 330)}  # mm
MARGIN = 15  # mm, left and right

_PERSON = (Column.NUMBER, Column.NAME, Column.SEX, Column.AFFILIATION, Column.POSITION, Column.PHONE)
_ONLINE = (Column.NUMBER, Column.NAME, Column.AFFILIATION, Column.REGENCY)
_PRESENCE = (Column.FIRST_IN, Column.LAST_OUT, Column.DURATION, Column.EVIDENCE)
_TIGHTEST = 0.6  # of its usual width an elastic column still reads well
_THREE_DIGITS = 999
_ROOM_FOR_FOUR_DIGITS = 11  # mm


def usual_columns(variant: Variant, orientation: Orientation) -> tuple[Column, ...]:
    """Return the columns that an office expects of this variant; a wide paper adds where people come from."""
    if variant is Variant.ONLINE:
        return _ONLINE + _PRESENCE
    last = Column.ATTENDED if variant is Variant.AFTER else Column.SIGNATURE
    places = (Column.REGENCY, Column.VILLAGE) if orientation is Orientation.LANDSCAPE else ()
    return (*_PERSON, *places, last)


def page_size(paper: Paper, orientation: Orientation) -> tuple[int, int]:
    """Return width and height of the page in mm."""
    width, height = PAPERS[paper]
    return (width, height) if orientation is Orientation.PORTRAIT else (height, width)


def widths(columns: tuple[Column, ...], paper: Paper, orientation: Orientation, *, rows: int) -> list[float]:
    """Share the usable width of the page: fixed columns keep theirs, elastic ones grow or shrink alike. In mm.

    Raises ValueError when the columns do not fit on this paper.
    """
    factor = _factor(columns, paper, orientation, rows)
    if factor < _TIGHTEST:
        raise ValueError(f"{len(columns)} columns do not fit on {paper} {orientation}")
    return [_usual(column, rows) * (factor if FORMATS[column].elastic else 1) for column in columns]


def fit(columns: tuple[Column, ...], paper: Paper, orientation: Orientation, *, rows: int = 0) -> bool:
    """Tell whether a list with these columns can be set on this paper: for the form that offers them."""
    return _factor(columns, paper, orientation, rows) >= _TIGHTEST


def _factor(columns: tuple[Column, ...], paper: Paper, orientation: Orientation, rows: int) -> float:
    """How much the elastic columns stretch to fill what the fixed ones leave."""
    fixed = sum(_usual(column, rows) for column in columns if not FORMATS[column].elastic)
    elastic = sum(FORMATS[column].width for column in columns if FORMATS[column].elastic)
    return (page_size(paper, orientation)[0] - 2 * MARGIN - fixed) / elastic if elastic else 1.0


def _usual(column: Column, rows: int) -> float:
    if column is Column.NUMBER and rows > _THREE_DIGITS:
        return _ROOM_FOR_FOUR_DIGITS
    return FORMATS[column].width
