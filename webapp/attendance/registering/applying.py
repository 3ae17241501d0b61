"""Registering: one application becomes one registration, once, in the transaction that took its seat."""

from datetime import datetime

from flask_babel import gettext as _

from webapp.attendance.models import Person, Registration
from webapp.attendance.questions import answering
from webapp.attendance.questions.asking import NOTHING, Asked
from webapp.attendance.registering import (
    consents,
    guardians,
    linking,
    opening,
    people,
    placing,
    promoting,
    queries,
    seating,
    statements,
    writing,
)
from webapp.attendance.registering.applications import AlreadyRegistered, Application
from webapp.attendance.ticketing.issuing import write_ticket
from webapp.database import db
from webapp.directory.groups.finding import id_of_named
from webapp.directory.regions import ELSEWHERE, home_regencies
from webapp.errors import Refused
from webapp.events.models import Event, Seats
from webapp.web.tokens import new_ref


def register(
    event: Event, application: Application, *, at: datetime, asked: Asked = NOTHING
) -> Registration | AlreadyRegistered:
    """Give one person a place, or a place in the line.

    The seats are held first, so everything below is decided for one person at a time. The same form token
    and body return the first registration. Raises Refused: key_reused (same token, other body), a reason
    of opening.refuse_unless_open, mode_not_offered, region_unknown, answer_missing. `asked` is what this
    person had to answer; who is registered by somebody else answers later, on the ticket.
    """
    places = seating.lock(event.id)
    if application.form_token and (same := _sent_before(event.id, application.form_token)):
        return _repeated(same, application)
    opening.refuse_unless_open(event, at=at)
    seats = _offered(places.get(application.mode))
    refuse_unknown_region(application.region_code)
    if asked:
        answering.refuse_unless_answered(asked, application)
    person, standing = people.find(event.id, **_who(application))
    if standing is not None:
        linking.promise_link(standing, at=at)
        return AlreadyRegistered(standing)
    registration = _placed(event, application, seats, person or _new_person(application, at=at), at=at)
    if application.age_group in guardians.MINOR:
        guardians.note(registration, application, at=at)
    if application.answers:
        answering.keep(registration.id, application.answers)
    promoting.confirm_by_mail(registration, at=at)
    return registration


def _placed(event: Event, application: Application, seats: Seats, person: Person, *, at: datetime) -> Registration:
    registration = _registration(event, application, at=at)
    registration.person_id = person.id
    is_held_back = event.requires_approval or guardians.is_awaited(application.age_group, application.guardian_name)
    placing.seat(registration, seats, needs_approval=is_held_back)
    writing.store(registration, event=event, person=person)
    writing.store_consent(consents.given(application.channel, application.locale, at), registration.id)
    write_ticket(registration, at=at)
    return registration


def _new_person(application: Application, *, at: datetime) -> Person:
    person = people.make_person(at=at, **_who(application))
    writing.store(person)
    return person


def _sent_before(event_id: int, form_token: str) -> Registration | None:
    sent = {"event_id": event_id, "form_token": form_token}
    if statements.ID_BY_FORM_TOKEN.first(db.session.connection(), **sent) is None:
        return None
    return db.session.scalar(queries.BY_FORM_TOKEN, sent)


def _repeated(same: Registration, application: Application) -> Registration:
    if same.form_hash != application.fingerprint():
        raise Refused(
            _("Formulir ini sudah terkirim dengan isian lain. Untuk orang lain, mohon buka formulir baru."),
            reason="key_reused",
        )
    return same


def _offered(seats: Seats | None) -> Seats:
    if seats is None or not seating.is_offered(seats):
        raise Refused(_("Kegiatan ini tidak dapat diikuti dengan cara itu."), reason="mode_not_offered")
    return seats


def refuse_unknown_region(code: str | None) -> None:
    """Raises Refused (region_unknown) unless it is a kabupaten/kota of the home province, elsewhere, or not stated."""
    if code is not None and code != ELSEWHERE and code not in dict(home_regencies()):
        raise Refused(_("Kabupaten/kota ini tidak dikenal."), reason="region_unknown")


def _who(application: Application) -> dict[str, str]:
    return {name: getattr(application, name) for name in ("name", "phone", "email", "distinguisher")}


def _registration(event: Event, application: Application, *, at: datetime) -> Registration:
    return Registration(
        ref=new_ref(),
        event_id=event.id,
        mode=application.mode,
        affiliation=application.affiliation,
        kim_id=id_of_named(application.affiliation),
        region_code=application.region_code,
        position=application.position,
        gender=application.gender,
        age_group=application.age_group,
        occupation=application.occupation,
        needs=application.needs,
        locale=application.locale,
        form_token=application.form_token,
        form_hash=application.fingerprint(),
        registered_at=at,
        status_at=at,
    )
