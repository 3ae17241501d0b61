"""Delimited text: which encoding, which separator, then the rows."""

import csv
import io
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE
from collections import Counter
from itertools import islice

from flask_babel import gettext as _

from webapp.documents.reading.cells import Limits, Row, Table, Unreadable, position

SEPARATORS = ";,\t|"
_LOOKED_AT = 50  # rows that decide which separator it is
# What our own export and careful programs put before a text that a spreadsheet would run.
_GUARDED = ("'=", "'+", "'-", "'@")


def read_delimited(data: bytes, limits: Limits) -> Table:
    """Read CSV as Excel, LibreOffice, Google Sheets or a phone wrote it. Raises Unreadable."""
    text = decoded(data)
    announced, text = _announced(text)
    separator = announced or _separator(text)
    rows: list[Row] = []
    characters = 0
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    first = 2 if announced else 1  # the line "sep=;" is a row of the file as well
    try:
        for number, cells in enumerate(reader, first):
            if number > limits.rows:
                raise Unreadable.too_many_rows(limits)
            if len(cells) > limits.columns and any(cells[limits.columns :]):
                raise Unreadable.too_many_columns(limits, number)
            row = Row(number, tuple(_plain(cell) for cell in cells[: limits.columns]))
            characters += sum(map(len, row.cells))
            if characters > limits.characters:
                raise Unreadable.too_large(limits)
            rows.append(row)
    except csv.Error:
        number = rows[-1].number + 1 if rows else first
        raise Unreadable(
            _(
                "Baris %(row)d (%(cell)s) tidak dapat dibaca: tanda kutip tidak ditutup, atau isi terlalu panjang.",
                row=number,
                cell=position(number, 1),
            ),
            row=number,
            column=1,
        ) from None
    return Table(tuple(rows))


def decoded(data: bytes) -> str:
    """Return the text: UTF-8 or UTF-16 by mark or looks, else Windows-1252 as old Excel saves.

    Raises Unreadable for what is no text.
    """
    for encoding in _candidates(data):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if _is_text(text):
            return text
        break
    raise Unreadable.no_table()


def _candidates(data: bytes) -> tuple[str, ...]:
    if data.startswith(BOM_UTF8):
        return ("utf-8-sig",)
    if data.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
        return ("utf-16",)
    head = data[:2000]
    if head[1::2].count(0) > len(head) // 4:
        return ("utf-16-le",)
    if head[0::2].count(0) > len(head) // 4:
        return ("utf-16-be",)
    return ("utf-8", "cp1252")


def _is_text(text: str) -> bool:
    """Pictures and programs are full of control characters; a table has none but line ends and tabs."""
    return not any(ord(mark) < 32 and mark not in "\t\n\r\v\f" for mark in set(text))


def _announced(text: str) -> tuple[str, str]:
    """The separator that Excel's first line names ("sep=;"), and the rest."""
    first, _end, rest = text.partition("\n")
    head = first.strip("\r").casefold()
    if head.startswith("sep=") and len(head) == 5 and head[4] in SEPARATORS:
        return head[4], rest
    return "", text


def _separator(text: str) -> str:
    """The separator by which most of the first rows have one and the same width above one; "," for a single column."""
    best, found = (0, 0), ","
    for separator in SEPARATORS:
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
        try:
            widths = Counter(len(row) for row in islice(reader, _LOOKED_AT) if len(row) > 1)
        except csv.Error:
            continue
        if widths and (score := max((count, width) for width, count in widths.items())) > best:
            best, found = score, separator
    return found


def _plain(cell: str) -> str:
    cell = cell.strip()
    return cell[1:] if cell.startswith(_GUARDED) else cell
