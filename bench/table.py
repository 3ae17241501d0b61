"""The figures as a table: what was measured, its relation to the floor, and what was aimed at."""

from collections.abc import Iterable
from dataclasses import dataclass

HEADINGS = ("", "what", "measured", "to the floor", "target")


@dataclass(frozen=True)
class Row:
    """One line; `is_met` is None where nothing was aimed at."""

    what: str
    measured: str
    ratio: str = ""
    target: str = ""
    is_met: bool | None = None

    @property
    def cells(self) -> tuple[str, ...]:
        mark = {True: "✓", False: "✗", None: " "}[self.is_met]
        return mark, self.what, self.measured, self.ratio, self.target


def at_most(what: str, value: float, limit: float, unit: str, *, more: str = "", digits: int = 1) -> Row:
    return Row(what, f"{value:,.{digits}f} {unit}{more}", "", f"≤ {limit:g} {unit}", value <= limit)


def exactly(what: str, lost: int, words: str) -> Row:
    """A row of faults: nothing else than none at all will do."""
    return Row(what, words, "", "0", lost == 0)


def printed(rows: Iterable[Row]) -> str:
    lines = [HEADINGS, *(row.cells for row in rows)]
    widths = [max(len(line[column]) for line in lines) for column in range(len(HEADINGS))]
    shown = ["  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip() for line in lines]
    return "\n".join([shown[0], "─" * max(map(len, shown)), *shown[1:]])
