"""Making a person anonymous. Names, contacts and free words go; the registration stays, so that every total holds."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import delete, or_, select, update

from webapp.attendance.certifying.revising import withdraw_of as withdraw_certificates
from webapp.attendance.evaluating.answering import forget_of as forget_feedback
from webapp.attendance.importing.forgetting import forget_person
from webapp.attendance.models import Attendance, Consent, Person, Registration
from webapp.attendance.questions.models import Answer
from webapp.attendance.registering.cancelling import cancel
from webapp.attendance.registering.models import Guardian, PersonMerge
from webapp.attendance.rooms.forgetting import forget_stranger
from webapp.audit import keys
from webapp.config import Settings
from webapp.database import db
from webapp.errors import Refused
from webapp.files.discarding import remove_bytes
from webapp.messages import mail
from webapp.messages.models import Message, MessageState
from webapp.privacy.erasing import traces
from webapp.privacy.erasing.models import Erasure, Wish
from webapp.privacy.mentioning import deciding as mentions
from webapp.privacy.visiting import asking as visits

# What stands on lists in the place of a name. Not translated: it is stored.
ANONYMOUS = "(dihapus)"
# Free words of a registration; what is counted (region, sex, age, work, group) stays.
FREE_WORDS = {"position": "", "needs": "", "represents": "", "form_hash": "", "form_token": None}


def keeps(registration: Registration) -> bool:
    """Whether something stays by law: an attendance that may stand on a signed list."""
    attended = select(Attendance.id).where(
        Attendance.registration_id == registration.id, Attendance.first_at.is_not(None)
    )
    return db.session.scalar(attended.limit(1)) is not None


def withdraw(registration: Registration, *, at: datetime) -> None:
    """Take the consents back: the place goes to the next in line, messages stop, the contact is erased."""
    _leave(registration, at=at)
    mine = (Consent.registration_id == registration.id, Consent.withdrawn_at.is_(None))
    db.session.execute(update(Consent).where(*mine).values(withdrawn_at=at))
    person = _person_of_this_alone(registration)
    person.phone = person.email = ""
    _drop_messages(registration.id)
    db.session.flush()


def erase(registration: Registration, *, wish: Wish, at: datetime) -> Erasure:
    """Forget whose registration this is; done twice it changes nothing. Needs registering.queries.PAGE loaded.

    A place that is held goes to the next in line. Other registrations of the same person keep their name: each
    is erased with its own secret.
    """
    done = db.session.scalar(select(Erasure).where(Erasure.registration_ref == registration.ref))
    if done is not None:
        return done
    written = mentions.search(registration, at=at)
    forget_person(registration, anonymous=ANONYMOUS)  # while name and contact still say whom to look for
    forget_stranger(registration)
    member_ref = traces.wipe(registration, anonymous=ANONYMOUS, at=at)
    withdraw(registration, at=at)
    for person in (registration.person, *_doubles_of(registration.person)):
        person.name, person.folded_name, person.distinguisher = ANONYMOUS, "", ""
        person.phone = person.email = ""
        keys.forget("person", person.id)
    for name, value in FREE_WORDS.items():
        setattr(registration, name, value)
    registration.link_version += 1  # managing and joining links are dead
    registration.status_at = at  # so that desks hear of it at their next contact, and drop the name from their lists
    withdraw_certificates(registration.id, name=ANONYMOUS, at=at)
    forget_feedback(registration.id)
    for table in (Answer, Guardian):
        db.session.execute(delete(table).where(table.registration_id == registration.id))
    erasure = Erasure(registration_ref=registration.ref, member_ref=member_ref or None, wish=wish, erased_at=at)
    db.session.add(erasure)
    db.session.flush()
    mentions.keep(written, erasure)
    return erasure


def discard_files(settings: Settings, erasure: Erasure) -> None:
    """Delete the mails to this person in the outbox folder, and uploads that named them. Call it after the commit."""
    mine = Registration.ref == erasure.registration_ref
    joined = select(Message.id).outerjoin(Registration, Registration.id == Message.registration_id)
    # Links to one's own data name an address, are worth nothing after an hour, and say not whose they are.
    ids = db.session.scalars(joined.where(or_(mine, Message.kind == visits.KIND))).all()
    mail.discard(settings, ids)
    remove_bytes()


def _leave(registration: Registration, *, at: datetime) -> None:
    try:
        cancel(registration, at=at)
    except Refused:  # attended: who was there cannot not have come
        return


def _person_of_this_alone(registration: Registration) -> Person:
    """The person, parted from their other registrations, which stay as they are."""
    others = select(Registration.id).where(
        Registration.person_id == registration.person_id, Registration.id != registration.id
    )
    if db.session.scalar(others.limit(1)) is not None:
        old = registration.person
        copied = {name: getattr(old, name) for name in ("name", "folded_name", "distinguisher", "created_at")}
        registration.person = Person(phone=old.phone, email=old.email, **copied)
        db.session.flush()
    return registration.person


def _doubles_of(person: Person) -> Sequence[Person]:
    """Who was merged into this person and holds no registration any more: the same name, kept to part them again."""
    merged = select(PersonMerge.gone_id).where(PersonMerge.kept_id == person.id, PersonMerge.undone_at.is_(None))
    holds = select(Registration.id).where(Registration.person_id == Person.id)
    return db.session.scalars(select(Person).where(Person.id.in_(merged), ~holds.exists())).all()


def _drop_messages(registration_id: int) -> None:
    unsent: Sequence[MessageState] = (
        MessageState.WAITING, MessageState.HELD, MessageState.BY_HAND, MessageState.IN_DOUBT,
    )  # fmt: skip
    mine = (Message.registration_id == registration_id, Message.state.in_(unsent))
    db.session.execute(update(Message).where(*mine).values(state=MessageState.DROPPED))
