"""Forms that put a registration right: its details, who comes instead, a guardian's permission."""

from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, EmailField, SelectField, StringField, TelField, ValidationError

from webapp.attendance.models import Registration
from webapp.attendance.registering.correcting import Details
from webapp.attendance.registering.forms import (
    LONGEST_AFFILIATION,
    LONGEST_NAME,
    on_one_line,
    region_choices,
)
from webapp.web import contacts
from webapp.web.formatting import phone_number
from webapp.web.forms import GelarForm, at_most, options, plain_text, required

LONGEST_RELATION = 60


def _name(label: Any) -> StringField:
    asked = required(lambda: _("Mohon tulis nama. Satu kata pun boleh."))
    return StringField(label, filters=[on_one_line], validators=[asked, at_most(LONGEST_NAME), plain_text])


class ContactForm(GelarForm):
    """A telephone and a mail address that may both stay empty. Several such forms stand on one page."""

    prefix = ""

    phone = TelField(_l("Nomor HP/WhatsApp"))
    email = EmailField(_l("Surel"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"prefix": self.prefix} | kwargs)
        self.parsed_phone = self.parsed_email = ""

    def validate_phone(self, field: TelField) -> None:
        if field.data:
            self.parsed_phone = _parsed(contacts.parsed_phone, field.data)

    def validate_email(self, field: EmailField) -> None:
        if field.data:
            self.parsed_email = _parsed(contacts.parsed_email, field.data)


class DetailsForm(ContactForm):
    """Who it is, how to reach them, where from."""

    prefix = "details"

    name = _name(_l("Nama lengkap"))
    region = SelectField(_l("Kabupaten/Kota"), validate_choice=True)
    affiliation = StringField(
        _l("Asal KIM atau instansi"), filters=[on_one_line], validators=[at_most(LONGEST_AFFILIATION), plain_text]
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.region.choices = options(region_choices())

    @classmethod
    def of(cls, registration: Registration, **kwargs: Any) -> "DetailsForm":
        """The form as it stands, or as it was sent. Needs person loaded."""
        person = registration.person
        return cls(
            data={
                "name": person.name,
                "phone": phone_number(person.phone),
                "email": person.email,
                "affiliation": registration.affiliation,
                "region": registration.region_code or "",
            },
            **kwargs,
        )

    def details(self) -> Details:
        return Details(
            name=self.name.data or "",
            phone=self.parsed_phone,
            email=self.parsed_email,
            affiliation=self.affiliation.data or "",
            region_code=self.region.data or None,
        )


class SubstituteForm(ContactForm):
    """Who comes instead."""

    prefix = "substitute"

    name = _name(_l("Nama yang hadir mewakili"))


class GuardianForm(GelarForm):
    """A parent's or guardian's permission."""

    name = _name(_l("Nama orang tua atau wali"))
    relation = StringField(_l("Hubungan"), filters=[on_one_line], validators=[at_most(LONGEST_RELATION), plain_text])
    permitted = BooleanField(
        _l("Saya orang tua/wali dari peserta dan mengizinkan keikutsertaannya."), render_kw={"required": True}
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"prefix": "guardian"} | kwargs)

    def validate_permitted(self, field: BooleanField) -> None:
        if not field.data:
            raise ValidationError(_("Mohon dicentang bila mengizinkan."))


def _parsed(parse: Any, text: str) -> str:
    try:
        return str(parse(text))
    except contacts.WrongContact as wrong:
        raise ValidationError(str(wrong)) from None
