"""Several tables under one letterhead, lying on the paper: the recap that an office signs."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from webapp.documents import rendering
from webapp.documents.letterheads import Letterhead, Signatory
from webapp.documents.sheets import Cell, CellType, Column, Sheet, local_part, text_of
from webapp.documents.texts import clean

PAGE, MARGIN = (330, 215), 15  # F4 across: nineteen columns need its width
_SHARE = 16  # parts of the width that a column of words takes, unless it says otherwise
_NUMBERS = {CellType.INTEGER, CellType.DECIMAL, CellType.PERCENT}


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficeTables:
    """One paper: `details` are pairs under the title, `source` the line that says where the figures come from."""

    title: str
    details: tuple[tuple[str, str], ...]
    sheets: tuple[Sheet, ...]
    source: str
    issued_on: date
    letterhead: Letterhead | None = None
    signatory: Signatory | None = None


def office_tables_pdf(doc: OfficeTables) -> bytes:
    """Set the tables as PDF/A-2a and PDF/UA-1, in a process of its own: a year has hundreds of rows."""
    values = {
        "page": PAGE,
        "margin": MARGIN,
        "letterhead": doc.letterhead.values() if doc.letterhead else None,
        "title": clean(doc.title),
        "details": [[clean(label), clean(value)] for label, value in doc.details],
        "tables": [_table(sheet) for sheet in doc.sheets],
        "source": clean(doc.source),
        "signatory": doc.signatory.values() if doc.signatory else None,
    }
    return rendering.long_pdf("office_tables.typ", values, dated=doc.issued_on)


def _table(sheet: Sheet) -> dict[str, object]:
    lines = [*sheet.rows, *([sheet.totals] if sheet.totals else [])]
    cells = [_shown(value, column, sheet) for line in lines for value, column in zip(line, sheet.columns, strict=True)]
    under = len(cells) - (len(sheet.columns) if sheet.totals else 0)
    return {
        "title": clean(sheet.title),
        "heads": [clean(column.title) for column in sheet.columns],
        "ends": [column.type in _NUMBERS for column in sheet.columns],
        "widths": [_width(column) for column in sheet.columns],
        "cells": cells[:under],
        "totals": cells[under:],
    }


def _width(column: Column) -> float:
    """Parts of the width that numbers leave to words; 0 for numbers, which take what they need."""
    return 0 if column.type in _NUMBERS or column.type is CellType.DATE else column.width or _SHARE


def _shown(value: Cell, column: Column, sheet: Sheet) -> str:
    """A value as Indonesian offices write it."""
    if value is None or isinstance(value, str):
        return text_of(value, column.type)
    if isinstance(value, datetime):
        value = local_part(sheet, value, column.type)
    if isinstance(value, datetime):
        return f"{value:%d/%m/%Y %H.%M}"
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}"
    if isinstance(value, time):
        return f"{value:%H.%M}"
    if isinstance(value, timedelta):
        return f"{round(value.total_seconds() / 60)} menit"
    if column.type is CellType.PERCENT:
        return f"{100 * value:.1f}%".replace(".", ",")
    return f"{value:,}".replace(",", ".")
