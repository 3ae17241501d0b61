"""The span of a leak."""

from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import DateField

from webapp.web.forms import GelarForm, required
from webapp.web.pages import settings


class SpanForm(GelarForm):
    since = DateField(_l("Sejak tanggal"), [required(lambda: _l("Tuliskan tanggalnya."))])
    until = DateField(_l("Sampai tanggal"), [required(lambda: _l("Tuliskan tanggalnya."))])

    # From the first midnight to the one after the last day, by the installation's clock.
    span: tuple[datetime, datetime] | None = None

    def validate(self, extra_validators: Any = None) -> bool:
        """Judge both days, then the two together; `span` holds the result."""
        if not super().validate(extra_validators) or self.since.data is None or self.until.data is None:
            return False
        if self.since.data > self.until.data:
            self.until.errors = [_("Tanggal akhir mendahului tanggal awal.")]
            return False
        self.span = _midnight(self.since.data), _midnight(self.until.data) + timedelta(days=1)
        return True


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), ZoneInfo(settings().default_timezone))
