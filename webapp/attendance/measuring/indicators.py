"""Keeping an organization's indicators, and reckoning them from a recap."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flask_babel import gettext as _
from sqlalchemy import Select, delete, select

from webapp.attendance.measuring.counters import COUNTERS, counted
from webapp.attendance.measuring.formulas import WrongFormula, read
from webapp.attendance.measuring.models import Indicator
from webapp.attendance.recapping.values import Recap
from webapp.database import db
from webapp.errors import Refused
from webapp.web.formatting import number as number_words
from webapp.web.forms import has_control_characters

MOST = 20
LONGEST_NAME, LONGEST_UNIT = 200, 20
LARGEST = 10**12


@dataclass(frozen=True, kw_only=True)
class Planned:
    """An indicator as the office writes it."""

    name: str
    formula: str
    unit: str = ""
    target: float | None = None


@dataclass(frozen=True)
class Measured:
    """An indicator with what it came to: `pieces` are those of its formula, each with its value if it is a counter."""

    name: str
    formula: str
    unit: str
    target: float | None
    value: float | None
    pieces: tuple[tuple[str, float | None], ...]

    @property
    def is_reached(self) -> bool | None:
        """None without a target, or without a value yet."""
        return None if self.target is None or self.value is None else self.value >= self.target

    def shown(self, number: float | None) -> str:
        return f"{number_words(round(number, 1))} {self.unit}".strip() if number is not None else "–"

    @property
    def verdict(self) -> str:
        if self.is_reached is None:
            return _("belum dapat dihitung") if self.value is None else ""
        return _("tercapai") if self.is_reached else _("belum tercapai")


def of_organization(organization_id: int) -> Select[Indicator]:
    """In the office's own order."""
    mine = select(Indicator).where(Indicator.organization_id == organization_id)
    return mine.order_by(Indicator.position, Indicator.id)


def decide(organization_id: int, planned: Sequence[Planned]) -> None:
    """Let these be the organization's indicators, in this order.

    Raises Refused with the first thing that cannot be: too many, two of one name, a formula that cannot be read.
    """
    if len(planned) > MOST:
        raise Refused(_("Paling banyak %(n)d indikator.", n=MOST), reason="many")
    names = [one.name.casefold() for one in planned]
    if len(set(names)) < len(names):
        raise Refused(_("Dua indikator bernama sama. Mohon bedakan namanya."), reason="same_name")
    for one in planned:
        _refuse_unsound(one)
    db.session.execute(delete(Indicator).where(Indicator.organization_id == organization_id))
    db.session.add_all(
        Indicator(
            organization_id=organization_id, position=n, name=one.name, formula=one.formula, unit=one.unit,
            target=one.target,
        )
        for n, one in enumerate(planned, 1)
    )  # fmt: skip
    db.session.flush()


def _refuse_unsound(one: Planned) -> None:
    if not one.name.strip() or len(one.name) > LONGEST_NAME or len(one.unit) > LONGEST_UNIT:
        raise Refused(_("Nama indikator paling banyak %(n)d karakter.", n=LONGEST_NAME), reason="name")
    if has_control_characters(one.name + one.unit):
        raise Refused(_("Ada karakter yang tidak dapat dibaca. Mohon ketik ulang tanpa menyalin dari berkas."))
    if one.target is not None and abs(one.target) > LARGEST:
        raise Refused(_("Angka ini terlalu besar."), reason="target")
    try:
        read(one.formula, COUNTERS)
    except WrongFormula as wrong:
        raise Refused(str(wrong), reason="formula") from None


def measured(found: Recap) -> list[Measured]:
    """The organization's indicators over one recap. One query; a formula of an older version that is not read any more
    has no value."""
    rows = db.session.scalars(of_organization(found.organization.id)).all()
    counters = counted(found) if rows else {}
    return [_measured(row, counters) for row in rows]


def _measured(row: Indicator, counters: Mapping[str, float | None]) -> Measured:
    try:
        formula = read(row.formula, COUNTERS)
    except WrongFormula:
        return Measured(row.name, row.formula, row.unit, row.target, None, ((row.formula, None),))
    pieces = tuple((piece, counters.get(piece)) for piece in formula.pieces)
    return Measured(row.name, row.formula, row.unit, row.target, formula.value(counters), pieces)
