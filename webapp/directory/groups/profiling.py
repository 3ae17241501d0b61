"""Making a KIM and saying what it is: place, decree, state."""

import re
from dataclasses import dataclass
from datetime import date, datetime
from urllib.parse import urlsplit

from flask_babel import gettext as _
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from webapp.database import db
from webapp.directory import organizing
from webapp.directory.groups.models import GroupProfile, GroupStatus
from webapp.directory.models import Organization, OrganizationKind, Region, RegionKind
from webapp.directory.regions import folded
from webapp.errors import Refused
from webapp.web.formatting import local
from webapp.web.pages import settings


@dataclass(frozen=True, kw_only=True, slots=True)
class PlannedGroup:
    """Everything that the profile of a KIM says. `village` is text ("Desa Jaar"); the codes are Kemendagri's."""

    name: str
    region_code: str | None = None
    district_code: str | None = None
    village: str = ""
    village_code: str = ""
    status: GroupStatus = GroupStatus.STARTING
    decree_number: str = ""
    decree_date: date | None = None
    decree_issuer: str = ""
    kim_id_number: str = ""
    kim_id_url: str = ""
    contact_name: str = ""
    contact_phone: str = ""  # E.164


OF_ORGANIZATION = ("name", "region_code", "village", "contact_name", "contact_phone")
OF_PROFILE = (
    "district_code", "village_code", "status", "decree_number", "decree_date", "decree_issuer", "kim_id_number",
    "kim_id_url",
)  # fmt: skip
_VILLAGE = re.compile(r"\d{2}\.\d{2}\.\d{2}\.\d{4}", re.ASCII)
PERSONAL = frozenset({"contact_name", "contact_phone"})


def found_group(slug: str, *, plan: PlannedGroup, at: datetime, is_sample: bool = False) -> GroupProfile:
    """Add a KIM. Raises Refused as `revise_group` does, and when the slug was taken meanwhile."""
    organization = Organization(slug=slug, kind=OrganizationKind.KIM, name=plan.name, is_sample=is_sample)
    profile = GroupProfile(organization=organization)
    _write(profile, plan, at=at)
    try:
        with db.session.begin_nested():
            db.session.add(profile)
    except IntegrityError:
        raise Refused(_("Alamat KIM ini baru saja dipakai. Silakan simpan sekali lagi."), reason="name") from None
    return profile


def revise_group(profile: GroupProfile, *, plan: PlannedGroup, at: datetime) -> None:
    """Make a KIM what `plan` says. Needs organization loaded.

    Raises Refused for a decree of the future (decree_date), or without a number (decree_number), and for codes that do
    not lie in one another (region_code, district_code, village_code): `reason` names the fact.
    """
    is_renamed = profile.organization.name != plan.name
    _write(profile, plan, at=at)
    db.session.flush()
    for tell in organizing.after_renaming if is_renamed else ():
        tell(profile.organization, at)


def plan_of(profile: GroupProfile) -> PlannedGroup:
    """The profile as it stands. Needs organization loaded."""
    facts = {fact: getattr(profile.organization, fact) for fact in OF_ORGANIZATION}
    return PlannedGroup(**facts, **{fact: getattr(profile, fact) for fact in OF_PROFILE})


def public_facts(plan: PlannedGroup) -> dict[str, object]:
    """What the audit log may say in the clear."""
    return {fact: getattr(plan, fact) for fact in (*OF_ORGANIZATION, *OF_PROFILE) if fact not in PERSONAL}


def sought(plan: PlannedGroup, *places: str) -> str:
    """What a search looks through: name, village and the names of the places around, folded, parted by bars."""
    return "|".join(folded(part) for part in (plan.name, plan.village, *places) if part)


def today(at: datetime) -> date:
    """The day at the office: a decree is of the future by its calendar, not by Greenwich's."""
    return local(at, settings().default_timezone).date()


def is_village_code(text: str) -> bool:
    return _VILLAGE.fullmatch(text) is not None


def is_address(text: str) -> bool:
    """Whether it can stand behind a link: the whole address of a page."""
    try:
        parts = urlsplit(text)
        return parts.scheme in {"http", "https"} and bool(parts.hostname)
    except ValueError:
        return False


def refuse_untrue(plan: PlannedGroup, *, today: date) -> None:
    """What can be judged without asking the database."""
    if plan.decree_date and plan.decree_date > today:
        raise Refused(_("Tanggal SK ini belum tiba. Mohon periksa tahunnya."), reason="decree_date")
    if plan.decree_date and not plan.decree_number:
        raise Refused(_("Tuliskan nomor SK-nya, atau kosongkan tanggalnya."), reason="decree_number")
    if plan.village_code and not plan.village_code.startswith(f"{plan.district_code or '?'}."):
        raise Refused(_("Kode desa ini tidak termasuk kecamatan yang dipilih."), reason="village_code")


def _write(profile: GroupProfile, plan: PlannedGroup, *, at: datetime) -> None:
    refuse_untrue(plan, today=today(at))
    places = [_region(plan.region_code, RegionKind.REGENCY, "region_code")]
    places.append(_region(plan.district_code, RegionKind.DISTRICT, "district_code"))
    if places[1] is not None and places[1].parent_code != plan.region_code:
        raise Refused(_("Kecamatan ini tidak termasuk kabupaten/kota yang dipilih."), reason="district_code")
    for fact in OF_ORGANIZATION:
        setattr(profile.organization, fact, getattr(plan, fact))
    for fact in OF_PROFILE:
        setattr(profile, fact, getattr(plan, fact))
    profile.folded_name = folded(plan.name)
    profile.sought = sought(plan, *(place.name for place in reversed(places) if place))


def _region(code: str | None, kind: RegionKind, reason: str) -> Region | None:
    if code is None:
        return None
    kinds = (kind, RegionKind.ELSEWHERE) if kind is RegionKind.REGENCY else (kind,)
    region = db.session.scalar(select(Region).where(Region.code == code, Region.kind.in_(kinds)))
    if region is None:
        raise Refused(_("Kode wilayah ini tidak dikenal."), reason=reason)
    return region
