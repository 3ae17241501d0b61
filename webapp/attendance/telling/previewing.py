"""A message as its reader would see it: the event's real data, and the name of whoever looks."""

from collections.abc import MutableMapping

from flask import current_app
from flask_babel import force_locale

from webapp import clock
from webapp.accounts.models import User
from webapp.attendance.models import Person, Registration, RegistrationStatus, Ticket
from webapp.attendance.telling import mails
from webapp.attendance.telling.kind import Kind
from webapp.attendance.telling.kinds import KINDS, TRUE_OF
from webapp.attendance.telling.mails import Written
from webapp.attendance.telling.more import FEEDBACK
from webapp.attendance.telling.text_forms import MEANINGS
from webapp.attendance.telling.texts import Text, text_of
from webapp.database import db
from webapp.events import queries as events
from webapp.events.models import Event, Mode, Visibility
from webapp.messages.delivering import Renderer
from webapp.messages.mail import Mail
from webapp.messages.models import Message
from webapp.web.formatting import date_range, time_range
from webapp.web.pages import public_url
from webapp.web.tokens import REF_LENGTH

TEST = "text_test"
CODE = "KT-7F3K"  # nobody's: zero registrations have it here, and the page behind the buttons is the event's


def register(renderers: MutableMapping[str, Renderer]) -> None:
    renderers[TEST] = mail_of


def reference(event: Event, kind: Kind, locale: str, user: User) -> str:
    """Names what a test mail shows and who gets it."""
    return f"text:{event.id}:{kind.code}:{locale}:{user.id}"


def mail_of(message: Message) -> Mail | None:
    """The test mail in the words that hold now; None when the event or the account is gone."""
    _prefix, event_id, code, locale, user_id = message.reference.split(":")
    user = db.session.get(User, int(user_id))
    event = db.session.scalar(events.whole().where(Event.id == int(event_id)))
    if user is None or not user.email or user.disabled_at is not None or event is None or code not in KINDS:
        return None
    kind = KINDS[code]
    with current_app.test_request_context(), force_locale(locale):
        written = example(event, kind, text_of(kind, event, locale), name=user.name)
        return mails.dressed(written, addresses=_links(event), to=(user.email, user.name))


def meanings(kind: Kind) -> dict[str, str]:
    """What may stand in the words of this kind, and what it stands for."""
    return {name: str(MEANINGS[name]) for name in kind.placeholders}


def example(event: Event, kind: Kind, text: Text, *, name: str) -> Written:
    """`text` filled in for somebody called `name`, in the language of the moment; nothing is stored."""
    registration = _somebody(event, kind, name)
    return mails.composed(registration, kind, text, {**_more(event, kind), **_links(event)})


def _somebody(event: Event, kind: Kind, name: str) -> Registration:
    """Never added to the session: a registration that only looks like one."""
    modes = [seats.mode for seats in event.seats] or [Mode.IN_PERSON]
    made = Registration(
        ref="a" * REF_LENGTH,
        link_version=1,
        locale="id",
        mode=Mode.ONLINE if kind.code == "join" or Mode.IN_PERSON not in modes else Mode.IN_PERSON,
        status=_status(kind),
        queue_number=1,
        registered_at=clock.now(),
    )
    made.person, made.event = Person(name=name, phone="", email=""), event
    made.tickets = [Ticket(code="A" * 26, short_code=CODE)]
    return made


def _status(kind: Kind) -> RegistrationStatus:
    return next((status for status, codes in TRUE_OF.items() if kind.code in codes), RegistrationStatus.CONFIRMED)


def _more(event: Event, kind: Kind) -> dict[str, str]:
    """Something to see where only a true occasion would say what."""
    days = date_range(event.dtstart, event.dtend, event.tzid)
    hours = time_range(event.sessions[0].dtstart, event.sessions[0].dtend, event.tzid)
    if kind.code == "thanks" and event.visibility is not Visibility.CONFIDENTIAL:
        return {FEEDBACK: public_url("events.show", slug=event.slug)}
    samples = {"urutan": "4", "semula": f"({days}, {hours})", "alasan": event.status_reason or "…"}
    return {name: value for name, value in samples.items() if name in kind.placeholders}


def _links(event: Event) -> dict[str, str]:
    """Every link of an example leads to the event's page: there is no ticket behind it."""
    address = public_url("events.show", slug=event.slug)
    return {"tautan_tiket": address, "tautan_atur": address, "tautan_gabung": address}
