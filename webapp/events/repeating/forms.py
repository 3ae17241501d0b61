"""What is asked of an event that is to be held again."""

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import StringField

from webapp.errors import Refused
from webapp.events.fields import DayField, HourField
from webapp.events.plans import Plan
from webapp.events.repeating.shifting import shifted
from webapp.web.form_rows import single_line
from webapp.web.forms import GelarForm, at_most, plain_text, required


class CopyForm(GelarForm):
    summary = StringField(
        _l("Judul kegiatan"), [required(lambda: _l("Tuliskan judul kegiatan.")), at_most(200), plain_text],
        filters=[single_line],
    )  # fmt: skip
    day = DayField(_l("Tanggal baru"), [required(lambda: _l("Pilih tanggal kegiatan."))])
    starts = HourField(_l("Jam mulai"), [required(lambda: _l("Tuliskan jam mulai, misalnya 09.00."))])

    def planned(self, plan: Plan) -> Plan | None:
        """The plan of the copy; None with an error at the field that cannot be."""
        if not self.validate() or self.day.data is None:
            return None
        try:
            return shifted(plan, self.day.data, hour=self.starts.hour)
        except (Refused, OverflowError) as problem:
            self.day.errors = [
                problem.sentence if isinstance(problem, Refused) else _("Tanggal ini di luar jangkauan kalender.")
            ]
            return None
