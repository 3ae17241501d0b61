"""The one form of the calendars' pages."""

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import SelectMultipleField, StringField
from wtforms.widgets import CheckboxInput, ListWidget

from webapp.web.forms import GelarForm, at_most, plain_text, required


class CalendarForm(GelarForm):
    """A name that tells this address from the others; `registrations` are the others that come along."""

    name = StringField(
        _l("Nama kalender"),
        validators=[required(lambda: _("Mohon beri nama, misalnya Ponsel saya.")), at_most(40), plain_text],
    )
    registrations = SelectMultipleField(
        _l("Ikutkan juga"), coerce=int, option_widget=CheckboxInput(), widget=ListWidget(prefix_label=False)
    )
