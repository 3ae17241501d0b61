"""How much of the province the groups cover, and how much of that the activities reached."""

from dataclasses import dataclass
from datetime import datetime

from flask_babel import gettext as _

from webapp.attendance.reaching import queries
from webapp.database import db
from webapp.directory.regions import district_totals, home_regencies

SHORT_NAMES = {
    "62.01": "Kobar", "62.02": "Kotim", "62.03": "Kapuas", "62.04": "Barsel", "62.05": "Barut", "62.06": "Katingan",
    "62.07": "Seruyan", "62.08": "Sukamara", "62.09": "Lamandau", "62.10": "Gumas", "62.11": "Pulpis", "62.12": "Mura",
    "62.13": "Bartim", "62.71": "P. Raya",
}  # fmt: skip
"""As people there say them; they fit on a tile."""


@dataclass(frozen=True, kw_only=True)
class Row:
    """One kabupaten/kota, the rest, or the sum. `code` is empty where no filter leads to its rows."""

    code: str
    name: str
    groups: int = 0
    decree: int = 0
    active: int = 0
    reached: int = 0
    districts: int = 0
    all_districts: int = 0


@dataclass(frozen=True)
class Coverage:
    """All fourteen rows, also the empty ones, what lies outside if there is any, and the sum of what is shown."""

    rows: tuple[Row, ...]
    outside: Row | None
    total: Row

    @property
    def regencies_reached(self) -> int:
        return sum(row.reached > 0 for row in self.rows)


def cover(*, at: datetime) -> Coverage:
    """One query, whatever stands."""
    found = {code: figures for code, *figures in db.session.execute(queries.coverage(at))}
    totals = district_totals()
    rows = tuple(
        Row(code=code, name=name, all_districts=totals[code], **_named(found.pop(code, ())))
        for code, name in home_regencies()
    )
    rest = [_named(figures) for figures in found.values()]
    outside = Row(code="", name=_("Di luar ke-14 kabupaten/kota"), **_sum(rest)) if rest else None
    summed = _sum([_figures(row) for row in (*rows, *([outside] if outside else []))])
    all_districts = sum(row.all_districts for row in rows)
    return Coverage(rows, outside, Row(code="", name=_("Jumlah"), all_districts=all_districts, **summed))


FIGURES = ("groups", "decree", "active", "reached", "districts")


def _named(figures: object) -> dict[str, int]:
    return dict(zip(FIGURES, figures, strict=False)) if isinstance(figures, (list, tuple)) else {}


def _figures(row: Row) -> dict[str, int]:
    return {name: getattr(row, name) for name in FIGURES}


def _sum(parts: list[dict[str, int]]) -> dict[str, int]:
    return {name: sum(part.get(name, 0) for part in parts) for name in FIGURES}
