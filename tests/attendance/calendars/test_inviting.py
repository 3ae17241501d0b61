"""Invitations by mail: put in, moved and taken out by the mailbox's own calendar."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from tests.factories import HOUR, START, make_event, make_person, make_registration
from tests.interop.lint import Component, lint, parsed
from tests.interop.rules import INVITATION
from webapp.attendance.models import Registration, RegistrationStatus
from webapp.attendance.registering import queries
from webapp.attendance.registering.cancelling import cancel
from webapp.attendance.registering.switching import switch_mode
from webapp.attendance.telling import mails
from webapp.attendance.telling.kinds import of_standing
from webapp.attendance.telling.news import promise_news
from webapp.config import Settings
from webapp.database import db
from webapp.events import publishing, scheduling
from webapp.events.models import Event, Mode
from webapp.events.plans import PlannedSession, plan_of
from webapp.messages import delivering
from webapp.messages.promising import promise

BEFORE = START - timedelta(days=2)


@pytest.fixture
def settings(context: Flask) -> Settings:
    mails.register(delivering.renderers)
    found: Settings = context.config["SETTINGS"]
    return found


@pytest.fixture
def deliver(settings: Settings) -> Callable[[], list[EmailMessage]]:
    """Deliver what is due and read the mails that were written since, oldest first."""
    seen: set[str] = set()
    ticks = iter(range(1, 1_000))

    def run() -> list[EmailMessage]:
        db.session.commit()
        delivering.deliver_due(settings, clock=lambda: BEFORE + timedelta(minutes=next(ticks)))
        fresh = [path for path in sorted(settings.outbox_dir.glob("*.eml")) if path.name not in seen]
        seen.update(path.name for path in fresh)
        made = [message_from_bytes(path.read_bytes(), policy=policy.default) for path in fresh]
        return [one for one in made if isinstance(one, EmailMessage)]

    return run


Deliver = Callable[[], list[EmailMessage]]


def somebody(event: Event, **values: Any) -> Registration:
    made = make_registration(
        event, person=make_person("Dehen, S.Sos.", email="dehen@contoh.id"), registered_at=BEFORE - HOUR, **values
    )
    promise(made.id, of_standing(made.status), at=BEFORE)
    return made


def invitation(mail: EmailMessage) -> tuple[str, Component]:
    """METHOD as the part and the text inside say it, and the only event in it."""
    (part,) = [one for one in mail.walk() if one.get_content_type() == "text/calendar" and not one.get_filename()]
    assert part.get_content_charset() == "utf-8"
    body = part.get_payload(decode=True)
    assert isinstance(body, bytes)
    assert lint(body, INVITATION) == []
    calendar = parsed(body)
    method = part.get_param("method")
    assert method == calendar.one("METHOD")
    (entry,) = calendar.inside("VEVENT")
    return str(method), entry


def told(mail: EmailMessage) -> tuple[str, str, str]:
    method, entry = invitation(mail)
    return method, entry.one("STATUS"), entry.one("SEQUENCE")


def has_none(mail: EmailMessage) -> bool:
    return not [one for one in mail.walk() if one.get_content_subtype() in {"calendar", "ics"}]


def fetch(registration_id: int) -> Registration:
    ref = db.session.get_one(Registration, registration_id).ref
    return db.session.scalars(queries.by_ref(ref).execution_options(populate_existing=True)).one()


def move(event: Event, *, hours: int) -> None:
    later = tuple(
        PlannedSession(id=one.id, dtstart=one.dtstart + hours * HOUR, dtend=(one.dtend or one.dtstart) + hours * HOUR)
        for one in event.sessions
    )
    scheduling.revise(event, plan=replace(plan_of(event), sessions=later), at=BEFORE)


def test_the_ticket_comes_with_an_invitation_to_this_person_alone(deliver: Deliver) -> None:
    event = make_event()
    make_registration(event, person=make_person("Bawi", email="bawi@contoh.id"))
    somebody(event)

    (mail,) = deliver()
    method, entry = invitation(mail)

    assert (method, entry.one("STATUS"), entry.one("SEQUENCE")) == ("REQUEST", "CONFIRMED", "0")
    assert [line.value for line in entry.all("ATTENDEE")] == ["mailto:dehen@contoh.id"]
    assert entry.all("ATTENDEE")[0].params["CN"] == "Dehen, S.Sos."
    assert entry.one("ORGANIZER").startswith("mailto:")
    assert entry.one("UID") == event.sessions[0].uid
    assert "bawi" not in mail.as_string()
    files = [one.get_filename() for one in mail.walk() if one.get_filename()]
    assert [name for name in files if name and name.endswith(".ics")] == ["undangan.ics"]
    assert mail.get_content_type() == "multipart/mixed"
    assert next(part.get_content_type() for part in mail.iter_parts()) == "multipart/alternative"
    text = mail.get_body(("plain",))
    assert text is not None
    assert "Tidak perlu dibalas." in text.get_content()


def test_moving_and_cancelling_the_event_update_it(deliver: Deliver) -> None:
    event = make_event()
    somebody(event)
    first = told(deliver()[0])

    move(event, hours=1)
    promise_news(at=BEFORE + timedelta(seconds=30))
    second = deliver()[0]
    publishing.cancel(event, reason="Banjir", at=BEFORE + timedelta(minutes=5))
    promise_news(at=BEFORE + timedelta(minutes=6))
    third = deliver()[0]

    assert first == ("REQUEST", "CONFIRMED", "0")
    assert told(second) == ("REQUEST", "CONFIRMED", "1")
    assert invitation(second)[1].one("DTSTART") == "20220310T100000"
    assert told(third) == ("CANCEL", "CANCELLED", "2")
    uids = {invitation(mail)[1].one("UID") for mail in (second, third)}
    assert uids == {event.sessions[0].uid}


def test_postponing_leaves_it_tentative(deliver: Deliver) -> None:
    event = make_event()
    somebody(event)
    deliver()

    publishing.postpone(event, reason="Menunggu aula", at=BEFORE)
    promise_news(at=BEFORE + timedelta(seconds=30))

    assert told(deliver()[0]) == ("REQUEST", "TENTATIVE", "1")


def test_withdrawing_takes_it_out_and_coming_back_puts_it_in_again(deliver: Deliver) -> None:
    event = make_event()
    first = somebody(event)
    deliver()

    cancel(fetch(first.id), at=BEFORE)
    gone = told(deliver()[0])
    again = make_registration(event, person=first.person, registered_at=BEFORE, status_at=BEFORE + HOUR)
    promise(again.id, "confirmed", at=BEFORE)
    back = told(deliver()[0])

    assert gone == ("CANCEL", "CANCELLED", "1")
    assert back == ("REQUEST", "CONFIRMED", "2")  # above the cancellation, or no program would take it


def test_switching_to_online_brings_the_link(deliver: Deliver) -> None:
    registration = somebody(make_event())
    deliver()

    switch_mode(fetch(registration.id), Mode.ONLINE, at=BEFORE)
    _method, entry = invitation(deliver()[0])

    assert (entry.one("SEQUENCE"), entry.one("LOCATION")) == ("1", "Daring")
    assert "/join/" in entry.one("CONFERENCE")


def test_who_waits_is_neither_asked_nor_told_to_take_anything_out(deliver: Deliver) -> None:
    event = make_event()
    registration = somebody(event, status=RegistrationStatus.WAITING, queue_number=1)
    waiting = deliver()[0]

    cancel(fetch(registration.id), at=BEFORE)
    withdrawn = deliver()[0]

    assert has_none(waiting)
    assert has_none(withdrawn)


def test_each_session_has_an_invitation_of_its_own(deliver: Deliver) -> None:
    """One UID and one METHOD each: programs read the first event of a text and leave the rest."""
    event = make_event(sessions=3)
    somebody(event)

    (mail,) = deliver()
    texts = [
        parsed(part.get_payload(decode=True))  # type: ignore[arg-type]
        for part in mail.walk()
        if (part.get_filename() or "").endswith(".ics")
    ]

    assert [text.one("METHOD") for text in texts] == ["REQUEST"] * 3
    assert [text.inside("VEVENT")[0].one("UID") for text in texts] == [one.uid for one in event.sessions]


def test_every_mail_that_is_sent_twice_is_the_same_invitation(deliver: Deliver) -> None:
    registration = somebody(make_event())
    first = deliver()[0]
    promise(registration.id, "link", at=BEFORE)

    assert told(deliver()[0]) == told(first)
    assert db.session.scalars(select(Registration.sequence)).all() == [0]
