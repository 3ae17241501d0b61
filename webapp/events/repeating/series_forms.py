"""What is asked for a series: a rhythm, an end, and the dates that are left out."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from flask_babel import format_date
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import RadioField, SelectMultipleField
from wtforms.widgets import CheckboxInput

from webapp.errors import Refused
from webapp.events.fields import DayField, WholeNumberField, between
from webapp.events.repeating.rules import MOST_DATES, MOST_INTERVAL, Frequency, Rule, dates, is_last, nth
from webapp.web.forms import GelarForm, optional, options

MONDAY = date(2024, 1, 1)


def weekday_names() -> list[str]:
    """Senin, Selasa, ... in the page's language."""
    return [format_date(MONDAY.replace(day=1 + number), "EEEE") for number in range(7)]


class SeriesForm(GelarForm):
    frequency = RadioField(_l("Diulang"), validate_choice=False)
    interval = WholeNumberField(_l("Jarak ulangan"), [optional, between(1, MOST_INTERVAL)])
    weekdays = SelectMultipleField(_l("Pada hari"), validate_choice=False, option_widget=CheckboxInput())
    count = WholeNumberField(_l("Berapa kali"), [optional, between(2, MOST_DATES)])
    until = DayField(_l("Sampai tanggal"), [optional])
    skipped = SelectMultipleField(_l("Tanggal yang dilewati"), validate_choice=False)

    first: date
    found: list[date] | None = None  # every date of the rule, the skipped ones too

    def offer(self, first: date) -> None:
        """Name the choices after the first date."""
        self.first, names = first, weekday_names()
        name = names[first.weekday()]
        offered: dict[str, Any] = {
            Frequency.WEEKLY: _("Setiap pekan"),
            Frequency.MONTHLY_DATE: _("Setiap bulan, tanggal %(day)d", day=first.day),
            Frequency.MONTHLY_NTH: _("Setiap bulan, %(weekday)s ke-%(nth)d", weekday=name, nth=nth(first)),
        }
        if is_last(first):
            offered[Frequency.MONTHLY_LAST] = _("Setiap bulan, %(weekday)s terakhir", weekday=name)
        self.frequency.choices = options(offered.items())
        self.weekdays.choices = options((str(number), words) for number, words in enumerate(names))

    def rule(self) -> Rule | None:
        """The rule that was asked for; None with an error where it cannot be. `found` holds its dates."""
        if not self.validate():
            return None
        try:
            rule = self._rule()
            self.found = dates(Rule(**{**vars(rule), "skipped": frozenset()}), self.first)
        except Refused as refusal:
            self.form_errors.append(refusal.sentence)
            return None
        self.skipped.choices = options((day.isoformat(), day.isoformat()) for day in self.found)
        return rule

    def _rule(self) -> Rule:
        if self.frequency.data not in list(Frequency):
            raise Refused(_("Rangkaian diulang setiap pekan atau setiap bulan."))
        return Rule(
            frequency=Frequency(self.frequency.data),
            interval=self.interval.data or 1,
            weekdays=tuple(_numbers(self.weekdays.data)),
            count=self.count.data,
            until=self.until.data,
            skipped=frozenset(_days(self.skipped.data)),
        )


def _numbers(texts: Iterable[str] | None) -> Iterable[int]:
    for text in texts or ():
        if text not in set("0123456"):
            raise Refused(_("Hari ini tidak dikenal."))
        yield int(text)


def _days(texts: Iterable[str] | None) -> Iterable[date]:
    for text in texts or ():
        try:
            yield date.fromisoformat(text)
        except ValueError as wrong:
            raise Refused(_("Tanggal yang dilewati tidak terbaca.")) from wrong
