"""The editor of one kind's words."""

from flask_babel import lazy_gettext as _l
from wtforms import RadioField, StringField, TextAreaField

from webapp.attendance.telling.kind import Kind
from webapp.attendance.telling.texts import LONGEST_BODY, LONGEST_SUBJECT, Level, Text, wrong_with
from webapp.web.forms import GelarForm, at_most, options, required

# What each placeholder stands for, in the words of whoever writes.
MEANINGS = {
    "nama": _l("Nama peserta"),
    "kegiatan": _l("Judul kegiatan"),
    "hari": _l("Hari dan tanggal"),
    "waktu": _l("Jam dan zona waktu"),
    "tempat": _l("Tempat, atau Daring"),
    "cara_ikut": _l("Luring atau Daring"),
    "kode": _l("Kode tiket"),
    "penyelenggara": _l("Nama penyelenggara"),
    "narahubung": _l("Nama dan nomor narahubung"),
    "tautan_tiket": _l("Tautan tiket"),
    "tautan_atur": _l("Tautan untuk mengubah atau membatalkan"),
    "tautan_gabung": _l("Tautan pribadi untuk bergabung daring"),
    "urutan": _l("Nomor dalam daftar tunggu"),
    "semula": _l("Hari, jam, atau tempat semula, bila berubah"),
    "alasan": _l("Alasan penundaan atau pembatalan"),
}


class TextForm(GelarForm):
    """Subject, body, and for whom they hold. Judged by the same rules as the verb."""

    subject = StringField(_l("Judul surel"), [required(), at_most(LONGEST_SUBJECT)])
    body = TextAreaField(_l("Isi"), [required(), at_most(LONGEST_BODY)], render_kw={"rows": 10})
    level = RadioField(
        _l("Berlaku untuk"),
        choices=options(
            [(Level.EVENT.value, _l("Kegiatan ini saja")), (Level.ORGANIZATION.value, _l("Semua kegiatan kami"))]
        ),
        default=Level.EVENT.value,
    )

    def text(self) -> Text:
        return Text(self.subject.data or "", self.body.data or "", Level(self.level.data or Level.EVENT))

    def holds(self, kind: Kind) -> bool:
        """Whether everything can stand; else the sentences are at their fields."""
        is_whole = bool(self.validate())
        for name, sentence in wrong_with(kind, self.text()).items() if is_whole else ():
            self[name].errors = [sentence]
            is_whole = False
        return is_whole
