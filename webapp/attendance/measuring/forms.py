"""The office's editor of its indicators."""

from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import FormField, StringField

from webapp.attendance.measuring.counters import COUNTERS
from webapp.attendance.measuring.formulas import LONGEST, WrongFormula, read
from webapp.attendance.measuring.indicators import LARGEST, LONGEST_NAME, LONGEST_UNIT, MOST, Planned
from webapp.attendance.measuring.models import Indicator
from webapp.web.form_rows import Row, Rows, single_line
from webapp.web.forms import GelarForm, at_most, plain_text

_DIGITS = 15


class IndicatorRow(Row):
    name = StringField(_l("Nama indikator"), [at_most(LONGEST_NAME), plain_text], filters=[single_line])
    formula = StringField(_l("Rumus"), [at_most(LONGEST), plain_text], filters=[single_line])
    unit = StringField(_l("Satuan"), [at_most(LONGEST_UNIT), plain_text], filters=[single_line])
    target = StringField(_l("Target"), [at_most(20), plain_text], filters=[single_line])

    def is_empty(self) -> bool:
        return not any((self.name.data, self.formula.data, self.unit.data, self.target.data))

    def plan(self) -> Planned | None:
        """What was typed; None with an error at the field that cannot be."""
        if not self.name.data:
            self.name.errors = [_("Tuliskan nama indikatornya, atau hapus baris ini.")]
        formula = (self.formula.data or "").lower()
        try:
            read(formula, COUNTERS)
        except WrongFormula as wrong:
            self.formula.errors = [str(wrong)]
        target = self._target()
        if self.errors:
            return None
        return Planned(name=self.name.data or "", formula=formula, unit=self.unit.data or "", target=target)

    def _target(self) -> float | None:
        text = (self.target.data or "").replace(",", ".")
        if not text:
            return None
        whole, _dot, part = text.partition(".")
        digits = whole + part
        if not (digits.isascii() and digits.isdigit() and whole and len(digits) <= _DIGITS):
            self.target.errors = [_("Tuliskan angka saja, misalnya 60 atau 87,5.")]
            return None
        if float(text) > LARGEST:
            self.target.errors = [_("Angka ini terlalu besar.")]
            return None
        return float(text)

    @staticmethod
    def values_of(row: Indicator) -> dict[str, object]:
        target = "" if row.target is None else f"{row.target:g}".replace(".", ",")
        return {"row_id": str(row.id), "name": row.name, "formula": row.formula, "unit": row.unit, "target": target}


class IndicatorsForm(GelarForm):
    indicators = Rows(FormField(IndicatorRow), label=_l("Indikator"), max_entries=MOST)

    planned: tuple[Planned, ...] = ()

    def press(self, button: str) -> bool:
        return bool(button) and self.indicators.press(button)

    def validate(self, extra_validators: Any = None) -> bool:
        super().validate(extra_validators)
        plans = [entry.form.plan() for entry in self.indicators if not entry.form.is_empty()]
        self.planned = tuple(plan for plan in plans if plan)
        return not self.problems()
