"""What an organization says of itself: its name, its letterhead, who signs and whom to ask."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from flask_babel import gettext as _

from webapp.database import db
from webapp.directory.models import Organization, OrganizationKind, Signatory
from webapp.directory.regions import ELSEWHERE
from webapp.errors import Refused

# Who must know when the name that stands on public pages and calendars changed, in the same
# transaction: a higher package adds its verb here when it is imported.
after_renaming: list[Callable[[Organization, datetime], None]] = []


@dataclass(frozen=True, kw_only=True)
class PlannedSignatory:
    """The block at the foot of a paper; `id` is that of a standing one."""

    title_line: str
    name: str
    rank: str = ""
    nip: str = ""
    id: int | None = None


@dataclass(frozen=True, kw_only=True)
class Profile:
    """Everything an organization's page of settings decides. The telephone is E.164, the letterhead one line a line."""

    name: str
    region_code: str | None
    tzid: str
    letterhead: str
    place: str
    contact_name: str
    contact_phone: str
    data_contact: str
    signatories: tuple[PlannedSignatory, ...]


FACTS = (
    "name", "region_code", "tzid", "letterhead", "place", "contact_name", "contact_phone", "data_contact",
)  # fmt: skip


def revise(organization: Organization, *, profile: Profile, may_widen: bool, at: datetime) -> None:
    """Make an organization what `profile` says; signatories that are left out go. Needs signatories loaded.

    Refused (region_code) for an office that gives itself more than its region, unless `may_widen`: its people look
    after every KIM there.
    """
    if not may_widen and organization.kind is OrganizationKind.OFFICE and _is_wider(organization, profile.region_code):
        raise Refused(
            _("Wilayah kantor menentukan KIM yang dibinanya. Hanya pengelola sistem yang dapat memperluasnya."),
            reason="region_code",
        )
    is_renamed = organization.name != profile.name
    for fact in FACTS:
        setattr(organization, fact, getattr(profile, fact))
    known = {signatory.id: signatory for signatory in organization.signatories}
    organization.signatories = [
        _fitted(known.get(planned.id or 0), planned, position) for position, planned in enumerate(profile.signatories)
    ]
    db.session.flush()
    if is_renamed:
        for tell in after_renaming:
            tell(organization, at)


def _is_wider(organization: Organization, code: str | None) -> bool:
    standing = organization.region_code
    if standing is None or code in (standing, ELSEWHERE):
        return False
    return standing == ELSEWHERE or code is None or not code.startswith(f"{standing}.")


def public_facts(organization: Organization) -> dict[str, object]:
    """What the audit log may say of an organization in the clear: nothing that names or reaches a person."""
    return {fact: getattr(organization, fact) for fact in FACTS if not fact.startswith(("contact_", "data_"))}


def _fitted(standing: Signatory | None, planned: PlannedSignatory, position: int) -> Signatory:
    signatory = standing or Signatory()
    signatory.position = position
    signatory.title_line, signatory.name = planned.title_line, planned.name
    signatory.rank, signatory.nip = planned.rank, planned.nip
    return signatory
