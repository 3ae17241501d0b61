"""The registration form and the four answers that may follow it. Judged without asking the database."""

import re
from collections.abc import Iterable
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import (
    BooleanField,
    EmailField,
    HiddenField,
    RadioField,
    SelectField,
    StringField,
    TelField,
    ValidationError,
)

from webapp.attendance.questions.sheets import SheetForm
from webapp.attendance.registering import answers
from webapp.attendance.registering.applications import Application
from webapp.directory.regions import ELSEWHERE, home_regencies
from webapp.events.models import Mode
from webapp.web import contacts
from webapp.web.forms import GelarForm, at_most, options, plain_text, required
from webapp.web.localizing import chosen_locale
from webapp.web.tokens import new_token

LONGEST_NAME = 120
LONGEST_AFFILIATION = 160
LONGEST_POSITION = 120
LONGEST_MARK = 60
_LINE_BREAKS = str.maketrans("\n\t", "  ")
MODE_LABELS = {Mode.IN_PERSON.value: _l("Luring"), Mode.ONLINE.value: _l("Daring")}
_TOKEN = re.compile(r"[A-Za-z0-9_-]{20,64}", re.ASCII)


def on_one_line(text: str | None) -> str | None:
    """Line ends and tabs of something pasted become blanks; everything else stays as typed."""
    return text.translate(_LINE_BREAKS) if text else text


def is_form_token(text: str | None) -> bool:
    """Whether a form's hidden token has the shape that we gave it."""
    return _TOKEN.fullmatch(text or "") is not None


def region_choices() -> list[tuple[str, str]]:
    return [("", _("Pilih kabupaten/kota")), *home_regencies(), (ELSEWHERE, _("Luar Kalimantan Tengah"))]


class RegistrationForm(GelarForm):
    """Six questions; a mail address may follow the telephone."""

    mode = RadioField(
        _l("Cara ikut"),
        choices=options(MODE_LABELS.items()),
        validators=[required(lambda: _("Mohon pilih hadir di tempat atau daring."))],
    )
    name = StringField(
        _l("Nama lengkap"),
        filters=[on_one_line],
        validators=[required(lambda: _("Mohon tulis nama. Satu kata pun boleh.")), at_most(LONGEST_NAME), plain_text],
    )
    distinguisher = StringField(
        _l("Pembeda"), filters=[on_one_line], validators=[at_most(LONGEST_MARK), plain_text]
    )  # asked of namesakes on one telephone alone
    phone = TelField(_l("Nomor HP/WhatsApp"))
    has_no_phone = BooleanField(_l("Saya tidak memiliki telepon"))
    email = EmailField(_l("Surel"))
    region = SelectField(
        _l("Kabupaten/Kota"), validators=[required(lambda: _("Mohon pilih kabupaten/kota asal Bapak/Ibu."))]
    )
    affiliation = StringField(
        _l("Asal KIM atau instansi"), filters=[on_one_line], validators=[at_most(LONGEST_AFFILIATION), plain_text]
    )
    consent = BooleanField(
        _l("Saya telah membaca dan menyetujui pemrosesan data untuk keperluan kegiatan ini."),
        render_kw={"required": True},
    )
    form_token = HiddenField()
    enter = HiddenField()  # who came through the door of a running event is led on into the room

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.parsed_phone = self.parsed_email = ""
        self.region.choices = options(region_choices())
        if not is_form_token(self.form_token.data):
            self.renew_token()

    sheet: SheetForm | None = None  # what this event asks besides

    def problems(self) -> list[tuple[str, str, str]]:
        return [*super().problems(), *(self.sheet.problems() if self.sheet else ())]

    def asked_mode(self) -> Mode | None:
        """The mode that was chosen, None while it is none."""
        return Mode(self.mode.data) if self.mode.data in set(Mode) else None

    def renew_token(self) -> None:
        """From here on it is another form: sending it makes another registration."""
        self.form_token.data = new_token()

    def offer(self, modes: Iterable[Mode]) -> None:
        """Show only the ways of taking part that the event has."""
        self.mode.choices = options((mode.value, MODE_LABELS[mode.value]) for mode in modes)

    def validate_phone(self, field: TelField) -> None:
        if not field.data:
            if not self.has_no_phone.data and not self.email.data:
                raise ValidationError(
                    _("Mohon isi nomor HP. Bila tidak memiliki telepon, centang pilihan di bawahnya.")
                )
            return
        self.parsed_phone = _judged(contacts.parsed_phone, field.data)

    def validate_email(self, field: EmailField) -> None:
        if field.data:
            self.parsed_email = _judged(contacts.parsed_email, field.data)

    def validate_consent(self, field: BooleanField) -> None:
        if not field.data:
            raise ValidationError(_("Tanpa persetujuan ini kami tidak boleh menyimpan data Bapak/Ibu."))

    def application(self) -> Application:
        """What the valid form asks for."""
        return Application(
            name=self.name.data or "",
            mode=Mode(self.mode.data),
            phone=self.parsed_phone,
            email=self.parsed_email,
            distinguisher=self.distinguisher.data or "",
            affiliation=self.affiliation.data or "",
            region_code=self.region.data,
            locale=chosen_locale(),
            form_token=f"form:{self.form_token.data}",
            answers=tuple(self.sheet.values.items()) if self.sheet else (),
            **(self.sheet.stated() if self.sheet else {}),
        )


class AnswersForm(GelarForm):
    """Four answers for a tidy attendance list; each may stay empty."""

    gender = RadioField(_l("Jenis kelamin"))
    age_group = SelectField(_l("Kelompok usia"))
    occupation = SelectField(_l("Pekerjaan"))
    position = StringField(_l("Jabatan"), filters=[on_one_line], validators=[at_most(LONGEST_POSITION), plain_text])

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        unstated = ("", _("Tidak disebutkan"))
        self.gender.choices = options([*answers.GENDERS.items(), unstated])
        self.age_group.choices = options([unstated, *answers.AGE_GROUPS.items()])
        self.occupation.choices = options([unstated, *answers.OCCUPATIONS.items()])


def _judged(parse: Any, text: str) -> str:
    try:
        return str(parse(text))
    except contacts.WrongContact as wrong:
        raise ValidationError(str(wrong)) from None
