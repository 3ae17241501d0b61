"""The story that the calendar is for: subscribe once, and what you have stays right."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient

from tests.attendance.pages import coming
from tests.factories import HOUR
from tests.interop.syncing import Folder, Phone, shown
from webapp.clock import now
from webapp.database import db
from webapp.events import publishing, queries, scheduling
from webapp.events.changing import calendar_changed
from webapp.events.models import Event
from webapp.events.plans import PlannedSession, plan_of

Stored = Callable[[Callable[[], Any]], Any]


def published() -> int:
    event = coming(summary="Sarasehan Banjir", description="Bawa catatan.")
    coming(summary="Yang lain", start=now() + timedelta(days=12))
    calendar_changed(now())
    return event.id


def whole(event_id: int) -> Event:
    return db.session.scalars(queries.whole().where(Event.id == event_id)).one()


def move(event_id: int, later: timedelta) -> datetime:
    event = whole(event_id)
    moved = tuple(
        PlannedSession(id=one.id, dtstart=one.dtstart + later, dtend=one.dtend + later if one.dtend else None)
        for one in event.sessions
    )
    scheduling.revise(event, plan=replace(plan_of(event), sessions=moved), at=now())
    return moved[0].dtstart


# What a client makes of a feed does not depend on our database.
@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_a_subscriber_follows_a_move_and_a_cancellation(client: FlaskClient, stored: Stored, tmp_path: Path) -> None:
    event_id = stored(published)
    phone = Phone(client, "/calendar.ics")
    with shown(phone) as url:
        folder = Folder(tmp_path / "vdirsyncer", url)
        phone.answers.clear()

        first = folder.sync()
        same = folder.sync()
        start = stored(lambda: move(event_id, HOUR))
        moved = folder.sync()
        stored(lambda: publishing.cancel(whole(event_id), reason="Banjir", at=now()))
        cancelled = folder.sync()
        folder.sync()

    assert [entry.one("SUMMARY") for entry in first] == ["Sarasehan Banjir", "Yang lain"]
    assert same == first
    assert moved[0].one("DTSTART") == f"{start + 7 * HOUR:%Y%m%dT%H%M%S}"
    assert cancelled[0].one("SUMMARY") == "[BATAL] Sarasehan Banjir"
    stories = (first[0], moved[0], cancelled[0])
    assert [(one.one("SEQUENCE"), one.one("STATUS")) for one in stories] == [
        ("0", "CONFIRMED"), ("1", "CONFIRMED"), ("2", "CANCELLED"),
    ]  # fmt: skip
    assert phone.uids[0] == phone.uids[1] == phone.uids[2]  # vdirsyncer names by content what it only reads
    assert first[1] == moved[1] == cancelled[1]  # nobody touched the other one
    statuses = [status for status, _size in phone.answers]
    assert statuses == [200, 304, 200, 200, 304]
    assert all(size == 0 for status, size in phone.answers if status == 304)
