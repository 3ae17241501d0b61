"""The form of the written parts, and of a link."""

from flask_babel import lazy_gettext as _l
from wtforms import SelectField, TextAreaField

from webapp.attendance.narrating.models import Part
from webapp.attendance.narrating.writing import DAYS, LONGEST
from webapp.web.forms import GelarForm, at_most, options, plain_text

LABELS = {
    Part.BACKGROUND: _l("Umum: mengapa kegiatan ini diadakan"),
    Part.AIMS: _l("Maksud dan tujuan"),
    Part.BASIS: _l("Dasar: undangan, surat tugas, program"),
    Part.PROCEEDINGS: _l("Jalannya kegiatan"),
    Part.RESULTS: _l("Hasil yang dicapai"),
    Part.OBSTACLES: _l("Hambatan"),
    Part.CONCLUSIONS: _l("Simpulan"),
    Part.FOLLOW_UP: _l("Saran dan tindak lanjut"),
}
LENGTHS = {1: _l("1 hari"), 7: _l("7 hari"), 30: _l("30 hari")}


def _area(part: Part) -> TextAreaField:
    return TextAreaField(LABELS[part], [at_most(LONGEST), plain_text], render_kw={"rows": 4})


class TextsForm(GelarForm):
    background = _area(Part.BACKGROUND)
    aims = _area(Part.AIMS)
    basis = _area(Part.BASIS)
    proceedings = _area(Part.PROCEEDINGS)
    results = _area(Part.RESULTS)
    obstacles = _area(Part.OBSTACLES)
    conclusions = _area(Part.CONCLUSIONS)
    follow_up = _area(Part.FOLLOW_UP)

    def texts(self) -> dict[Part, str]:
        return {part: self[part.value].data or "" for part in Part}


class LinkForm(GelarForm):
    days = SelectField(_l("Berlaku selama"), choices=options((str(day), LENGTHS[day]) for day in DAYS), default="7")
