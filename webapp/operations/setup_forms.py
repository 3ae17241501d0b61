"""The form of the first run."""

from email_validator import EmailNotValidError, validate_email
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import (
    EmailField,
    Field,
    PasswordField,
    RadioField,
    SelectField,
    StringField,
    TextAreaField,
    ValidationError,
)

from webapp.accounts import passwords
from webapp.directory.models import OrganizationKind
from webapp.operations.setting_up import FirstOffice
from webapp.web.forms import GelarForm, SelectChoice, at_most, optional, plain_text, required


def mail_address(_form: object, field: Field) -> None:
    try:
        validate_email(field.data, check_deliverability=False)
    except EmailNotValidError:
        raise ValidationError(_("Alamat surel ini belum lengkap. Contoh: nama@kantor.go.id.")) from None


def long_enough(_form: object, field: Field) -> None:
    if len(field.data) < passwords.MIN_LENGTH:
        raise ValidationError(_("Kata sandi minimal %(n)d karakter.", n=passwords.MIN_LENGTH))


class SetupForm(GelarForm):
    kind = RadioField(
        _l("Bentuk organisasi"),
        choices=[
            SelectChoice("office", _l("Dinas atau kantor")),
            SelectChoice("kim", _l("Kelompok KIM")),
            SelectChoice("forum", _l("Forum KIM")),
        ],
        default="office",
    )
    name = StringField(
        _l("Nama organisasi"),
        [required(lambda: _l("Tuliskan nama organisasi.")), at_most(200), plain_text],
    )
    region_code = SelectField(_l("Kabupaten/Kota"), validate_choice=True)
    place = StringField(_l("Kota pada surat"), [optional, at_most(80), plain_text])
    letterhead = TextAreaField(_l("Kop surat, satu baris per baris"), [optional, at_most(600), plain_text])
    signatory_title = StringField(_l("Jabatan penanda tangan"), [optional, at_most(200), plain_text])
    signatory_name = StringField(_l("Nama penanda tangan"), [optional, at_most(120), plain_text])
    signatory_rank = StringField(_l("Pangkat/golongan"), [optional, at_most(80), plain_text])
    signatory_nip = StringField(_l("NIP"), [optional, at_most(30), plain_text])
    user_name = StringField(
        _l("Nama Bapak/Ibu"),
        [required(lambda: _l("Tuliskan nama Bapak/Ibu.")), at_most(120), plain_text],
    )
    email = EmailField(
        _l("Alamat surel untuk masuk"),
        [required(lambda: _l("Tuliskan alamat surel.")), at_most(254), mail_address],
    )
    password = PasswordField(
        _l("Kata sandi"),
        [required(lambda: _l("Tuliskan kata sandi.")), at_most(128), long_enough],
    )

    def plan(self) -> FirstOffice:
        """The form's content as one command. Valid forms only."""
        values = {name: field.data for name, field in self._fields.items() if name != "csrf_token"}
        values["kind"] = OrganizationKind(values["kind"])
        values["region_code"] = values["region_code"] or None
        return FirstOffice(**values)
