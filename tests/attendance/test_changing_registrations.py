"""Cancelling, switching, moving up, approving: every seat that comes free goes to whoever waits longest."""

import pytest
from flask import Flask
from sqlalchemy import select

from tests.attendance.applying import BEFORE, make_attendance, registered
from tests.factories import START, make_event
from webapp.attendance.models import Registration, RegistrationStatus
from webapp.attendance.registering import promoting
from webapp.attendance.registering.approving import approve, decline
from webapp.attendance.registering.cancelling import cancel
from webapp.attendance.registering.promoting import promote_waiting
from webapp.attendance.registering.seating import lock, take_or_outside
from webapp.attendance.registering.switching import switch_mode
from webapp.database import db
from webapp.errors import Refused
from webapp.events import changing
from webapp.events.models import Event, EventStatus, Mode
from webapp.messages.models import Message, MessageState

CONFIRMED, WAITING = RegistrationStatus.CONFIRMED, RegistrationStatus.WAITING
CANCELLED, PENDING = RegistrationStatus.CANCELLED, RegistrationStatus.PENDING


def seats(event: Event, mode: Mode = Mode.IN_PERSON) -> tuple[int, int]:
    found = lock(event.id)[mode]
    return found.taken, found.waiting


def promised(registration: Registration) -> list[tuple[str, int, MessageState]]:
    rows = db.session.scalars(select(Message).where(Message.registration_id == registration.id).order_by(Message.id))
    return [(row.kind, row.version, row.state) for row in rows]


def full_event(**values: object) -> tuple[Event, list[Registration]]:
    """One place in the hall, taken by the first of three."""
    event = make_event(in_person=1, **values)  # type: ignore[arg-type]
    return event, [registered(event, name, email=f"{name}@contoh.id") for name in ("satu", "dua", "tiga")]


def test_cancelling_frees_the_seat(context: Flask) -> None:
    event = make_event()
    made = registered(event)

    cancel(made, at=BEFORE)

    assert (made.status, made.status_at, seats(event)) == (CANCELLED, BEFORE, (0, 0))


def test_the_next_in_line_moves_up_in_the_same_transaction_and_is_told(context: Flask) -> None:
    event, (first, second, third) = full_event()

    cancel(first, at=BEFORE)

    assert [row.status for row in (first, second, third)] == [CANCELLED, CONFIRMED, WAITING]
    assert (seats(event), second.queue_number) == ((1, 1), None)
    assert promised(second) == [("waiting", 1, MessageState.WAITING), ("moved_up", 1, MessageState.WAITING)]


def test_who_moves_up_without_a_mail_address_is_told_by_hand(context: Flask) -> None:
    event = make_event(in_person=1)
    first, second = registered(event, "satu"), registered(event, "dua", phone="+6281234567890")

    cancel(first, at=BEFORE)

    assert promised(second) == [("moved_up", 1, MessageState.BY_HAND)]


def test_cancelling_twice_changes_nothing(context: Flask) -> None:
    event, (first, second, third) = full_event()
    cancel(first, at=BEFORE)

    cancel(first, at=BEFORE)

    assert ([row.status for row in (second, third)], seats(event)) == ([CONFIRMED, WAITING], (1, 1))


def test_who_leaves_the_line_frees_no_seat(context: Flask) -> None:
    event, (_first, second, third) = full_event()

    cancel(second, at=BEFORE)

    assert (seats(event), third.status) == ((1, 1), WAITING)


def test_who_was_there_cannot_cancel(context: Flask) -> None:
    event = make_event()
    made = registered(event)
    make_attendance(made)

    with pytest.raises(Refused) as refusal:
        cancel(made, at=START)

    assert refusal.value.reason == "attended"


def test_nobody_moves_up_in_a_cancelled_event(context: Flask) -> None:
    event, (first, second, _third) = full_event()
    event.status = EventStatus.CANCELLED

    cancel(first, at=BEFORE)

    assert second.status == WAITING


def test_somebody_outside_the_quota_frees_no_seat(context: Flask) -> None:
    event = make_event(in_person=1)
    registered(event, "satu")
    outside = registered(event, "dua", mode=Mode.ONLINE)
    outside.mode, outside.is_outside_quota = Mode.IN_PERSON, True
    db.session.flush()

    cancel(outside, at=BEFORE)

    assert seats(event) == (1, 0)


def test_switching_moves_the_seat(context: Flask) -> None:
    event = make_event()
    made = registered(event)

    switch_mode(made, Mode.ONLINE, at=BEFORE)

    assert (made.mode, seats(event), seats(event, Mode.ONLINE)) == (Mode.ONLINE, (0, 0), (1, 0))


