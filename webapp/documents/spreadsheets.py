"""Tables as Excel workbooks and as CSV. No cell is ever a formula, whatever people typed."""

import io
import re
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from itertools import islice
from textwrap import wrap
from typing import TYPE_CHECKING, Any, NamedTuple

from webapp.documents import workbook_charts
from webapp.documents.comma_separated import csv_text
from webapp.documents.sheets import Cell, CellType, Column, Sheet, SheetChart, local_part, text_of
from webapp.documents.texts import clean

# Imported when the first workbook is made: its tables of shapes take 10 MB of a server that may never make one.
if TYPE_CHECKING:
    import xlsxwriter
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

__all__ = ["Cell", "CellType", "Column", "Sheet", "SheetChart", "csv_text", "xlsx"]

# Excel shows "/" and ":" as the reader's own settings part days and hours: 09.00 in Indonesia.
_FORMATS: dict[CellType, dict[str, Any]] = {
    CellType.TEXT: {"num_format": "@", "text_wrap": True},
    CellType.INTEGER: {"num_format": "#,##0"},
    CellType.DECIMAL: {"num_format": "#,##0.0"},
    CellType.PERCENT: {"num_format": "0.0%"},
    CellType.DATE: {"num_format": "dd/mm/yyyy"},
    CellType.TIME: {"num_format": "hh:mm"},
    CellType.DATETIME: {"num_format": "dd/mm/yyyy hh:mm"},
    CellType.DURATION: {"num_format": "[h]:mm"},
    CellType.PHONE: {"num_format": "@"},
}
_WIDTHS = {CellType.DATE: 11.0, CellType.TIME: 8.0, CellType.DATETIME: 17.0, CellType.PHONE: 18.0}
_NARROWEST, _WIDEST = 6.0, 48.0
_LINE = 15.0  # points
_MEASURED = 500  # rows whose texts decide the width of a column
_NAME_LENGTH = 31  # of a worksheet's tab in Excel


def xlsx(sheets: Sequence[Sheet], *, at: datetime | None = None) -> bytes:
    """Return a workbook with one worksheet for each sheet: typed cells, a header that stays in sight, no formulas.

    `at` is the creation date in the file; the same sheets with the same date give the same bytes. Raises ValueError
    without a sheet and for aware times in a sheet without zone.
    """
    import xlsxwriter

    if not sheets:
        raise ValueError("A workbook needs at least one sheet")
    file = io.BytesIO()
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(file, options) as book:
        if at is not None:
            book.set_properties({"created": at})
        looks = _looks(book)
        for sheet, name in zip(sheets, _tab_names(sheets), strict=True):
            _fill(book.add_worksheet(name), sheet, looks)
            workbook_charts.draw(book, sheet, name)
    return file.getvalue()


class _Looks(NamedTuple):
    cells: "dict[CellType, Format]"
    totals: "dict[CellType, Format]"
    head: "Format"
    note: "Format"


def _looks(book: "xlsxwriter.Workbook") -> _Looks:
    return _Looks(
        cells={kind: book.add_format({"valign": "top", **look}) for kind, look in _FORMATS.items()},
        totals={kind: book.add_format({"bold": True, "top": 1, **look}) for kind, look in _FORMATS.items()},
        head=book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"}),
        note=book.add_format({"italic": True}),
    )


def _fill(page: "Worksheet", sheet: Sheet, looks: _Looks) -> None:
    """Write from top to bottom, once: in constant memory a row that is left is on the disk."""
    page.freeze_panes(1, 0)
    widths = [_width(sheet, index) for index in range(len(sheet.columns))]
    lines = [len(wrap(column.title, int(width))) for column, width in zip(sheet.columns, widths, strict=True)]
    page.set_row(0, _LINE * max(lines, default=1))  # not every program makes room for a heading in lines
    for index, column in enumerate(sheet.columns):
        page.set_column(index, index, widths[index])
        page.write_string(0, index, clean(column.title), looks.head)
    number = 0
    for number, row in enumerate(sheet.rows, 1):
        _write_row(page, number, sheet, row, looks.cells)
    if sheet.totals:
        number += 1
        _write_row(page, number, sheet, sheet.totals, looks.totals)
    for line, text in enumerate(sheet.notes, number + 2):
        page.write_string(line, 0, clean(text), looks.note)
    _lay_out(page, last=number + 1 + len(sheet.notes), columns=len(sheet.columns))


def _lay_out(page: "Worksheet", *, last: int, columns: int) -> None:
    """For who prints it: A4 across, all columns beside each other, the head on each page; charts stay on the screen."""
    page.set_paper(9)  # A4
    page.set_landscape()
    page.fit_to_pages(1, 0)
    page.repeat_rows(0)
    page.print_area(0, 0, last, columns - 1)
    page.set_footer("&L&A&R&P / &N")


def _write_row(
    page: "Worksheet", number: int, sheet: Sheet, row: Sequence[Cell], formats: "dict[CellType, Format]"
) -> None:
    for index, (value, column) in enumerate(zip(row, sheet.columns, strict=True)):
        look = formats[column.type]
        if value is None or value == "":
            page.write_blank(number, index, None, look)
        elif isinstance(value, str) or column.type in (CellType.TEXT, CellType.PHONE):
            page.write_string(number, index, text_of(value, column.type), look)
        elif isinstance(value, datetime):
            page.write_datetime(number, index, local_part(sheet, value, column.type), look)
        elif isinstance(value, date | time | timedelta):
            page.write_datetime(number, index, value, look)
        else:
            page.write_number(number, index, value, look)


def _width(sheet: Sheet, index: int) -> float:
    column = sheet.columns[index]
    if column.width is not None:
        return column.width
    texts = (
        str(row[index]) for row in islice(sheet.rows, _MEASURED) if column.type in (CellType.TEXT, CellType.INTEGER)
    )
    longest = max((len(line) for text in texts for line in text.splitlines()), default=0)
    head = max(map(len, column.title.split()), default=0)  # a heading may stand in lines
    return min(max(longest + 2, head + 2, _WIDTHS.get(column.type, 0), _NARROWEST), _WIDEST)


def _tab_names(sheets: Sequence[Sheet]) -> list[str]:
    """Names that Excel accepts: at most 31 characters, none of []:*?/\\, no quotes at the ends, no two alike."""
    names: list[str] = []
    for number, sheet in enumerate(sheets, 1):
        name = (
            re.sub(r"[\[\]:*?/\\]", " ", clean(sheet.title)).strip("' ")[:_NAME_LENGTH].strip("' ") or f"Tabel {number}"
        )
        if name.casefold() in {*(other.casefold() for other in names), "history"}:
            name = f"{name[: _NAME_LENGTH - 5]} ({number})"
        names.append(name)
    return names
