"""From the bytes of a file to the grids of cells that they may be: a workbook is one, a text one by each separator."""

import csv
import io
from collections.abc import Iterator

from webapp.attendance.importing.files_of_providers.lines import Grid
from webapp.documents.reading.cells import Limits, Unreadable
from webapp.documents.reading.delimited import decoded
from webapp.documents.reading.workbooks import is_archive, is_old_workbook
from webapp.documents.tables import read_table

LIMITS = Limits(size=10 * 1024 * 1024, unpacked=100 * 1024 * 1024, rows=30_000, columns=200, characters=15_000_000)
_SEPARATORS = "\t;,"


def text_of(content: bytes) -> str | None:
    """The text of a file, None of a workbook. Raises Unreadable for what is neither, and for too much of it."""
    if len(content) > LIMITS.size:
        raise Unreadable.too_large(LIMITS)
    if is_old_workbook(content):
        raise Unreadable.old_format()
    if is_archive(content):
        return None
    text = decoded(content)
    if not text.strip():
        raise Unreadable.empty()
    return text


def grids(content: bytes, text: str | None) -> Iterator[Grid]:
    """Every way in which the file may be a table. Raises Unreadable for a workbook that cannot be opened."""
    if text is None:
        yield [(row.number, row.cells) for row in read_table(content, limits=LIMITS).rows]
        return
    for separator in _SEPARATORS:
        if separator in text:
            yield _parted(text, separator)


def _parted(text: str, separator: str) -> Grid:
    """Quotes that are not closed or not doubled are taken as they stand: providers are careless with them."""
    rows: list[tuple[int, list[str]]] = []
    try:
        for number, cells in enumerate(csv.reader(io.StringIO(text, newline=""), delimiter=separator), 1):
            if number > LIMITS.rows:
                raise Unreadable.too_many_rows(LIMITS)
            rows.append((number, [cell.strip() for cell in cells[: LIMITS.columns]]))
    except csv.Error:
        return []  # one text of more than a hundred thousand characters is no cell
    return rows
