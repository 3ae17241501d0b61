"""The province as fourteen tiles, each about where its kabupaten/kota lies: a picture to read at a glance, no map."""

from dataclasses import dataclass

from webapp.attendance.reaching.covering import SHORT_NAMES, Row

WIDTH, HEIGHT = 330, 264
STEP = 66
SIZE = 62
# (column, row), west to east and north to south.
PLACES = {
    "62.09": (0, 0), "62.07": (1, 0), "62.06": (2, 0), "62.10": (3, 0), "62.12": (4, 0),
    "62.08": (0, 1), "62.01": (1, 1), "62.02": (2, 1), "62.71": (3, 1), "62.05": (4, 1),
    "62.11": (2, 2), "62.03": (3, 2), "62.04": (4, 2),
    "62.13": (4, 3),
}  # fmt: skip


@dataclass(frozen=True)
class Tile:
    """Upper left corner, and how deep its colour is: 0 without groups, 1 none reached, to 4 all of them."""

    row: Row
    words: str
    x: int
    y: int
    depth: int


def tiles(rows: tuple[Row, ...]) -> list[Tile]:
    return [
        Tile(row, SHORT_NAMES[row.code], STEP * PLACES[row.code][0] + 2, STEP * PLACES[row.code][1] + 2, _depth(row))
        for row in rows
    ]


def _depth(row: Row) -> int:
    """Thirds of the groups that were reached, rounded up."""
    return 1 + -(-3 * row.reached // row.groups) if row.groups else 0
