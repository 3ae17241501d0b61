"""Papers of the door: the numbered sheet that people sign, and labels with QR and name."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from enum import StrEnum

from webapp.documents import qr, rendering
from webapp.documents.texts import clean

_MANY = 100  # people, from which a process of its own sets the paper (attendance_list.LONG says why)
_ENTRY_QR = 10  # versions: the way to the entry screen is longer than a ticket's, and is read once, close up


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One line of the sheet; the number stays this person's whoever registers later."""

    number: int
    name: str
    affiliation: str
    short_code: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SigningSheet:
    """`code` is the event's own, `entry_url` where the signed sheet is typed in; `words` are the heads."""

    summary: str
    when: str
    code: str
    entry_url: str
    rows: Sequence[SheetRow]
    words: Mapping[str, str]
    locale: str
    issued_on: date


def signing_sheet_pdf(sheet: SigningSheet) -> bytes:
    """Set the sheet on A4: everybody by number, then empty rows for who came unasked."""
    values: dict[str, object] = {
        "summary": clean(sheet.summary),
        "when": clean(sheet.when),
        "code": clean(sheet.code),
        "qr": qr.svg(sheet.entry_url, sheet.words["title"], max_version=_ENTRY_QR),
        "rows": [[str(row.number), *map(clean, (row.name, row.affiliation, row.short_code))] for row in sheet.rows],
        "words": {name: clean(word) for name, word in sheet.words.items()},
        "locale": sheet.locale,
    }
    return _set("signing_sheet.typ", values, len(sheet.rows), sheet.issued_on)


class Labels(StrEnum):
    """Papers for labels: eight badges on an A4 to be cut, 21 adhesive labels of 63.5 × 38.1 mm, a roll of 80 × 50."""

    A4_8 = "a4-8"
    A4_21 = "a4-21"
    ROLL = "roll"


@dataclass(frozen=True, slots=True)
class _Shape:
    """Millimetres; `at` is where the first label begins, `side` the QR's, `name` the points of the largest name."""

    page: tuple[float, float]
    grid: tuple[int, int]
    cell: tuple[float, float]
    side: float
    name: float
    at: tuple[float, float] = (0, 0)
    gap: float = 0
    cut: bool = False


_SHAPES = {
    Labels.A4_8: _Shape((210, 297), (2, 4), (105, 74.25), side=42, name=22, cut=True),
    Labels.A4_21: _Shape((210, 297), (3, 7), (63.5, 38.1), side=27, name=12, at=(7.25, 15.15), gap=2.5),
    Labels.ROLL: _Shape((80, 50), (1, 1), (80, 50), side=34, name=15),
}


@dataclass(frozen=True, slots=True)
class Badge:
    name: str
    affiliation: str
    short_code: str
    url: str


def labels_pdf(badges: Sequence[Badge], paper: Labels, *, summary: str, locale: str, issued_on: date) -> bytes:
    """Set one label for each, in the order given. Raises ValueError when an address makes too dense a QR."""
    values: dict[str, object] = {
        **asdict(_SHAPES[paper]),
        "summary": clean(summary),
        "locale": locale,
        "badges": [
            {
                "name": clean(one.name),
                "affiliation": clean(one.affiliation),
                "short_code": clean(one.short_code),
                "qr": qr.svg(one.url, f"QR {one.short_code}"),
                "qr_label": f"QR {clean(one.short_code)}",
            }
            for one in badges
        ],
    }
    return _set("labels.typ", values, len(badges), issued_on)


def _set(template: str, values: dict[str, object], rows: int, dated: date) -> bytes:
    render = rendering.pdf if rows <= _MANY else rendering.long_pdf
    return render(template, values, dated=dated)
