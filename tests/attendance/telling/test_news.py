"""Everybody who had registered is told of a change: once, and nobody is left out."""

from dataclasses import replace
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from tests.attendance.applying import at_once
from tests.factories import START, make_event, make_person, make_registration
from webapp.attendance.models import Registration, RegistrationStatus
from webapp.attendance.telling import mails
from webapp.attendance.telling.models import ToldRevision
from webapp.attendance.telling.news import SETTLED, promise_news
from webapp.database import db
from webapp.events import publishing, scheduling
from webapp.events.models import Event
from webapp.events.plans import PlannedSession, plan_of
from webapp.messages.mail import Mail
from webapp.messages.models import Message, MessageState

CHANGED = START - timedelta(days=2)
LOOK = CHANGED + timedelta(seconds=20)


@pytest.fixture
def event(context: Flask) -> Event:
    made = make_event(summary="Sarasehan", venue="Aula Lama")
    for name, email in (("Dehen", "dehen@contoh.id"), ("Lia", "")):
        make_registration(made, person=make_person(name, email=email), registered_at=CHANGED - timedelta(days=1))
    db.session.commit()
    return made


def move(event: Event, *, days: int = 1, **values: object) -> None:
    """Another day and, when it is given, another place."""
    later = tuple(
        PlannedSession(id=one.id, dtstart=one.dtstart + timedelta(days=days), dtend=one.dtend + timedelta(days=days))
        for one in event.sessions
        if one.dtend
    )
    scheduling.revise(event, plan=replace(plan_of(event), sessions=later, **values), at=CHANGED)  # type: ignore[arg-type]


def told() -> list[tuple[str, str]]:
    rows = select(Message.kind, Message.state).order_by(Message.id)
    return [(kind, state.value) for kind, state in db.session.execute(rows)]


def mail_to(email: str) -> Mail | None:
    message = db.session.scalars(select(Message).order_by(Message.id.desc())).all()
    mine = next(one for one in message if one.state is MessageState.WAITING)
    made = mails.mail_of(mine)
    assert made is None or made.to == email
    return made


def test_a_change_is_told_to_everybody_by_mail_or_by_hand(event: Event) -> None:
    move(event)

    assert promise_news(at=LOOK) == 2
    assert sorted(told()) == [("changed", "by_hand"), ("changed", "waiting")]


def test_looking_again_tells_nobody_twice(event: Event) -> None:
    publishing.cancel(event, reason="Aula dipakai", at=CHANGED)

    counts = [promise_news(at=LOOK + timedelta(minutes=minute)) for minute in (0, 1, 10, 20)]

    assert counts == [2, 0, 0, 0]
    assert db.session.scalars(select(ToldRevision.revision_id)).all() != []


def test_time_and_place_changed_at_once_are_one_message(event: Event) -> None:
    move(event, venue="Aula Baru")

    promise_news(at=LOOK)

    assert [kind for kind, _state in told()] == ["changed", "changed"]


def test_who_was_registering_in_the_very_instant_is_found_by_a_later_look(event: Event) -> None:
    move(event)
    promise_news(at=LOOK)
    make_registration(event, name="Sesaat", registered_at=CHANGED - timedelta(milliseconds=5))

    assert promise_news(at=CHANGED + SETTLED) == 1


def test_who_registers_afterwards_saw_the_new_time(event: Event) -> None:
    move(event)
    make_registration(event, name="Kemudian", registered_at=CHANGED + timedelta(seconds=1))

    assert promise_news(at=LOOK) == 2


def test_who_has_cancelled_is_left_alone(event: Event) -> None:
    for one in db.session.scalars(select(Registration)):
        one.status = RegistrationStatus.CANCELLED
    move(event)

    assert promise_news(at=LOOK) == 0


def test_a_date_found_while_postponed_is_told_on_opening_again(event: Event) -> None:
    publishing.postpone(event, reason="Banjir", at=CHANGED)
    move(event)
    promise_news(at=LOOK)
    publishing.reopen(event, at=CHANGED + timedelta(hours=1))

    promise_news(at=CHANGED + timedelta(hours=1, minutes=1))

    assert [kind for kind, _state in told()] == ["postponed", "postponed", "reopened", "reopened"]


def test_a_change_of_what_is_over_is_no_news(event: Event) -> None:
    move(event)

    assert promise_news(at=START + timedelta(days=3)) == 0


def test_the_mail_says_what_was_and_what_is_now(event: Event) -> None:
    move(event, venue="Aula Baru")
    promise_news(at=LOOK)

    mail = mail_to("dehen@contoh.id")

    assert mail is not None
    for part in (mail.text, mail.html):
        assert "Semula: Kamis, 10 Maret 2022, pukul 09.00–12.00\N{NO-BREAK SPACE}WIB." in part
        assert "Tempat semula: Aula Lama." in part
        assert "Jumat, 11 Maret 2022" in part
        assert "Aula Baru" in part
    assert len(mail.attachments) == 1


def test_news_that_comes_before_the_last_one_left_is_told_with_it(event: Event) -> None:
    move(event)
    promise_news(at=LOOK)
    move(event, venue="Aula Baru")
    promise_news(at=LOOK + timedelta(minutes=1))
    first, last = db.session.scalars(
        select(Message).where(Message.state == MessageState.WAITING).order_by(Message.id)
    ).all()

    dropped, mail = mails.mail_of(first), mails.mail_of(last)

    assert dropped is None
    assert mail is not None
    assert "Semula: Kamis, 10 Maret 2022" in mail.text


def test_a_cancellation_gives_its_reason_and_no_ticket(event: Event) -> None:
    publishing.cancel(event, reason="Aula dipakai untuk keperluan lain.", at=CHANGED)
    promise_news(at=LOOK)

    mail = mail_to("dehen@contoh.id")

    assert mail is not None
    assert (mail.subject, mail.attachments) == ("Kegiatan dibatalkan: Sarasehan", ())
    assert "Aula dipakai untuk keperluan lain." in mail.text
    assert "Kode tiket" not in mail.text


def test_two_workers_at_one_instant_tell_everybody_once(context: Flask, event: Event) -> None:
    move(event)
    db.session.commit()
    db.session.remove()

    results = at_once(context, [lambda: promise_news(at=LOOK)] * 3)

    assert sorted(results) == [0, 0, 2]
