"""The forms of a KIM, of its members, and of a forum's list."""

from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField
from wtforms import DateField, RadioField, SelectField, StringField, TelField, URLField, ValidationError

from webapp.directory.forms import line, parsed_phone
from webapp.directory.groups.models import GroupProfile, GroupStatus
from webapp.directory.groups.profiling import (
    OF_ORGANIZATION,
    OF_PROFILE,
    PlannedGroup,
    is_address,
    is_village_code,
    plan_of,
)
from webapp.directory.groups.wording import STATUSES
from webapp.directory.models import OrganizationKind
from webapp.directory.regions import ELSEWHERE, home_districts, home_regencies
from webapp.web.form_rows import single_line
from webapp.web.formatting import phone_number
from webapp.web.forms import GelarForm, at_most, optional, options, plain_text, required


def named(label: Any, sentence: Any) -> StringField:
    return StringField(label, [required(sentence), at_most(120), plain_text], filters=[single_line])


class GroupForm(GelarForm):
    """Everything the profile of a KIM says, and the file of its decree."""

    name = named(_l("Nama KIM"), lambda: _("Tuliskan nama KIM-nya."))
    region_code = SelectField(_l("Kabupaten/kota"), default="")
    district_code = SelectField(_l("Kecamatan"), default="")
    village = line(_l("Desa/kelurahan"), 120)
    village_code = line(_l("Kode desa/kelurahan"), 13)
    status = SelectField(_l("Keadaan"), choices=options((one.value, words) for one, words in STATUSES.items()))
    decree_number = line(_l("Nomor SK"), 120)
    decree_date = DateField(_l("Tanggal SK"), [optional])
    decree_issuer = line(_l("Diterbitkan oleh"), 120)
    decree_file = FileField(_l("Berkas SK"), render_kw={"accept": ".pdf,.jpg,.jpeg,.png,.webp"})
    kim_id_number = line(_l("Nomor KIM.ID"), 60)
    kim_id_url = URLField(_l("Alamat laman"), [optional, at_most(300), plain_text])
    contact_name = line(_l("Nama narahubung"), 120)
    contact_phone = TelField(_l("Nomor WhatsApp"), [optional, at_most(40), plain_text])

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        regencies = dict(home_regencies())
        regions = {"": _("Pilih kabupaten/kota"), **regencies, ELSEWHERE: _("Luar Kalimantan Tengah")}
        districts = {code: f"{name} ({regencies[regency]})" for code, name, regency in home_districts()}
        _offer(self.region_code, regions)
        _offer(self.district_code, {"": _("Belum diketahui"), **districts})

    def validate_village_code(self, field: StringField) -> None:
        if field.data and not is_village_code(field.data):
            raise ValidationError(_("Kode desa terdiri atas empat bagian, misalnya 62.71.04.1003."))

    def validate_kim_id_url(self, field: URLField) -> None:
        if field.data and not is_address(field.data):
            raise ValidationError(_("Tuliskan alamat lengkap, misalnya https://sukomanunggal.kim.id."))

    def validate_contact_phone(self, field: TelField) -> None:
        if field.data and not parsed_phone(field.data):
            raise ValidationError(_("Nomor ini belum dapat dibaca. Contoh: 0812 3456 7890."))

    def plan(self) -> PlannedGroup:
        """What the valid form says; a kecamatan alone tells its kabupaten/kota too."""
        texts = {name: self[name].data or "" for name in TEXTS}
        district = self.district_code.data or None
        return PlannedGroup(
            **texts,
            region_code=self.region_code.data or (district[:5] if district else None),
            district_code=district,
            status=GroupStatus(self.status.data),
            decree_date=self.decree_date.data,
            contact_phone=parsed_phone(self.contact_phone.data or ""),
        )


NO_TEXTS = {"region_code", "district_code", "status", "decree_date", "contact_phone"}
TEXTS = tuple(name for name in (*OF_ORGANIZATION, *OF_PROFILE) if name not in NO_TEXTS)


def form_of(profile: GroupProfile) -> GroupForm:
    """The form of a KIM as it stands; what was sent wins over it."""
    plan = plan_of(profile)
    facts = {name: getattr(plan, name) for name in (*OF_ORGANIZATION, *OF_PROFILE)}
    given = {name: value or "" for name, value in facts.items() if name != "decree_date"}
    form = GroupForm(
        data={
            **given,
            "decree_date": plan.decree_date,
            "status": plan.status.value,
            "contact_phone": phone_number(plan.contact_phone),
        }
    )
    _keep(form.region_code, plan.region_code, profile.organization.region)
    _keep(form.district_code, plan.district_code, profile.district)
    return form


class ForumMemberForm(GelarForm):
    name = named(_l("Nama KIM"), lambda: _("Tuliskan nama KIM-nya."))


class StartForm(GelarForm):
    """A forum or a partner; the rest is said on its page of settings."""

    kind = RadioField(
        _l("Apa yang didata"),
        choices=options(
            [(OrganizationKind.FORUM.value, _l("Forum KIM")), (OrganizationKind.PARTNER.value, _l("Mitra"))]
        ),
        validators=[required(lambda: _("Mohon pilih salah satu."))],
    )
    name = named(_l("Nama"), lambda: _("Tuliskan nama organisasi."))


def _offer(field: SelectField, choices: dict[str, Any]) -> None:
    field.choices = options(choices.items())


def _keep(field: SelectField, code: str | None, region: Any) -> None:
    """A region that the form would not offer by itself stays if it is the one that stands."""
    offered: list[Any] = list(field.choices or ())
    if code and region is not None and code not in {str(choice.value) for choice in offered}:
        field.choices = [*offered, *options([(code, region.name)])]
