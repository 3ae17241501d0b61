"""The one form of the desks' page."""

from collections.abc import Collection

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import StringField, ValidationError

from webapp.web.forms import GelarForm, at_most, plain_text, required


class DeskForm(GelarForm):
    """A name that people at the door will recognise. `taken` are the names of the desks that are open."""

    name = StringField(
        _l("Nama meja"),
        validators=[required(lambda: _("Mohon tulis nama meja, misalnya Pintu A.")), at_most(40), plain_text],
    )
    taken: Collection[str] = ()

    def validate_name(self, field: StringField) -> None:
        if (field.data or "").casefold() in {name.casefold() for name in self.taken}:
            raise ValidationError(_("Meja dengan nama ini sudah ada. Gunakan nama lain, atau tutup yang lama dahulu."))
