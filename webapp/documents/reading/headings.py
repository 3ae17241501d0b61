"""Finding the head of a table, and reading the rows under it by the names of its columns."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from flask_babel import gettext as _

from webapp.documents.reading.cells import Table, Unreadable, position

_SEARCHED = 15  # letterheads and titles stand above the head of a table


@dataclass(frozen=True)
class Heading:
    """A column: `title` as we write it, and the other names by which people call it."""

    key: str
    title: str
    aliases: tuple[str, ...] = ()
    is_required: bool = False

    def names(self) -> set[str]:
        return {folded(name) for name in (self.title, self.key, *self.aliases)}


@dataclass(frozen=True, slots=True)
class Record:
    """One row under the head: texts by key ("" where a column is missing), and where each stands."""

    number: int
    values: dict[str, str]
    columns: dict[str, int]

    def where(self, key: str) -> str:
        """Return the cell's name ("C12"), or the row alone where the table has no such column."""
        return position(self.number, self.columns[key]) if key in self.columns else str(self.number)


def records(table: Table, headings: Sequence[Heading]) -> Iterator[Record]:
    """Yield the filled rows under the head, which is the row with most of the headings.

    Raises Unreadable without a head, for a required column that is missing, one that stands twice, and for merged
    cells from the head downwards: what they mean for a row is anybody's guess.
    """
    index, columns = _head(table, headings)
    head_row = table.rows[index].number
    for merge in table.merges:
        if merge.last_row >= head_row and (merge.first_column, merge.first_row) != (merge.last_column, merge.last_row):
            raise Unreadable(
                _(
                    "Sel %(first)s:%(last)s digabung. Batalkan dahulu penggabungannya, lalu isi tiap barisnya.",
                    first=position(merge.first_row, merge.first_column),
                    last=position(merge.last_row, merge.last_column),
                ),
                row=merge.first_row,
                column=merge.first_column,
            )
    for row in table.rows[index + 1 :]:
        if row.is_filled:
            width = len(row.cells)
            values = {key: row.cells[column - 1] if column <= width else "" for key, column in columns.items()}
            if any(values.values()):
                yield Record(row.number, values, columns)


def folded(name: str) -> str:
    """Lower case, letters and digits alone: "No. HP" and "no hp" are one."""
    return "".join(mark for mark in name.casefold() if mark.isalnum())


def _head(table: Table, headings: Sequence[Heading]) -> tuple[int, dict[str, int]]:
    keys = {name: heading.key for heading in headings for name in heading.names()}
    best, found = -1, 0
    for index, row in enumerate(table.rows[:_SEARCHED]):
        known = len({keys[name] for cell in row.cells if (name := folded(cell)) in keys})
        if known > found:
            best, found = index, known
    required = [heading for heading in headings if heading.is_required]
    if best < 0:
        raise Unreadable(
            _(
                "Baris judul tidak ditemukan. Kolom yang harus ada: %(names)s.",
                names=", ".join(h.title for h in required),
            )
        )
    return best, _columns(table, best, keys, required)


def _columns(table: Table, index: int, keys: dict[str, str], required: Sequence[Heading]) -> dict[str, int]:
    row = table.rows[index]
    columns: dict[str, int] = {}
    for column, cell in enumerate(row.cells, 1):
        if (key := keys.get(folded(cell))) is None:
            continue
        if key in columns:
            raise Unreadable(
                _(
                    'Kolom "%(name)s" ada dua kali, di %(first)s dan %(second)s. Sisakan satu.',
                    name=cell,
                    first=position(row.number, columns[key]),
                    second=position(row.number, column),
                ),
                row=row.number,
                column=column,
            )
        columns[key] = column
    for heading in required:
        if heading.key not in columns:
            raise Unreadable(
                _('Kolom "%(name)s" tidak ditemukan di baris %(row)d.', name=heading.title, row=row.number),
                row=row.number,
            )
    return columns
