"""Events are planned, and drafts are removed."""

import threading
from datetime import UTC, datetime
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select

from tests.events.plans import DAY, HOUR, PLANNED_AT, START, drafted, make_plan, published
from tests.factories import make_organization
from webapp.database import db
from webapp.directory.models import Organization
from webapp.errors import Refused
from webapp.events import publishing
from webapp.events.models import Event, EventStatus, Mode, Session
from webapp.events.plans import PlannedRole, PlannedSession
from webapp.events.scheduling import delete_draft, schedule

LATER = PLANNED_AT + DAY
TWO_DAYS = (
    PlannedSession(dtstart=START, dtend=START + 3 * HOUR, title="Hari pertama"),
    PlannedSession(dtstart=START + DAY, dtend=START + DAY + 3 * HOUR, title="Hari kedua"),
)


def test_a_scheduled_event_is_a_draft_with_all_its_parts(context: Flask) -> None:
    event = drafted(sessions=TWO_DAYS)

    assert event.status is EventStatus.DRAFT
    assert event.slug == "mekanisme-pembentukan-forum-kim"
    assert (event.dtstart, event.dtend) == (START, START + DAY + 3 * HOUR)
    assert [session.title for session in event.sessions] == ["Hari pertama", "Hari kedua"]
    assert {row.mode: row.capacity for row in event.seats} == {Mode.IN_PERSON: 60, Mode.ONLINE: 100}
    assert [role.name for role in event.roles] == ["Cak Boni"]


def test_two_events_of_one_title_have_two_addresses(context: Flask) -> None:
    assert [drafted().slug, drafted().slug] == ["mekanisme-pembentukan-forum-kim", "mekanisme-pembentukan-forum-kim-2"]


def test_an_open_end_stays_open_on_the_first_day(context: Flask) -> None:
    event = drafted(sessions=(PlannedSession(dtstart=START),))

    assert event.dtend is None


def test_an_open_end_on_a_later_day_is_that_days_midnight(context: Flask) -> None:
    event = drafted(sessions=(TWO_DAYS[0], PlannedSession(dtstart=START + DAY)))

    assert event.dtend == datetime(2022, 3, 11, 17, 0, tzinfo=UTC)  # 24.00 WIB


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"kind": "pesta"}, "Jenis kegiatan"),
        ({"summary": "  "}, "judul"),
        ({"summary": "A\x00B"}, "tidak dapat dibaca"),
        ({"summary": "A\nB"}, "tidak dapat dibaca"),
        ({"summary": "A" * 40_000}, "Terlalu panjang"),
        ({"description": "A" * 40_000}, "Terlalu panjang"),
        ({"description": "A\x1bB"}, "tidak dapat dibaca"),
        ({"sessions": ()}, "satu sesi"),
        ({"sessions": (PlannedSession(dtstart=START, dtend=START),)}, "berakhir sesudah"),
        ({"sessions": (PlannedSession(dtstart=START, dtend=START - HOUR),)}, "berakhir sesudah"),
        ({"tzid": "Mars/Olympus"}, "Zona waktu"),
        ({"seats": {}}, "cara ikut"),
        ({"seats": {Mode.ONLINE: -1}}, "antara 0 dan"),
        ({"seats": {Mode.ONLINE: 100_001}}, "antara 0 dan"),
        ({"venue": ""}, "nama tempat"),
        ({"conference_url": "javascript:alert(1)"}, "https://"),
        ({"stream_url": "ftp://siaran.test/"}, "https://"),
        ({"conference_url": "https://"}, "https://"),
        ({"conference_url": "https://zoom.test:port/"}, "https://"),
        ({"region_code": "99.99"}, "Wilayah"),
        ({"lesson_hours": -1}, "Jam pelajaran"),
        ({"registration_opens_at": START, "registration_closes_at": START - HOUR}, "ditutup sesudah"),
        ({"roles": (PlannedRole(role="raja", name="Dehen"),)}, "pengisi acara"),
    ],
)
def test_what_cannot_be_is_refused_in_a_sentence(context: Flask, values: dict[str, Any], sentence: str) -> None:
    with pytest.raises(Refused, match=sentence):
        drafted(**values)

    assert db.session.scalar(select(func.count()).select_from(Event)) == 0


def test_an_online_event_needs_no_venue(context: Flask) -> None:
    assert drafted(venue="", seats={Mode.ONLINE: 0}).venue == ""


def test_a_draft_can_be_removed_whole(context: Flask) -> None:
    event = drafted()

    delete_draft(event)

    assert db.session.scalar(select(func.count()).select_from(Session)) == 0


def test_what_was_published_is_never_removed(context: Flask) -> None:
    event = published()
    publishing.cancel(event, reason="Banjir", at=LATER)

    with pytest.raises(Refused, match="Batalkan"):
        delete_draft(event)


def test_many_schedule_one_title_at_once_and_each_has_an_address(app: Flask) -> None:
    with app.app_context():
        organization_id = make_organization().id
        db.session.commit()
    barrier = threading.Barrier(6)
    slugs: list[str] = []

    def one() -> None:
        with app.test_request_context():
            barrier.wait(timeout=20)
            organization = db.session.get_one(Organization, organization_id)
            slugs.append(schedule(organization, plan=make_plan(), at=PLANNED_AT).slug)
            db.session.commit()

    threads = [threading.Thread(target=one) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)

    assert len(set(slugs)) == len(slugs) == 6
