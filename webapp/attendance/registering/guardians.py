"""People under eighteen take part with the permission of a parent or guardian (UU 27/2022, Pasal 25)."""

from datetime import datetime

from flask_babel import gettext as _

from webapp.attendance.models import Consent, Registration, RegistrationStatus
from webapp.attendance.registering import consents, placing, promoting, seating
from webapp.attendance.registering.applications import Application
from webapp.attendance.registering.models import Guardian
from webapp.database import db
from webapp.errors import Refused

MINOR = frozenset({"lt16", "16_17"})
PURPOSE = "guardian"


def is_awaited(age_group: str, guardian_name: str) -> bool:
    """Whether somebody of this age still needs the permission before they get a place."""
    return age_group in MINOR and not guardian_name


def note(registration: Registration, application: Application, *, at: datetime) -> None:
    """Keep with a minor's new registration who permitted it, or that the permission is still to come."""
    name, relation = application.guardian_name, application.guardian_relation
    db.session.add(
        Guardian(registration_id=registration.id, name=name, relation=relation, consented_at=at if name else None)
    )
    if name:
        db.session.add(_proof(registration, application.channel, at))


def of(registration: Registration) -> Guardian | None:
    """The guardian of a registration that needs one. One query."""
    return db.session.get(Guardian, registration.id)


def permit(registration: Registration, *, name: str, relation: str, channel: str, at: datetime) -> None:
    """Take the permission; who waited for nothing else gets a place, or a place in the line.

    Given twice it changes nothing. Needs event and person loaded.
    Refused: not_live, guardian_unneeded, guardian_unnamed.
    """
    places = seating.lock(registration.event_id)
    placing.read_again(registration)
    guardian = db.session.get(Guardian, registration.id, populate_existing=True)
    if guardian is None:
        raise Refused(_("Pendaftaran ini tidak memerlukan izin wali."), reason="guardian_unneeded")
    if not registration.is_live:
        raise Refused(_("Pendaftaran ini sudah tidak berlaku."), reason="not_live")
    if not name.strip():
        raise Refused(_("Mohon tulis nama orang tua atau wali."), reason="guardian_unnamed")
    if guardian.consented_at is not None:
        return
    guardian.name, guardian.relation, guardian.consented_at = name, relation, at
    db.session.add(_proof(registration, channel, at))
    if registration.status == RegistrationStatus.PENDING and not registration.event.requires_approval:
        placing.seat(registration, places[registration.mode])
        placing.note_change(registration, at=at)
        db.session.flush()
        promoting.tell(registration, at=at)
    db.session.flush()


def ask_for(registration: Registration) -> None:
    """Somebody who has a place says afterwards that they are a minor: the permission is asked for, the place stays."""
    if registration.age_group in MINOR and db.session.get(Guardian, registration.id) is None:
        db.session.add(Guardian(registration_id=registration.id))


def _proof(registration: Registration, channel: str, at: datetime) -> Consent:
    return Consent(
        registration_id=registration.id,
        purpose=PURPOSE,
        text_version=consents.VERSION,
        locale=registration.locale,
        channel=channel,
        given_at=at,
    )
