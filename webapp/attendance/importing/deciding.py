"""What people decide about one row of a report: who it is, that it is nobody, or that they are registered now."""

from dataclasses import dataclass
from datetime import datetime

from flask_babel import gettext as _

from webapp.attendance.importing.counting import rebuild
from webapp.attendance.importing.models import AttendanceImport, How, ImportedParticipant
from webapp.attendance.models import Registration, RegistrationStatus
from webapp.attendance.registering import consents, people, seating
from webapp.attendance.ticketing.issuing import issue_ticket
from webapp.database import db
from webapp.errors import Refused
from webapp.events.models import Event, Mode
from webapp.web.tokens import new_ref

CHANNEL = "committee"  # the consent reached the committee, not our form


@dataclass(frozen=True, kw_only=True)
class Newcomer:
    """Who is registered for a row: judged contacts, "" where there are none."""

    name: str
    phone: str = ""
    email: str = ""
    affiliation: str = ""
    locale: str = "id"


def assign(
    participant: ImportedParticipant,
    registration: Registration | None,
    *,
    event: Event,
    by: int,
    at: datetime,
) -> None:
    """Let a row be this registration, or nobody. Refused for another event's, and for one that is cancelled."""
    seating.lock(event.id)
    if registration is not None and (registration.event_id != event.id or not registration.is_live):
        raise Refused(_("Pendaftaran ini tidak berlaku pada kegiatan ini."), reason="registration")
    _decide(participant, registration.id if registration else None, by=by)
    participant.how = How.HAND if registration else How.NOBODY
    _count(participant, event, at=at)


def register(
    participant: ImportedParticipant, newcomer: Newcomer, *, event: Event, by: int, at: datetime
) -> Registration:
    """Register somebody who was in the meeting without having registered; the same row makes one registration.

    A free online seat is taken, without one they are outside the quota: they were there. Refused (known) when this
    name and contact are registered already, or (matched) when the row is somebody; a guess may still be another.
    """
    seating.lock(event.id)
    db.session.refresh(participant, ["registration_id", "is_guess"])
    if participant.registration_id is not None and not participant.is_guess:
        raise Refused(_("Baris ini sudah dicocokkan dengan seorang peserta."), reason="matched")
    who = {"name": newcomer.name, "phone": newcomer.phone, "email": newcomer.email}
    person, standing = people.find(event.id, **who)
    if standing is not None:
        raise Refused(_("Nama dan kontak ini sudah terdaftar. Cari lalu pilih namanya."), reason="known")
    registration = Registration(
        ref=new_ref(),
        event=event,
        event_id=event.id,
        person=person or people.make_person(at=at, **who),
        mode=Mode.ONLINE,
        status=RegistrationStatus.CONFIRMED,
        is_walk_in=True,
        is_outside_quota=not seating.take_or_outside(event.id, Mode.ONLINE),
        affiliation=newcomer.affiliation,
        locale=newcomer.locale,
        form_token=f"import:{participant.id}",
        registered_at=at,
        status_at=at,
        consents=[consents.given(CHANNEL, newcomer.locale, at)],
    )
    db.session.add(registration)
    issue_ticket(registration, at=at)
    db.session.flush()
    _decide(participant, registration.id, by=by)
    participant.how = How.REGISTERED
    _count(participant, event, at=at)
    return registration


def _decide(participant: ImportedParticipant, registration_id: int | None, *, by: int) -> None:
    participant.registration_id, participant.decided_by_id = registration_id, by
    participant.is_guess = False


def _count(participant: ImportedParticipant, event: Event, *, at: datetime) -> None:
    db.session.flush()
    if db.session.get_one(AttendanceImport, participant.import_id).counts:
        rebuild(event, at=at)
