"""The one line of the entry screen."""

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import HiddenField, StringField

from webapp.attendance.registering.forms import on_one_line
from webapp.web.forms import GelarForm, at_most, plain_text, required


class RowForm(GelarForm):
    """`entry` is the form's own mark: sent twice, it records once."""

    row = StringField(
        _l("Nomor atau nama"),
        filters=[on_one_line],
        validators=[required(lambda: _("Tulis nomor atau nama dari lembar.")), at_most(400), plain_text],
    )
    entry = HiddenField(validators=[at_most(60)])