def test_switching_lets_the_next_in_line_move_up(context: Flask) -> None:
    event, (first, second, _third) = full_event()

    switch_mode(first, Mode.ONLINE, at=BEFORE)

    assert (second.status, seats(event)) == (CONFIRMED, (1, 1))


def test_who_waits_for_the_hall_can_take_a_free_place_online(context: Flask) -> None:
    event, (_first, second, third) = full_event()

    switch_mode(second, Mode.ONLINE, at=BEFORE)

    assert (second.status, second.mode, third.status) == (CONFIRMED, Mode.ONLINE, WAITING)
    assert (seats(event), seats(event, Mode.ONLINE)) == ((1, 1), (1, 0))


@pytest.mark.parametrize(
    ("values", "reason"),
    [({"online": 0}, "mode_not_offered"), ({"online": None}, "mode_not_offered")],
)
def test_a_mode_that_is_not_offered_cannot_be_switched_to(
    context: Flask, values: dict[str, int | None], reason: str
) -> None:
    event = make_event(**values)  # type: ignore[arg-type]
    made = registered(event)

    with pytest.raises(Refused) as refusal:
        switch_mode(made, Mode.ONLINE, at=BEFORE)

    assert (refusal.value.reason, made.mode, seats(event)) == (reason, Mode.IN_PERSON, (1, 0))


def test_switching_to_a_full_mode_is_refused_and_nothing_changes(context: Flask) -> None:
    event = make_event(in_person=1, online=1)
    made = registered(event)
    registered(event, "daring", mode=Mode.ONLINE)

    with pytest.raises(Refused) as refusal:
        switch_mode(made, Mode.ONLINE, at=BEFORE)

    assert (refusal.value.reason, made.mode, made.status) == ("full", Mode.IN_PERSON, CONFIRMED)


def test_a_cancelled_registration_cannot_switch(context: Flask) -> None:
    made = registered(make_event())
    cancel(made, at=BEFORE)

    with pytest.raises(Refused):
        switch_mode(made, Mode.ONLINE, at=BEFORE)


def test_after_the_event_nobody_switches(context: Flask) -> None:
    event = make_event()
    made = registered(event)

    with pytest.raises(Refused) as refusal:
        switch_mode(made, Mode.ONLINE, at=event.dtend)  # type: ignore[arg-type]

    assert refusal.value.reason == "too_late"


def test_more_capacity_moves_people_up_in_order(context: Flask) -> None:
    promoting.init_app()
    event, registrations = full_event()

    changing.apply_seats(event, {Mode.IN_PERSON: 2, Mode.ONLINE: 100}, at=BEFORE)

    assert [row.status for row in registrations] == [CONFIRMED, CONFIRMED, WAITING]
    assert seats(event) == (2, 1)


def test_promoting_with_nothing_free_does_nothing(context: Flask) -> None:
    event, _registrations = full_event()

    assert promote_waiting(event, at=BEFORE) == 0


def test_approving_gives_a_seat_or_a_place_in_line(context: Flask) -> None:
    event = make_event(in_person=1, requires_approval=True)
    both = [registered(event, name) for name in ("satu", "dua")]

    for made in both:
        approve(made, at=BEFORE)

    assert ([row.status for row in both], seats(event)) == ([CONFIRMED, WAITING], (1, 1))


def test_declining_takes_no_seat_and_is_told(context: Flask) -> None:
    event = make_event(requires_approval=True)
    made = registered(event)

    decline(made, at=BEFORE)

    assert (made.status, seats(event)) == (RegistrationStatus.DECLINED, (0, 0))
    assert promised(made) == [("declined", 1, MessageState.BY_HAND)]


def test_what_is_decided_is_not_decided_again(context: Flask) -> None:
    made = registered(make_event(requires_approval=True))
    approve(made, at=BEFORE)

    with pytest.raises(Refused) as refusal:
        decline(made, at=BEFORE)

    assert (refusal.value.reason, made.status) == ("not_pending", CONFIRMED)


def test_somebody_at_the_door_takes_a_free_seat_or_stands_outside_the_quota(context: Flask) -> None:
    event = make_event(in_person=1)

    assert [take_or_outside(event.id, Mode.IN_PERSON) for _ in range(2)] == [True, False]
    assert seats(event) == (1, 0)


def test_who_cancels_or_switches_has_it_in_writing(context: Flask) -> None:
    event = make_event()
    made = registered(event, email="dehen@contoh.id")

    switch_mode(made, Mode.ONLINE, at=BEFORE)
    cancel(made, at=BEFORE)

    assert [row[:2] for row in promised(made)] == [("confirmed", 1), ("confirmed", 2), ("withdrawn", 1)]
