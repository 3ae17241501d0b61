"""Tables as CSV, for machines."""

import csv
import io
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from typing import Any

from webapp.documents.sheets import Cell, CellType, Column, Sheet, guarded, local_part, text_of
from webapp.documents.texts import clean


def csv_text(sheet: Sheet, *, delimiter: str = ",", has_head: bool = True) -> bytes:
    """Return the rows as CSV for machines (RFC 4180): UTF-8 with BOM, CRLF, ISO dates, durations as h:mm.

    Texts that a spreadsheet would run are guarded by an apostrophe; a text column keeps its other characters. Excel
    with Indonesian settings parts columns by ";": for people, offer the workbook first. Without the head it is a part
    that is written behind another.
    """
    file = io.StringIO(newline="")
    writer = csv.writer(file, delimiter=delimiter, lineterminator="\r\n")
    if has_head:
        writer.writerow([guarded(clean(column.title)) for column in sheet.columns])
    for row in sheet.rows:
        writer.writerow([_plain(value, column, sheet) for value, column in zip(row, sheet.columns, strict=True)])
    return file.getvalue().encode("utf-8-sig" if has_head else "utf-8")


def _plain(value: Cell, column: Column, sheet: Sheet) -> str:
    if isinstance(value, str) or value is None or column.type in (CellType.TEXT, CellType.PHONE):
        return guarded(text_of(value, column.type))
    if isinstance(value, datetime):
        value = local_part(sheet, value, column.type)
    for kind, show in _SHOWN.items():
        if isinstance(value, kind):
            return show(value)
    return str(value)


def _hours(duration: timedelta) -> str:
    minutes = round(duration.total_seconds() / 60)
    return f"{minutes // 60}:{minutes % 60:02d}"


_SHOWN: dict[type, Callable[[Any], str]] = {
    datetime: lambda moment: f"{moment:%Y-%m-%d %H:%M}",
    date: lambda day: f"{day:%Y-%m-%d}",
    time: lambda clock: f"{clock:%H:%M}",
    timedelta: _hours,
}
