"""What the clock brings is told once, in time, and to who it is for."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import joinedload

from tests.attendance.applying import at_once, make_attendance
from tests.factories import HOUR, START, make_event, make_person, make_registration
from webapp.attendance.models import Registration, RegistrationStatus
from webapp.attendance.telling import mails
from webapp.attendance.telling.lapsing import lapse
from webapp.attendance.telling.news import promise_news
from webapp.attendance.telling.scheduling import promise_scheduled
from webapp.database import db
from webapp.events import publishing, scheduling
from webapp.events.models import Event, Mode
from webapp.events.plans import PlannedSession, plan_of
from webapp.messages.models import Message, MessageState

LONG_AGO = START - timedelta(days=9)
# START is 09.00 in Palangka Raya: three o'clock of the day before.
EVE = START - 18 * HOUR


@pytest.fixture
def event(context: Flask) -> Event:
    made = make_event(summary="Sarasehan")
    somebody(made, "Dehen", email="dehen@contoh.id")
    somebody(made, "Lia", mode=Mode.ONLINE, email="lia@contoh.id")
    somebody(made, "Ranto", phone="+6281234567890")
    somebody(made, "Tanpa Kontak")
    db.session.commit()
    return made


def somebody(event: Event, name: str, **values: object) -> Registration:
    contact = {key: values.pop(key) for key in ("email", "phone") if key in values}
    given = {"registered_at": LONG_AGO} | values
    return make_registration(event, person=make_person(name, **contact), **given)  # type: ignore[arg-type]


def told(kind: str) -> list[tuple[str, str]]:
    rows = select(Registration, Message.state).join(Message, Message.registration_id == Registration.id)
    rows = rows.options(joinedload(Registration.person)).execution_options(populate_existing=True)
    found = db.session.execute(rows.where(Message.kind == kind)).all()
    return sorted((one.person.name, state.value) for one, state in found)


def move(event: Event, by: timedelta, *, at: datetime) -> None:
    later = tuple(
        PlannedSession(id=one.id, dtstart=one.dtstart + by, dtend=one.dtend and one.dtend + by)
        for one in event.sessions
    )
    scheduling.revise(event, plan=replace(plan_of(event), sessions=later), at=at)
    db.session.commit()


def taken_up(kind: str, *, at: datetime) -> object:
    message = db.session.scalars(
        select(Message).where(Message.kind == kind, Message.state == MessageState.WAITING).order_by(Message.id)
    ).first()
    assert message is not None
    message.claimed_at = at
    return mails.mail_of(message)


def test_the_day_before_everybody_with_a_contact_is_reminded_once(event: Event) -> None:
    counts = [promise_scheduled(at=EVE + minutes * timedelta(minutes=1)) for minutes in (-1, 0, 1, 60)]

    assert counts == [0, 3, 0, 0]
    assert told("reminder") == [("Dehen", "waiting"), ("Lia", "waiting"), ("Ranto", "by_hand")]


def test_an_hour_before_online_people_get_their_link(event: Event) -> None:
    promise_scheduled(at=START - HOUR)

    assert told("join") == [("Lia", "waiting")]


def test_a_worker_that_slept_past_the_start_reminds_nobody(event: Event) -> None:
    assert promise_scheduled(at=START) == 0


def test_a_reminder_that_could_not_be_sent_in_time_is_dropped(event: Event) -> None:
    promise_scheduled(at=EVE)

    before, after = taken_up("reminder", at=START - HOUR), taken_up("reminder", at=START)

    assert (before is None, after is None) == (False, True)


def test_an_event_that_moved_reminds_for_its_new_day_alone(event: Event) -> None:
    promise_scheduled(at=EVE)
    move(event, timedelta(days=3), at=EVE + HOUR)

    old = taken_up("reminder", at=EVE + 2 * HOUR)
    again = promise_scheduled(at=EVE + timedelta(days=3))

    assert (old, again) == (None, 3)


def test_who_was_just_told_of_a_new_day_needs_no_reminder_of_it(event: Event) -> None:
    move(event, timedelta(days=2), at=LONG_AGO)
    late = START - 2 * HOUR  # after three o'clock of the day before the new day
    move(event, -timedelta(days=2), at=late)
    promise_news(at=late)

    assert promise_scheduled(at=late + timedelta(minutes=1)) == 0


@pytest.mark.parametrize("act", [publishing.cancel, publishing.postpone])
def test_what_was_called_off_reminds_nobody(event: Event, act: object) -> None:
    promise_scheduled(at=EVE)
    act(event, reason="Banjir", at=EVE)  # type: ignore[operator]

    assert promise_scheduled(at=START - HOUR) == 0
    assert taken_up("reminder", at=EVE + HOUR) is None


def test_who_registers_after_the_reminder_has_the_ticket_of_just_now(event: Event) -> None:
    somebody(event, "Kemudian", email="kemudian@contoh.id", registered_at=EVE + HOUR)

    promise_scheduled(at=EVE + 2 * HOUR)

    assert "Kemudian" not in dict(told("reminder"))


def test_three_days_in_a_row_have_one_reminder_and_three_links(context: Flask) -> None:
    event = make_event(sessions=3)
    somebody(event, "Lia", mode=Mode.ONLINE, email="lia@contoh.id")

    for day in range(3):
        for hour in (EVE, START - HOUR):
            promise_scheduled(at=hour + timedelta(days=day))

    assert (len(told("reminder")), len(told("join"))) == (1, 3)


def test_who_waits_or_has_gone_is_not_reminded(event: Event) -> None:
    for status in (RegistrationStatus.WAITING, RegistrationStatus.CANCELLED, RegistrationStatus.PENDING):
        somebody(event, status.value, email=f"{status}@contoh.id", status=status)

    assert promise_scheduled(at=EVE) == 3


def test_thanks_are_for_who_came_also_when_it_was_recorded_late(event: Event) -> None:
    people = {
        one.person.name: one
        for one in db.session.scalars(select(Registration).options(joinedload(Registration.person)))
    }
    session_id = event.sessions[0].id
    make_attendance(people["Dehen"], session_id=session_id)
    first = [promise_scheduled(at=START + hours * HOUR) for hours in (4, 5, 6)]
    make_attendance(people["Lia"], session_id=session_id)
    make_attendance(people["Ranto"], session_id=session_id)

    assert first == [0, 1, 0]
    assert [promise_scheduled(at=START + timedelta(days=days)) for days in (2, 4)] == [1, 0]
    assert [name for name, _state in told("thanks")] == ["Dehen", "Lia"]


def test_what_was_not_passed_on_before_the_start_is_dropped(event: Event) -> None:
    promise_scheduled(at=EVE)

    assert [lapse(at=at) for at in (START - HOUR, START, START + HOUR)] == [0, 1, 0]


def test_two_workers_remind_everybody_once(context: Flask, event: Event) -> None:
    db.session.remove()

    results = at_once(context, [lambda: promise_scheduled(at=EVE)] * 3)

    assert sorted(results) == [0, 0, 3]


def test_the_link_mail_holds_the_link_and_the_hour(event: Event) -> None:
    promise_scheduled(at=START - HOUR)

    mail = taken_up("join", at=START - HOUR)

    assert mail is not None
    for part in (mail.text, mail.html):  # type: ignore[attr-defined]
        assert "/join/" in part
        assert "Kamis, 10 Maret 2022, pukul 09.00" in part
