"""Many people at one instant: no seat twice, nobody lost, one registration a person. Each with a negative control."""

from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from tests.attendance.applying import BEFORE, an_application, at_once, register_by_id, unlocked, waiting_numbers
from tests.factories import make_event, make_registration
from webapp.attendance.models import LIVE, Registration, RegistrationStatus
from webapp.attendance.registering import queries, seating
from webapp.attendance.registering.applications import AlreadyRegistered
from webapp.attendance.registering.cancelling import cancel
from webapp.attendance.registering.switching import switch_mode
from webapp.database import db
from webapp.errors import Refused
from webapp.events.models import Mode, Seats

Stored = Callable[[Callable[[], Any]], Any]
PHONE = "+6281234567890"
# Without the lock it goes wrong nearly each time; a control looks again before it says that nothing does.
ROUNDS = 6


@pytest.fixture
def without_the_lock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(seating, "lock", unlocked)


def an_event(stored: Stored, **values: Any) -> int:
    return int(stored(lambda: make_event(**values)).id)


def rush(app: Flask, event_id: int, *, people: int, **how: bool) -> list[Any]:
    acts = [register_by_id(event_id, an_application(f"Peserta {n}")) for n in range(people)]
    return at_once(app, acts, **how)


def rows_of(app: Flask, event_id: int) -> list[Registration]:
    with app.app_context():
        return list(db.session.scalars(select(Registration).where(Registration.event_id == event_id)))


def seats_of(app: Flask, event_id: int) -> dict[Mode, tuple[int, int]]:
    with app.app_context():
        found = db.session.scalars(select(Seats).where(Seats.event_id == event_id))
        return {seats.mode: (seats.taken, seats.waiting) for seats in found}


def statuses(rows: list[Registration]) -> Counter[RegistrationStatus]:
    return Counter(row.status for row in rows)


def fifty_for_five(app: Flask, stored: Stored, **how: bool) -> bool:
    """Whether 50 people for 5 seats came out as they must."""
    event_id = an_event(stored, in_person=5)
    results = rush(app, event_id, people=50, **how)
    rows = rows_of(app, event_id)
    return (
        all(isinstance(result, Registration) for result in results)
        and statuses(rows) == {RegistrationStatus.CONFIRMED: 5, RegistrationStatus.WAITING: 45}
        and waiting_numbers(rows) == list(range(1, 46))
        and seats_of(app, event_id)[Mode.IN_PERSON] == (5, 45)
    )


def test_fifty_people_for_five_seats_are_five_and_a_dense_line(app: Flask, stored: Stored) -> None:
    assert fifty_for_five(app, stored)


def test_without_the_lock_the_rush_goes_wrong(app: Flask, stored: Stored, without_the_lock: None) -> None:
    # On SQLite BEGIN IMMEDIATE is the second half of the lock, so both are taken away.
    assert not fifty_for_five(app, stored, as_writers=False)


def ten_clicks(app: Flask, stored: Stored, **how: bool) -> bool:
    """Whether ten simultaneous clicks on one form made one registration, shown to all ten."""
    event_id = an_event(stored)
    clicks = [register_by_id(event_id, an_application(form_token="form:a", phone=PHONE))] * 10
    results = at_once(app, clicks, **how)
    ids = {result.id for result in results if isinstance(result, Registration)}
    return len(ids) == 1 and len(rows_of(app, event_id)) == 1 and all(hasattr(result, "id") for result in results)


def test_ten_simultaneous_clicks_make_one_registration(app: Flask, stored: Stored) -> None:
    assert ten_clicks(app, stored)


def test_without_the_lock_ten_clicks_go_wrong(app: Flask, stored: Stored, without_the_lock: None) -> None:
    assert not all(ten_clicks(app, stored, as_writers=False) for _round in range(ROUNDS))


