"""Events are planned again: what changes, what is kept, what people are told."""

import threading
from dataclasses import replace

import pytest
from flask import Flask
from sqlalchemy import func, select

from tests.events.plans import DAY, HOUR, PLANNED_AT, START, drafted, published
from webapp.database import db
from webapp.errors import Refused
from webapp.events import publishing, queries
from webapp.events.models import CalendarState, Event, EventRevision, Role, Session
from webapp.events.plans import PlannedRole, PlannedSession, plan_of
from webapp.events.scheduling import revise

LATER = PLANNED_AT + DAY
TWO_DAYS = (
    PlannedSession(dtstart=START, dtend=START + 3 * HOUR, title="Hari pertama"),
    PlannedSession(dtstart=START + DAY, dtend=START + DAY + 3 * HOUR, title="Hari kedua"),
)


def revisions(event: Event) -> list[EventRevision]:
    return list(
        db.session.scalars(select(EventRevision).where(EventRevision.event_id == event.id).order_by(EventRevision.id))
    )


def calendar_revision() -> int:
    return db.session.scalar(select(CalendarState.revision)) or 0


def test_a_draft_changes_without_leaving_a_trace(context: Flask) -> None:
    event = drafted(sessions=TWO_DAYS)
    revision = calendar_revision()
    plan = replace(plan_of(event), venue="Balai Desa", sessions=plan_of(event).sessions[:1])

    revise(event, plan=plan, at=LATER)

    assert db.session.scalar(select(func.count()).select_from(Session)) == 1
    assert event.sessions[0].sequence == 0
    assert (revisions(event), calendar_revision()) == ([], revision)


def test_a_new_hour_raises_the_sequence_of_its_session_alone(context: Flask) -> None:
    event = published(sessions=TWO_DAYS)
    first, second = plan_of(event).sessions
    uids = [session.uid for session in event.sessions]
    moved = replace(second, dtstart=second.dtstart + HOUR)

    revise(event, plan=replace(plan_of(event), sessions=(first, moved)), at=LATER)

    assert [session.sequence for session in event.sessions] == [0, 1]
    assert [session.revised_at for session in event.sessions] == [PLANNED_AT, LATER]
    assert [session.uid for session in event.sessions] == uids
    assert event.revised_at == LATER


def test_a_new_hour_is_kept_with_before_and_after(context: Flask) -> None:
    event = published()
    (session,) = plan_of(event).sessions
    plan = replace(plan_of(event), sessions=(replace(session, dtstart=START + HOUR),))

    revise(event, plan=plan, at=LATER)

    (kept,) = revisions(event)
    assert (kept.kind, kept.at) == ("rescheduled", LATER)
    assert kept.before["sessions"][0]["dtstart"] == START.isoformat()
    assert kept.after["sessions"][0]["dtstart"] == (START + HOUR).isoformat()


def test_another_place_is_a_move_of_every_session(context: Flask) -> None:
    event = published(sessions=TWO_DAYS)

    revise(event, plan=replace(plan_of(event), venue="Balai Desa"), at=LATER)

    (kept,) = revisions(event)
    assert (kept.kind, kept.before["venue"], kept.after["venue"]) == ("moved", "Gedung Smart Province", "Balai Desa")
    assert [session.sequence for session in event.sessions] == [1, 1]


def test_another_zone_is_another_time(context: Flask) -> None:
    event = published()

    revise(event, plan=replace(plan_of(event), tzid="Asia/Makassar"), at=LATER)

    assert revisions(event)[0].kind == "rescheduled"
    assert event.sessions[0].sequence == 1


def test_a_new_title_is_seen_in_calendars_but_is_no_news(context: Flask) -> None:
    event = published()
    revision = calendar_revision()

    revise(event, plan=replace(plan_of(event), summary="Judul Baru"), at=LATER)

    assert (event.sessions[0].sequence, event.sessions[0].revised_at) == (0, LATER)
    assert event.slug == "mekanisme-pembentukan-forum-kim"
    assert (revisions(event), calendar_revision()) == ([], revision + 1)


def test_saving_what_is_already_so_changes_nothing(context: Flask) -> None:
    event = published(sessions=TWO_DAYS)
    revision = calendar_revision()

    revise(event, plan=plan_of(event), at=LATER)

    assert (event.revised_at, calendar_revision(), revisions(event)) == (PLANNED_AT, revision, [])
    assert [session.revised_at for session in event.sessions] == [PLANNED_AT, PLANNED_AT]


def test_a_session_left_out_of_a_published_event_is_cancelled(context: Flask) -> None:
    event = published(sessions=TWO_DAYS)

    revise(event, plan=replace(plan_of(event), sessions=plan_of(event).sessions[1:]), at=LATER)

    assert [session.cancelled_at for session in event.sessions] == [LATER, None]
    assert [session.sequence for session in event.sessions] == [1, 0]
    assert event.dtstart == START + DAY
    assert revisions(event)[0].after["sessions"][0]["cancelled"] is True


def test_a_session_added_to_a_published_event_is_news(context: Flask) -> None:
    event = published()
    plan = plan_of(event)

    revise(event, plan=replace(plan, sessions=(*plan.sessions, TWO_DAYS[1])), at=LATER)

    assert [session.sequence for session in event.sessions] == [0, 0]
    assert [kept.kind for kept in revisions(event)] == ["rescheduled"]


def test_a_session_of_another_event_cannot_be_taken_over(context: Flask) -> None:
    event, other = drafted(), drafted()
    stolen = PlannedSession(id=other.sessions[0].id, dtstart=START + DAY)

    with pytest.raises(Refused, match="muat ulang"):
        revise(event, plan=replace(plan_of(event), sessions=(stolen,)), at=LATER)


def test_people_keep_their_row_when_another_goes(context: Flask) -> None:
    roles = tuple(PlannedRole(role="narasumber", name=name) for name in ("Agus Siswadi", "Cak Boni"))
    event = drafted(roles=roles)
    second = event.roles[1].id

    revise(event, plan=replace(plan_of(event), roles=plan_of(event).roles[1:]), at=LATER)

    assert [(role.id, role.name, role.position) for role in event.roles] == [(second, "Cak Boni", 0)]
    assert db.session.scalar(select(func.count()).select_from(Role)) == 1


def test_a_cancelled_event_may_be_mended_without_telling_anybody(context: Flask) -> None:
    event = published()
    publishing.cancel(event, reason="Banjir", at=LATER)

    revise(event, plan=replace(plan_of(event), venue="Balai Desa"), at=LATER + HOUR)

    assert [kept.kind for kept in revisions(event)] == ["cancelled"]
    assert event.sessions[0].sequence == 2


def test_two_organizers_at_once_lose_no_step_of_the_sequence(app: Flask) -> None:
    with app.test_request_context():
        event = published()
        event_id = event.id
        db.session.commit()
    barrier = threading.Barrier(2)

    def move(hours: int) -> None:
        with app.test_request_context():
            barrier.wait(timeout=20)
            held = db.session.scalars(queries.whole().where(Event.id == event_id)).one()
            (session,) = plan_of(held).sessions
            new = replace(session, dtstart=START - hours * HOUR)
            revise(held, plan=replace(plan_of(held), sessions=(new,)), at=LATER)
            db.session.commit()

    threads = [threading.Thread(target=move, args=(hours,)) for hours in (1, 2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)

    with app.app_context():
        assert db.session.scalar(select(Session.sequence)) == 2
