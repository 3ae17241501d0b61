"""Forms of group registration: who the chair is, and whom they register."""

from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import (
    BooleanField,
    FormField,
    HiddenField,
    RadioField,
    SelectField,
    SelectMultipleField,
    StringField,
    TelField,
    TextAreaField,
    ValidationError,
)
from wtforms.widgets import CheckboxInput, ListWidget

from webapp.attendance.groups.grouping import LONGEST_MARK, Chair
from webapp.attendance.groups.lines import MOST_LINES, Line, read_lines
from webapp.attendance.registering.forms import (
    LONGEST_AFFILIATION,
    LONGEST_NAME,
    MODE_LABELS,
    RegistrationForm,
    is_form_token,
    on_one_line,
    region_choices,
)
from webapp.events.models import Mode
from webapp.web import contacts
from webapp.web.form_rows import Row, Rows, single_line
from webapp.web.forms import GelarForm, at_most, options, plain_text, required
from webapp.web.localizing import chosen_locale
from webapp.web.tokens import new_token

LONGEST_LIST = 20_000


class MemberRow(Row):
    """A person who could not be written down yet, with what stands in the way."""

    name = StringField(_l("Nama"), [at_most(LONGEST_NAME)], filters=[single_line])
    phone = TelField(_l("Nomor HP"), [at_most(40)])
    distinguisher = StringField(_l("Pembeda"), [at_most(LONGEST_MARK), plain_text], filters=[single_line])
    is_minor = BooleanField(_l("Di bawah 18 tahun"))

    def line(self) -> Line:
        return Line(
            name=self.name.data or "",
            phone=self.phone.data or "",
            distinguisher=self.distinguisher.data or "",
            is_minor=bool(self.is_minor.data),
        )


class MembersForm(GelarForm):
    """Whom to register: a pasted list, names used before, and the rows that are still wrong."""

    names = TextAreaField(_l("Nama peserta"), [at_most(LONGEST_LIST)], render_kw={"rows": 8})
    minors = TextAreaField(_l("Peserta di bawah 18 tahun"), [at_most(LONGEST_LIST)], render_kw={"rows": 3})
    picked = SelectMultipleField(
        _l("Dari rombongan sebelumnya"),
        validate_choice=False,
        option_widget=CheckboxInput(),
        widget=ListWidget(prefix_label=False),
    )
    rows = Rows(FormField(MemberRow), label=_l("Peserta"), max_entries=MOST_LINES)
    batch = HiddenField()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.picked.choices = []
        if not is_form_token(self.batch.data):
            self.batch.data = new_token()

    def lines(self) -> list[Line]:
        """Everybody who is to be written down, in the order of the page."""
        picked = [line for text in self.picked.data or [] for line in read_lines(text[:200])]
        return [
            *(entry.form.line() for entry in self.rows if entry.form.name.data or entry.form.phone.data),
            *picked,
            *read_lines(self.names.data or ""),
            *read_lines(self.minors.data or "", is_minor=True),
        ]

    def validate_names(self, _field: TextAreaField) -> None:
        found = len(self.lines())
        if not found:
            raise ValidationError(_("Tuliskan nama peserta, satu orang pada setiap baris."))
        if found > MOST_LINES:
            raise ValidationError(_("Paling banyak %(most)d orang sekali kirim; ini %(n)d.", most=MOST_LINES, n=found))


class GroupForm(MembersForm):
    """The chair, the group's origin, and everybody's names, in one page."""

    mode = RadioField(
        _l("Cara ikut"),
        choices=options(MODE_LABELS.items()),
        validators=[required(lambda: _("Mohon pilih hadir di tempat atau daring."))],
    )
    chair = StringField(
        _l("Nama Bapak/Ibu"),
        filters=[on_one_line],
        validators=[required(lambda: _("Mohon tulis nama. Satu kata pun boleh.")), at_most(LONGEST_NAME), plain_text],
    )
    phone = TelField(
        _l("Nomor HP/WhatsApp"), [required(lambda: _("Mohon isi nomor HP, agar rombongan dapat dikabari."))]
    )
    affiliation = StringField(
        _l("Nama KIM atau kelompok"),
        filters=[on_one_line],
        validators=[
            required(lambda: _("Mohon tulis nama KIM atau kelompoknya.")),
            at_most(LONGEST_AFFILIATION),
            plain_text,
        ],
    )
    region = SelectField(
        _l("Kabupaten/Kota"), validators=[required(lambda: _("Mohon pilih kabupaten/kota asal Bapak/Ibu."))]
    )
    consent = BooleanField(
        _l("Setiap orang di atas sudah mengetahui pemberitahuan ini dan menyetujuinya melalui saya."),
        render_kw={"required": True},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.parsed_phone = ""
        self.region.choices = options(region_choices())

    def validate_phone(self, field: TelField) -> None:
        try:
            self.parsed_phone = contacts.parsed_phone(field.data or "")
        except contacts.WrongContact as wrong:
            raise ValidationError(str(wrong)) from None

    def validate_consent(self, field: BooleanField) -> None:
        if not field.data:
            raise ValidationError(_("Tanpa persetujuan mereka kami tidak boleh menyimpan datanya."))

    offer = RegistrationForm.offer

    def answering_chair(self) -> Chair:
        return Chair(
            name=self.chair.data or "",
            phone=self.parsed_phone,
            mode=Mode(self.mode.data),
            affiliation=self.affiliation.data or "",
            region_code=self.region.data,
            locale=chosen_locale(),
            form_token=f"form:{self.batch.data}",
        )
