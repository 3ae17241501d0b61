"""Who watches together: at the desk by their codes, on the chair's page by ticking names."""

import re

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import SelectMultipleField, StringField, TextAreaField, ValidationError

from webapp.attendance.attesting.watching import LONGEST_PLACE, MOST_WATCHERS
from webapp.attendance.checking_in.scanning.codes import Form, parsed_code
from webapp.attendance.registering.forms import on_one_line
from webapp.web.forms import GelarForm, at_most, plain_text, required


def _place() -> StringField:
    checks = [required(lambda: str(_l("Tulis di mana layarnya, misalnya Balai Desa Handep."))), at_most(LONGEST_PLACE)]
    return StringField(_l("Tempat layar"), filters=[on_one_line], validators=[*checks, plain_text])


class DeskWatchForm(GelarForm):
    """The desk knows codes: one on each line, as they stand on the tickets."""

    place = _place()
    codes = TextAreaField(
        _l("Kode tiket yang menonton"),
        validators=[
            required(lambda: str(_l("Tulis kode tiketnya, satu pada setiap baris."))),
            at_most(4_000),
            plain_text,
        ],
    )

    def validate_codes(self, _field: TextAreaField) -> None:
        lines = self.typed()
        if len(lines) > MOST_WATCHERS:
            raise ValidationError(_("Paling banyak %(n)d orang pada satu layar.", n=MOST_WATCHERS))
        for line in lines:
            if parsed_code(line).form is Form.OTHER:
                raise ValidationError(_("“%(line)s” bukan kode tiket. Contoh: KT-7F3K.", line=line[:40]))

    def typed(self) -> list[str]:
        """The codes, each once; blanks and commas part them too."""
        return list(dict.fromkeys(part for part in re.split(r"[\s,;]+", self.codes.data or "") if part))


class GroupWatchForm(GelarForm):
    """A chair ticks those of the own group."""

    place = _place()
    watchers = SelectMultipleField(_l("Siapa yang menonton"), coerce=int)