def one_person_in_two_modes(app: Flask, stored: Stored, **how: bool) -> bool:
    """Whether one new person in ten tabs, half of them for each mode, has one live registration."""
    event_id = an_event(stored)
    tabs = [register_by_id(event_id, an_application(phone=PHONE, mode=list(Mode)[n % 2])) for n in range(10)]
    results = at_once(app, tabs, **how)
    told = Counter(type(result) for result in results)
    return told == {Registration: 1, AlreadyRegistered: 9} and len(rows_of(app, event_id)) == 1


def test_a_person_in_two_tabs_with_two_modes_has_one_registration(app: Flask, stored: Stored) -> None:
    assert one_person_in_two_modes(app, stored)


def test_without_the_lock_two_tabs_go_wrong(app: Flask, stored: Stored, without_the_lock: None) -> None:
    assert not all(one_person_in_two_modes(app, stored, as_writers=False) for _round in range(ROUNDS))


def test_the_last_seat_has_one_winner_every_time(app: Flask, stored: Stored) -> None:
    winners = []
    for _ in range(5):
        event_id = an_event(stored, in_person=1)
        rush(app, event_id, people=8)
        winners.append(statuses(rows_of(app, event_id))[RegistrationStatus.CONFIRMED])

    assert winners == [1] * 5


def test_a_cancelled_seat_is_never_left_free_beside_a_waiting_person(app: Flask, stored: Stored) -> None:
    event_id = an_event(stored, in_person=5)
    held = rush(app, event_id, people=5)

    def give_up(ref: str) -> Callable[[], None]:
        return lambda: cancel(db.session.scalars(queries.by_ref(ref)).one(), at=BEFORE)

    arriving = [register_by_id(event_id, an_application(f"Baru {n}")) for n in range(10)]
    results = at_once(app, [*(give_up(row.ref) for row in held), *arriving])

    rows = rows_of(app, event_id)
    assert [result for result in results if isinstance(result, Exception)] == []
    assert statuses(rows) == {
        RegistrationStatus.CONFIRMED: 5,
        RegistrationStatus.CANCELLED: 5,
        RegistrationStatus.WAITING: 5,
    }
    assert seats_of(app, event_id)[Mode.IN_PERSON] == (5, 5)


def test_switches_in_both_directions_meet_without_deadlock_or_overbooking(app: Flask, stored: Stored) -> None:
    def prepared() -> tuple[int, list[str]]:
        event = make_event(in_person=6, online=6)
        made = [make_registration(event, name=f"{mode} {n}", mode=mode) for mode in Mode for n in range(5)]
        return event.id, [row.ref for row in made]

    event_id, refs = stored(prepared)

    def change(ref: str) -> Callable[[], None]:
        def act() -> None:
            registration = db.session.scalars(queries.by_ref(ref)).one()
            other = Mode.ONLINE if registration.mode is Mode.IN_PERSON else Mode.IN_PERSON
            switch_mode(registration, other, at=BEFORE)

        return act

    results = at_once(app, [change(ref) for ref in refs])

    assert {type(result) for result in results} <= {type(None), Refused}
    rows = rows_of(app, event_id)
    by_mode = Counter(row.mode for row in rows if row.status in LIVE)
    assert {mode: taken for mode, (taken, _) in seats_of(app, event_id).items()} == by_mode
    assert max(by_mode.values()) <= 6


def test_cancelling_twice_at_once_frees_one_seat(app: Flask, stored: Stored) -> None:
    def prepared() -> tuple[int, str]:
        event = make_event(in_person=2)
        first = make_registration(event, name="Satu")
        make_registration(event, name="Dua")
        return event.id, first.ref

    event_id, ref = stored(prepared)
    acts = [lambda: cancel(db.session.scalars(queries.by_ref(ref)).one(), at=BEFORE)] * 6

    results = at_once(app, acts)

    assert results == [None] * 6
    assert seats_of(app, event_id)[Mode.IN_PERSON] == (1, 0)
