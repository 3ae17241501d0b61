"""Seats, the calendar's revision, and what is done when capacity changed."""

import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

import pytest
from flask import Flask
from sqlalchemy import select, text

from tests.events.plans import DAY, HOUR, PLANNED_AT, make_plan
from tests.factories import make_event, make_organization, make_registration
from webapp.attendance.models import RegistrationStatus
from webapp.database import db
from webapp.errors import Refused
from webapp.events import changing, publishing
from webapp.events.capacity import CapacityTooLow
from webapp.events.changing import apply_seats, calendar_changed
from webapp.events.models import CalendarState, Event, Mode, Seats
from webapp.events.plans import plan_of
from webapp.events.scheduling import revise, schedule

LATER = PLANNED_AT + DAY


@pytest.fixture
def told() -> Iterator[list[tuple[int, datetime]]]:
    """What a higher package was told about changed capacities; nobody else listens meanwhile."""
    heard: list[tuple[int, datetime]] = []
    before = list(changing.after_capacity_change)
    changing.after_capacity_change[:] = [lambda event, at: heard.append((event.id, at))]
    yield heard
    changing.after_capacity_change[:] = before


def capacities(event: Event) -> dict[Mode, int]:
    rows = db.session.execute(select(Seats.mode, Seats.capacity).where(Seats.event_id == event.id))
    return {row.mode: row.capacity for row in rows}


def test_capacity_below_what_is_taken_is_refused_with_the_number(context: Flask) -> None:
    event = make_event(in_person=3, online=None)
    for name in ("Dehen", "Yuliana"):
        make_registration(event, name=name)

    with pytest.raises(CapacityTooLow, match="2 tempat terisi") as refusal:
        apply_seats(event, {Mode.IN_PERSON: 1}, at=LATER)

    assert (refusal.value.mode, refusal.value.taken) == (Mode.IN_PERSON, 2)


def test_capacity_may_fall_to_what_is_taken(context: Flask) -> None:
    event = make_event(in_person=3, online=None)
    make_registration(event)

    assert apply_seats(event, {Mode.IN_PERSON: 1}, at=LATER)

    assert capacities(event) == {Mode.IN_PERSON: 1}


def test_the_table_refuses_it_too(context: Flask) -> None:
    event = make_event(in_person=3, online=None)
    make_registration(event)

    with pytest.raises(Exception, match="taken_fits"):
        db.session.execute(text("UPDATE seats SET capacity = 0"))


@pytest.mark.parametrize("status", [RegistrationStatus.CONFIRMED, RegistrationStatus.WAITING])
def test_a_mode_in_which_people_stand_cannot_be_dropped(context: Flask, status: RegistrationStatus) -> None:
    event = make_event()
    make_registration(event, mode=Mode.ONLINE, status=status)

    with pytest.raises(Refused, match="tidak dapat dihapus"):
        apply_seats(event, {Mode.IN_PERSON: 60}, at=LATER)


def test_an_empty_mode_can_be_dropped_and_added_again(context: Flask) -> None:
    event = make_event()

    apply_seats(event, {Mode.IN_PERSON: 60}, at=LATER)
    without = capacities(event)
    apply_seats(event, {Mode.IN_PERSON: 60, Mode.ONLINE: 5}, at=LATER)

    assert (without, capacities(event)) == ({Mode.IN_PERSON: 60}, {Mode.IN_PERSON: 60, Mode.ONLINE: 5})


def test_changed_capacity_of_a_published_event_is_told_upward(context: Flask, told: list[object]) -> None:
    event = make_event()

    revise(event, plan=replace(plan_of(event), seats={Mode.IN_PERSON: 70, Mode.ONLINE: 100}), at=LATER)

    assert told == [(event.id, LATER)]


def test_unchanged_capacity_and_drafts_are_not_told(context: Flask, told: list[object]) -> None:
    event = make_event()
    draft = schedule(make_organization(), plan=make_plan(), at=PLANNED_AT)

    revise(event, plan=replace(plan_of(event), summary="Judul Baru"), at=LATER)
    revise(draft, plan=replace(plan_of(draft), seats={Mode.ONLINE: 5}), at=LATER)

    assert told == []


def test_the_calendar_rises_by_one_each_time(context: Flask) -> None:
    db.session.execute(text("DELETE FROM calendar_state"))
    for step in range(3):
        calendar_changed(PLANNED_AT + step * HOUR)

    state = db.session.get_one(CalendarState, 1)

    assert (state.revision, state.changed_at) == (3, PLANNED_AT + 2 * HOUR)


def test_the_calendars_date_never_goes_back(context: Flask) -> None:
    calendar_changed(LATER)
    calendar_changed(PLANNED_AT)

    assert db.session.get_one(CalendarState, 1).changed_at == LATER


def test_no_step_of_the_calendar_is_lost_under_a_race(app: Flask) -> None:
    with app.app_context():
        before = db.session.scalar(select(CalendarState.revision)) or 0
        db.session.rollback()
    barrier = threading.Barrier(8)

    def one() -> None:
        with app.app_context():
            barrier.wait(timeout=20)
            calendar_changed(LATER)
            db.session.commit()

    threads = [threading.Thread(target=one) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)

    with app.app_context():
        assert db.session.scalar(select(CalendarState.revision)) == before + 8


def test_publishing_makes_the_event_visible_once(context: Flask) -> None:
    event = schedule(make_organization(), plan=make_plan(), at=PLANNED_AT)
    publishing.publish(event, at=PLANNED_AT)
    revision = db.session.scalar(select(CalendarState.revision))

    publishing.publish(event, at=LATER)

    assert event.published_at == PLANNED_AT
    assert db.session.scalar(select(CalendarState.revision)) == revision
