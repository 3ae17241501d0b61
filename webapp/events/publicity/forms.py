"""The committee's forms: a poster with its words, a point on the map."""

from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField
from wtforms import StringField, ValidationError

from webapp.events.publicity import points
from webapp.web.forms import GelarForm, at_most, plain_text

MOST_WORDS = 300


class PosterForm(GelarForm):
    picture = FileField(_l("Berkas poster"))
    words = StringField(_l("Isi poster dalam kata"), [at_most(MOST_WORDS), plain_text])


class PointForm(GelarForm):
    point = StringField(_l("Titik peta"), [at_most(points.LONGEST), plain_text])

    def validate_point(self, field: Any) -> None:
        if field.data and points.read(field.data) is None:
            raise ValidationError(_("Tulis dua angka, misalnya -2.2136, 113.9108, atau tempel tautan dari peta."))

    def chosen(self) -> points.Point | None:
        return points.read(self.point.data or "")
