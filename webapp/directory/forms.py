"""The settings of an organization, parsed into a Profile."""

from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField
from wtforms import BooleanField, FormField, SelectField, StringField, TelField, TextAreaField, ValidationError

from webapp.directory.models import Organization, Signatory
from webapp.directory.organizing import PlannedSignatory, Profile
from webapp.directory.regions import ELSEWHERE, home_regencies
from webapp.web import contacts
from webapp.web.form_rows import Row, Rows, single_line
from webapp.web.formatting import phone_number
from webapp.web.forms import GelarForm, at_most, optional, options, plain_text, required

MAX_SIGNATORIES = 8
MAX_LETTERHEAD_LINES = 8
TEXTS = ("name", "tzid", "letterhead", "place", "contact_name", "data_contact")
ZONES = [("Asia/Jakarta", "WIB (UTC+7)"), ("Asia/Makassar", "WITA (UTC+8)"), ("Asia/Jayapura", "WIT (UTC+9)")]


def line(label: Any, most: int) -> StringField:
    return StringField(label, [optional, at_most(most), plain_text], filters=[single_line])


class SignatoryRow(Row):
    title_line = line(_l("Jabatan"), 200)
    name = line(_l("Nama lengkap"), 120)
    rank = line(_l("Pangkat/golongan"), 80)
    nip = line(_l("NIP"), 30)

    def is_empty(self) -> bool:
        return not (self.title_line.data or self.name.data or self.rank.data or self.nip.data)

    def plan(self) -> PlannedSignatory | None:
        """The signatory that was typed; None with an error where a block would have no name."""
        if not self.name.data:
            self.name.errors = [_("Tuliskan namanya, atau kosongkan seluruh baris ini.")]
        if self.errors:
            return None
        return PlannedSignatory(
            id=self.standing_id(),
            title_line=self.title_line.data or "",
            name=self.name.data or "",
            rank=self.rank.data or "",
            nip=self.nip.data or "",
        )

    @staticmethod
    def values_of(signatory: Signatory) -> dict[str, object]:
        names = ("title_line", "name", "rank", "nip")
        return {"row_id": str(signatory.id), **{name: getattr(signatory, name) for name in names}}


class OrganizationForm(GelarForm):
    name = StringField(
        _l("Nama"), [required(lambda: _l("Tuliskan nama organisasi.")), at_most(200), plain_text], filters=[single_line]
    )
    region_code = SelectField(_l("Kabupaten/Kota"), default="")
    tzid = SelectField(_l("Zona waktu"), choices=options(ZONES))
    letterhead = TextAreaField(_l("Kop surat"), [optional, at_most(1_000), plain_text])
    place = line(_l("Kota pada surat"), 80)
    signatories = Rows(FormField(SignatoryRow), label=_l("Penanda tangan"), max_entries=MAX_SIGNATORIES)
    contact_name = line(_l("Nama narahubung"), 120)
    contact_phone = TelField(_l("Nomor WhatsApp"), [optional, at_most(40), plain_text])
    data_contact = line(_l("Narahubung data pribadi"), 200)
    logo = FileField(_l("Logo"), render_kw={"accept": ".png,.jpg,.jpeg,.webp"})
    removes_logo = BooleanField(_l("Hapus logo yang sekarang"))

    profile: Profile | None = None

    def validate(self, extra_validators: Any = None) -> bool:
        """Judge every field, then what fields say together; `profile` holds the result."""
        super().validate(extra_validators)
        signatories = [row.form.plan() for row in self.signatories if not row.form.is_empty()]
        if self.problems():
            return False
        self.profile = Profile(
            **{name: self[name].data or "" for name in TEXTS},
            region_code=self.region_code.data or None,
            contact_phone=parsed_phone(self.contact_phone.data or ""),
            signatories=tuple(one for one in signatories if one),
        )
        return True

    def validate_letterhead(self, field: TextAreaField) -> None:
        if len((field.data or "").splitlines()) > MAX_LETTERHEAD_LINES:
            raise ValidationError(_("Kop surat paling banyak %(n)d baris.", n=MAX_LETTERHEAD_LINES))

    def validate_contact_phone(self, field: TelField) -> None:
        if field.data and not parsed_phone(field.data):
            raise ValidationError(_("Nomor ini belum dapat dibaca. Contoh: 0812 3456 7890."))


def form_of(organization: Organization) -> OrganizationForm:
    """The form of an organization as it stands; what was sent wins over it. Needs signatories loaded."""
    form = OrganizationForm(
        data={
            **{name: getattr(organization, name) for name in TEXTS},
            "region_code": organization.region_code or "",
            "contact_phone": phone_number(organization.contact_phone),
            "signatories": [SignatoryRow.values_of(one) for one in organization.signatories] or [{}],
        }
    )
    regions = {"": _("Tingkat provinsi"), **dict(home_regencies()), ELSEWHERE: _("Luar Kalimantan Tengah")}
    regions.setdefault(organization.region_code or "", organization.region_code or "")
    form.region_code.choices = options(regions.items())
    zones = dict(ZONES)
    zones.setdefault(organization.tzid, organization.tzid)
    form.tzid.choices = options(zones.items())
    return form


def parsed_phone(text: str) -> str:
    """E.164, or nothing for what is no number."""
    try:
        return contacts.parsed_phone(text)
    except contacts.WrongContact:
        return ""
