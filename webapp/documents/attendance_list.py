"""DAFTAR HADIR: the sheet that an office signs, files and photocopies."""

from dataclasses import dataclass, replace
from datetime import date

from webapp.documents import rendering, row_fitting
from webapp.documents.attendance_columns import (
    FORMATS,
    MARGIN,
    Column,
    Orientation,
    Paper,
    Variant,
    fit,
    page_size,
    usual_columns,
    widths,
)
from webapp.documents.letterheads import Letterhead, Signatory
from webapp.documents.texts import clean

__all__ = [
    "AttendanceList",
    "AttendanceRow",
    "Column",
    "Letterhead",
    "Orientation",
    "Paper",
    "Signatory",
    "Variant",
    "attendance_list_pdf",
    "fit",
]

_SHOWN = 40  # rows that a picture is drawn of: more than any page holds
_PPI = 80  # of that picture: 660 pixels wide
LONG = 100
"""Rows from which the paper is set in a process of its own.

typst remembers what it has set, for about ten papers: four lists of 2,000 rows left a process at 1.4 GB, and it never
gives that back. Setting ten empty papers afterwards keeps it at 0.5 GB but costs 0.4 s; a child costs 0.03 s and takes
its 0.4 GB away when it ends.
"""

_SIGNED_BY_HAND = 9  # mm a row, for a hand that writes
_PRINTED = 7
_NUMBERED = (Column.NUMBER, Column.SIGNATURE)


@dataclass(frozen=True, slots=True)
class AttendanceRow:
    """One person, in texts as they shall stand on the paper; the phone masked unless the organizer chose otherwise."""

    name: str
    sex: str = ""
    affiliation: str = ""
    position: str = ""
    phone: str = ""
    regency: str = ""
    village: str = ""
    attended: str = ""
    first_in: str = ""
    last_out: str = ""
    duration: str = ""
    evidence: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AttendanceList:
    """One daftar hadir. `details` are the pairs under the title: Acara, Hari/Tanggal, Waktu, Tempat.

    Without `columns` the variant has its usual ones. `empty_rows` and `code` (of the event, printed at the foot for
    whoever types the sheet in later) are for Variant.EMPTY.
    """

    details: tuple[tuple[str, str], ...]
    issued_on: date
    rows: tuple[AttendanceRow, ...] = ()
    letterhead: Letterhead | None = None
    title: str = "DAFTAR HADIR"
    subtitle: str = ""
    variant: Variant = Variant.BLANK_SIGNATURE
    columns: tuple[Column, ...] = ()
    empty_rows: int = 25
    code: str = ""
    signatory: Signatory | None = None
    paper: Paper = Paper.A4
    orientation: Orientation = Orientation.PORTRAIT


def attendance_list_pdf(doc: AttendanceList) -> bytes:
    """Set the list as PDF/A-2a and PDF/UA-1. Raises ValueError when its columns do not fit on the paper."""
    values = _values(doc)
    render = rendering.long_pdf if len(doc.rows) > LONG else rendering.pdf
    return render("attendance_list.typ", values, dated=doc.issued_on)


def attendance_list_png(doc: AttendanceList) -> bytes:
    """Draw the first page, of the first rows alone. Raises ValueError when its columns do not fit on the paper."""
    shown = replace(doc, rows=doc.rows[:_SHOWN])
    return rendering.first_page("attendance_list.typ", _values(shown), dated=doc.issued_on, ppi=_PPI)


def _values(doc: AttendanceList) -> dict[str, object]:
    columns = doc.columns or usual_columns(doc.variant, doc.orientation)
    rows = (AttendanceRow(""),) * doc.empty_rows if doc.variant is Variant.EMPTY else doc.rows
    shares = widths(columns, doc.paper, doc.orientation, rows=len(rows))
    height = _SIGNED_BY_HAND if Column.SIGNATURE in columns else _PRINTED
    cells, heights = _cells(rows, columns, shares, height)
    return {
        "page": page_size(doc.paper, doc.orientation),
        "margin": MARGIN,
        "letterhead": doc.letterhead.values() if doc.letterhead else None,
        "title": clean(doc.title),
        "subtitle": clean(doc.subtitle),
        "details": [[clean(label), clean(value)] for label, value in doc.details],
        "columns": [
            {"kind": column, "heading": FORMATS[column].heading, "width": share, "centred": FORMATS[column].centred}
            for column, share in zip(columns, shares, strict=True)
        ],
        "height": height,
        "cells": cells,
        "heights": heights,
        "code": clean(doc.code) if doc.variant is Variant.EMPTY else "",
        "signatory": doc.signatory.values() if doc.signatory else None,
    }


def _cells(
    rows: tuple[AttendanceRow, ...], columns: tuple[Column, ...], shares: list[float], height: float
) -> tuple[list[str | list[str]], list[float | None]]:
    """Row after row, column after column, and each row's height in mm.

    A row whose texts may need more than its usual height has none, and each of its cells stands in a list of its own:
    the template measures what is in there, and nothing else.
    """
    rooms = [row_fitting.room(share, column) for column, share in zip(columns, shares, strict=True)]
    cells: list[str | list[str]] = []
    heights: list[float | None] = []
    for number, row in enumerate(rows, 1):
        texts = [str(number) if column in _NUMBERED else clean(getattr(row, column)) for column in columns]
        is_short = row_fitting.are_short(texts, rooms, height=height)
        heights.append(height if is_short else None)
        cells += texts if is_short else [[text] for text in texts]
    return cells, heights
