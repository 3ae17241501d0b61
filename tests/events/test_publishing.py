"""Postponed, cancelled, opened again."""

import pytest
from flask import Flask
from sqlalchemy import select

from tests.events.plans import DAY, HOUR, PLANNED_AT, START
from tests.factories import make_event
from webapp.database import db
from webapp.errors import Refused
from webapp.events import publishing
from webapp.events.models import CalendarState, Event, EventRevision, EventStatus

LATER = PLANNED_AT + DAY
AFTER = START + DAY


def traces(event: Event) -> list[tuple[str, str, str, str]]:
    rows = db.session.scalars(
        select(EventRevision).where(EventRevision.event_id == event.id).order_by(EventRevision.id)
    )
    return [(row.kind, row.before["status"], row.after["status"], row.reason) for row in rows]


def test_postponing_keeps_the_reason_and_raises_every_sequence(context: Flask) -> None:
    event = make_event(sessions=2)
    revision = db.session.scalar(select(CalendarState.revision)) or 0

    publishing.postpone(event, reason=" Narasumber berhalangan ", at=LATER)

    assert (event.status, event.status_reason) == (EventStatus.POSTPONED, "Narasumber berhalangan")
    assert [(session.sequence, session.revised_at) for session in event.sessions] == [(1, LATER), (1, LATER)]
    assert traces(event) == [("postponed", "published", "postponed", "Narasumber berhalangan")]
    assert db.session.scalar(select(CalendarState.revision)) == revision + 1


def test_a_cancelled_event_stays_with_its_reason(context: Flask) -> None:
    event = make_event()

    publishing.cancel(event, reason="Banjir", at=LATER)

    assert (event.status, event.status_reason) == (EventStatus.CANCELLED, "Banjir")
    assert traces(event) == [("cancelled", "published", "cancelled", "Banjir")]


def test_a_postponed_event_can_be_cancelled_and_opened_again(context: Flask) -> None:
    event = make_event()

    publishing.postpone(event, reason="Hujan", at=LATER)
    publishing.cancel(event, reason="Banjir", at=LATER + HOUR)
    publishing.reopen(event, at=LATER + 2 * HOUR)

    assert (event.status, event.status_reason) == (EventStatus.PUBLISHED, "")
    assert [trace[0] for trace in traces(event)] == ["postponed", "cancelled", "reopened"]
    assert event.sessions[0].sequence == 3


def test_a_date_in_the_past_is_mended_before_opening_again(context: Flask) -> None:
    event = make_event()
    publishing.postpone(event, reason="Hujan", at=LATER)

    with pytest.raises(Refused, match="sudah lewat"):
        publishing.reopen(event, at=AFTER)


@pytest.mark.parametrize("reason", ["", "   "])
def test_people_are_owed_a_reason(context: Flask, reason: str) -> None:
    event = make_event()

    with pytest.raises(Refused, match="alasan"):
        publishing.cancel(event, reason=reason, at=LATER)


@pytest.mark.parametrize("status", [EventStatus.DRAFT, EventStatus.CANCELLED, EventStatus.ARCHIVED])
def test_only_what_stands_can_be_called_off(context: Flask, status: EventStatus) -> None:
    event = make_event(status=status)

    with pytest.raises(Refused):
        publishing.postpone(event, reason="Hujan", at=LATER)
    with pytest.raises(Refused):
        publishing.cancel(event, reason="Banjir", at=LATER)


def test_what_is_over_cannot_be_called_off(context: Flask) -> None:
    event = make_event()

    with pytest.raises(Refused, match="sudah selesai"):
        publishing.cancel(event, reason="Banjir", at=AFTER)


def test_a_cancelled_event_is_not_published_a_second_time(context: Flask) -> None:
    event = make_event(status=EventStatus.CANCELLED)

    with pytest.raises(Refused, match="sudah pernah terbit"):
        publishing.publish(event, at=LATER)


def test_what_was_never_called_off_cannot_be_opened_again(context: Flask) -> None:
    with pytest.raises(Refused, match="tidak sedang"):
        publishing.reopen(make_event(), at=LATER)


def test_what_is_over_is_archived_quietly_and_taken_out_again(context: Flask) -> None:
    event = make_event()
    revision = db.session.scalar(select(CalendarState.revision))

    publishing.archive(event, at=AFTER)
    publishing.archive(event, at=AFTER)

    assert (event.status, event.sessions[0].sequence, traces(event)) == (EventStatus.ARCHIVED, 0, [])
    assert db.session.scalar(select(CalendarState.revision)) == revision
    publishing.unarchive(event)
    assert event.status is EventStatus.PUBLISHED


@pytest.mark.parametrize("status", [EventStatus.DRAFT, EventStatus.CANCELLED, EventStatus.POSTPONED])
def test_what_was_not_held_is_not_archived(context: Flask, status: EventStatus) -> None:
    with pytest.raises(Refused, match="sudah selesai"):
        publishing.archive(make_event(status=status), at=AFTER)


def test_what_still_runs_is_not_archived(context: Flask) -> None:
    with pytest.raises(Refused, match="sudah selesai"):
        publishing.archive(make_event(), at=START + HOUR)
