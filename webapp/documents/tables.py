"""Reading the tables that people upload, CSV or XLSX: every cell as the text that stood in it, nothing trusted."""

from webapp.documents.reading.cells import Limits, Row, Table, Unreadable, position
from webapp.documents.reading.delimited import read_delimited
from webapp.documents.reading.headings import Heading, Record, records
from webapp.documents.reading.workbooks import is_archive, is_old_workbook, read_workbook

__all__ = ["Heading", "Limits", "Record", "Row", "Table", "Unreadable", "position", "read_table", "records"]


def read_table(data: bytes, *, limits: Limits | None = None) -> Table:
    """Read the first visible sheet of a workbook, or a delimited text in any usual encoding.

    Dates become ISO ("2024-05-13"), whole numbers lose their ".0"; a formula is read as the value that was saved with
    it and never computed. `limits` bounds what is accepted (the defaults suit 60,000 rows). Raises Unreadable, with
    row and column where there are any, for what is no table or too large; nothing outside `data` is touched.
    """
    limits = limits or Limits()
    if len(data) > limits.size:
        raise Unreadable.too_large(limits)
    if is_old_workbook(data):
        raise Unreadable.old_format()
    table = read_workbook(data, limits) if is_archive(data) else read_delimited(data, limits)
    if not any(row.is_filled for row in table.rows):
        raise Unreadable.empty()
    return table
