"""What an uploaded table consists of, how much of it is accepted, and what is said when it is not."""

from dataclasses import dataclass
from typing import NamedTuple, Self

from flask_babel import gettext as _

from webapp.errors import Refused

MEGABYTE = 1024 * 1024


@dataclass(frozen=True, kw_only=True)
class Limits:
    """How much is accepted: bytes of the file, bytes once unpacked, rows, columns, characters of all cells."""

    size: int = 20 * MEGABYTE
    unpacked: int = 200 * MEGABYTE
    rows: int = 70_000
    columns: int = 200
    characters: int = 60_000_000


class Row(NamedTuple):
    """One line as a spreadsheet counts it: `number` begins at 1, blank lines are counted."""

    number: int
    cells: tuple[str, ...]

    @property
    def is_filled(self) -> bool:
        return any(self.cells)


class Merge(NamedTuple):
    """Cells that were joined into one, both ends included; rows and columns begin at 1."""

    first_row: int
    first_column: int
    last_row: int
    last_column: int


@dataclass(frozen=True)
class Table:
    rows: tuple[Row, ...]
    merges: tuple[Merge, ...] = ()


def column_letters(column: int) -> str:
    """Return the name that spreadsheets give a column: 1 is "A", 27 is "AA"."""
    letters = ""
    while column > 0:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def position(row: int, column: int) -> str:
    """Return where a cell stands, as spreadsheets say it: "C12"."""
    return f"{column_letters(column)}{row}"


class Unreadable(Refused):
    """The file is no table that can be read. `row` and `column` begin at 1, where there are any."""

    def __init__(self, sentence: str, *, row: int | None = None, column: int | None = None) -> None:
        super().__init__(sentence, reason="unreadable_table")
        self.row = row
        self.column = column

    @classmethod
    def empty(cls) -> Self:
        return cls(_("Berkas ini tidak berisi satu baris pun."))

    @classmethod
    def old_format(cls) -> Self:
        return cls(_("Berkas .xls, .xlsb, dan .ods belum dapat dibaca. Simpan dahulu sebagai .xlsx atau .csv."))

    @classmethod
    def no_table(cls) -> Self:
        return cls(_("Berkas ini bukan tabel yang dapat dibaca. Unggah berkas .xlsx atau .csv."))

    @classmethod
    def broken(cls) -> Self:
        return cls(_("Berkas Excel ini rusak atau terkunci. Buka, simpan ulang sebagai .xlsx, lalu unggah lagi."))

    @classmethod
    def too_large(cls, limits: Limits) -> Self:
        return cls(_("Berkas ini terlalu besar: paling banyak %(n)d MB.", n=limits.size // MEGABYTE))

    @classmethod
    def unpacks_too_far(cls) -> Self:
        return cls(_("Isi berkas Excel ini jauh lebih besar daripada berkasnya, sehingga tidak dibuka demi keamanan."))

    @classmethod
    def too_many_rows(cls, limits: Limits) -> Self:
        return cls(
            _(
                "Tabel ini melewati %(n)d baris. Mohon dibagi menjadi beberapa berkas.",
                n=limits.rows,
            ),
            row=limits.rows + 1,
        )

    @classmethod
    def too_many_columns(cls, limits: Limits, row: int) -> Self:
        return cls(
            _("Baris %(row)d melewati %(n)d kolom. Hapus kolom di luar tabel.", row=row, n=limits.columns),
            row=row,
            column=limits.columns + 1,
        )
