"""What was written wrongly is put right; somebody else may come instead, and both names are kept."""

from dataclasses import dataclass
from datetime import datetime

from flask_babel import gettext as _
from sqlalchemy import func, select

from webapp.attendance.certifying.queries import of_registration
from webapp.attendance.models import Person, Registration
from webapp.attendance.registering import people, placing, seating
from webapp.attendance.registering.applying import refuse_unknown_region
from webapp.database import db
from webapp.directory.groups.finding import id_of_named
from webapp.errors import Refused


@dataclass(frozen=True, kw_only=True)
class Details:
    """Name, contact and origin as they should be; `phone` is E.164, `email` folded."""

    name: str
    phone: str = ""
    email: str = ""
    affiliation: str = ""
    region_code: str | None = None


def correct(registration: Registration, details: Details, *, at: datetime) -> None:
    """Put right who it is and where from. Needs person loaded. Refused: not_live, region_unknown, known.

    A person who is registered elsewhere too stays there as written: only who holds this registration's link
    speaks here, so this registration gets a person of its own.
    """
    seating.lock(registration.event_id)
    placing.read_again(registration)
    if not registration.is_live:
        raise Refused(_("Pendaftaran ini sudah tidak berlaku."), reason="not_live")
    refuse_unknown_region(details.region_code)
    if _is_other(registration.person, details):
        _rename(registration, details, at=at)
    registration.affiliation, registration.region_code = details.affiliation, details.region_code
    registration.kim_id = id_of_named(details.affiliation)
    db.session.flush()


def correct_own(registration: Registration, details: Details, *, at: datetime) -> None:
    """What somebody puts right themselves: like `correct`, but a certified name stays. Refused: certified too."""
    _refuse_certified(registration, name=details.name)
    correct(registration, details, at=at)


def substitute_own(registration: Registration, *, name: str, phone: str = "", at: datetime) -> None:
    """Like `substitute`, for as long as no certificate stands (certified)."""
    _refuse_certified(registration, name=name)
    substitute(registration, name=name, phone=phone, at=at)


def substitute(registration: Registration, *, name: str, phone: str = "", at: datetime) -> None:
    """Let somebody else come instead ("hadir mewakili"): the place, the ticket and the links stay, both names are kept.

    Needs person loaded. Refused: not_live, known.
    """
    seating.lock(registration.event_id)
    placing.read_again(registration)
    if not registration.is_live:
        raise Refused(_("Pendaftaran ini sudah tidak berlaku."), reason="not_live")
    _refuse_known(registration, name=name, phone=phone, email="")
    invited = registration.represents or registration.person.name
    registration.person = people.make_person(name, at=at, phone=phone)
    registration.represents = invited
    db.session.flush()


def _refuse_certified(registration: Registration, *, name: str) -> None:
    standing = db.session.scalar(of_registration(registration.id))
    if standing is not None and name != registration.person.name:
        raise Refused(
            _("Sertifikat sudah terbit atas nama %(name)s. Mohon hubungi panitia agar diterbitkan ulang.",
              name=standing.name),
            reason="certified",
        )  # fmt: skip


def _rename(registration: Registration, details: Details, *, at: datetime) -> None:
    _refuse_known(registration, name=details.name, phone=details.phone, email=details.email)
    person = registration.person
    elsewhere = select(func.count()).where(Registration.person_id == person.id, Registration.id != registration.id)
    if db.session.scalar(elsewhere):
        registration.person = people.make_person(
            details.name, at=at, phone=details.phone, email=details.email, distinguisher=person.distinguisher
        )
        return
    person.name, person.folded_name = details.name, people.folded(details.name)
    person.phone, person.email = details.phone, details.email


def _is_other(person: Person, details: Details) -> bool:
    return (person.name, person.phone, person.email) != (details.name, details.phone, details.email)


def _refuse_known(registration: Registration, *, name: str, phone: str, email: str) -> None:
    mark = registration.person.distinguisher
    _same, standing = people.find(registration.event_id, name=name, phone=phone, email=email, distinguisher=mark)
    if standing not in (None, registration.id):
        raise Refused(_("Nama dan kontak ini sudah terdaftar pada kegiatan ini."), reason="known")
