"""Finding the row of titles by its cells, never by its number: reports have preambles, sections and translations."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from webapp.attendance.importing.files_of_providers.lines import Grid
from webapp.documents.reading.headings import folded

Names = Mapping[str, frozenset[str]]


def names(**titles: str) -> Names:
    """The titles of each column, parted by "|", as they are compared: letters and digits in lower case."""
    return {key: frozenset(folded(title) for title in text.split("|")) for key, text in titles.items()}


@dataclass(frozen=True)
class Head:
    """A row of titles: where it stands in the grid, and which column is which."""

    index: int
    columns: Mapping[str, int]

    def cell(self, cells: Sequence[str], key: str) -> str:
        column = self.columns.get(key, -1)
        return cells[column].strip() if 0 <= column < len(cells) else ""


def read_head(cells: Sequence[str], known: Names, index: int = 0) -> Head:
    """Whatever of `known` this row names; the first of two columns of one name counts."""
    columns: dict[str, int] = {}
    for column, title in enumerate(folded(cell) for cell in cells):
        for key, titles in known.items():
            if title in titles:
                columns.setdefault(key, column)
    return Head(index, columns)


def find_head(grid: Grid, known: Names, needed: Iterable[str]) -> Head | None:
    """The first row that names everything needed."""
    wanted = set(needed)
    for index, (_number, cells) in enumerate(grid):
        head = read_head(cells, known, index)
        if wanted <= head.columns.keys():
            return head
    return None


def value_below(grid: Grid, known: Names, needed: Iterable[str], key: str) -> str:
    """What stands under the title `key` of a preamble: one row of titles and one of values."""
    head = find_head(grid, known, needed)
    below = grid[head.index + 1][1] if head and head.index + 1 < len(grid) else ()
    return head.cell(below, key) if head else ""
