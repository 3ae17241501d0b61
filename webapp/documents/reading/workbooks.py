"""Excel workbooks (.xlsx): examined for bombs first, then read by calamine."""

import io
from datetime import date, datetime, time, timedelta

from python_calamine import CalamineSheet, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from webapp.documents.reading.cells import Limits, Merge, Row, Table, Unreadable
from webapp.documents.reading.examining import examine


def is_archive(data: bytes) -> bool:
    return data.startswith(b"PK\x03\x04")


def is_old_workbook(data: bytes) -> bool:
    """Tell .xls, and .xlsx behind a password, by the mark of their container."""
    return data.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")


def read_workbook(data: bytes, limits: Limits) -> Table:
    """Read the first visible worksheet. Raises Unreadable for bombs, broken files and more than `limits`."""
    examine(data, limits)
    try:
        with CalamineWorkbook.from_filelike(io.BytesIO(data)) as book:
            sheet = _first_sheet(book)
            # Offsets of the used area: what people call row 3 stays row 3.
            top, left = sheet.start or (0, 0)
            rows = tuple(
                Row(top + index, ("",) * left + tuple(_text(value) for value in values))
                for index, values in enumerate(sheet.to_python(skip_empty_area=True), 1)
            )
            merges = tuple(Merge(a + 1, b + 1, c + 1, d + 1) for (a, b), (c, d) in sheet.merged_cell_ranges or ())
    except (Unreadable, KeyboardInterrupt, SystemExit):
        raise
    except BaseException as wrong:  # a panic of the library is no Exception, and a broken file must be no server error
        raise Unreadable.broken() from wrong
    return Table(rows, merges)


def _first_sheet(book: CalamineWorkbook) -> CalamineSheet:
    for about in book.sheets_metadata:
        if about.typ == SheetTypeEnum.WorkSheet and about.visible == SheetVisibleEnum.Visible:
            return book.get_sheet_by_name(about.name)
    raise Unreadable.empty()


def _text(value: object) -> str:
    """Return what the cell says: ISO dates, "17" for 17.0, "0812" as typed."""
    match value:
        case str():
            return value.strip()
        case bool():
            return "TRUE" if value else "FALSE"
        case float():
            return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
        case datetime():
            return value.date().isoformat() if value.time() == time() else value.isoformat(" ", "minutes")
        case date():
            return value.isoformat()
        case time():
            return value.isoformat("minutes")
        case timedelta():
            minutes = round(value.total_seconds() / 60)
            return f"{minutes // 60:02d}:{minutes % 60:02d}"
        case _:
            return str(value)
