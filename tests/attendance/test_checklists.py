"""The checklist leads from draft to certificate, one step after the other."""

from dataclasses import replace

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.events.offices import Office, SignIn, Stored, event_of
from tests.factories import START, make_event
from webapp.accounts.models import GrantRole
from webapp.attendance.room.checklists import Done, steps
from webapp.events.models import Event, EventStatus, Visibility

NOTHING = Done(lines=0, registered=0, desks=0, present=0, certificates=0)
BEFORE, AFTER = START.replace(month=1), START.replace(month=6)


@pytest.fixture
def office(stored: Stored) -> Office:
    made: Office = stored(Office)
    return made


def now_next(event: Event, done: Done, *, over: bool = False) -> list[str]:
    return [one.title for one in steps(event, done=done, at=AFTER if over else BEFORE) if one.state == "next"]


def test_each_step_that_is_done_uncovers_the_next(context: Flask) -> None:
    event = make_event(status=EventStatus.DRAFT)
    told = [now_next(event, NOTHING)]

    event.status = EventStatus.PUBLISHED
    told.append(now_next(event, NOTHING))
    told.append(now_next(event, done := replace(NOTHING, registered=20)))
    told.append(now_next(event, done := replace(done, desks=1)))
    event.conference_url = "https://meet.example.org/a"
    told.append(now_next(event, replace(done, present=12), over=True))
    told.append(now_next(event, replace(done, present=12, certificates=12), over=True))

    assert [one for step in told for one in step] == [
        "Terbitkan",
        "Bagikan",
        "Siapkan meja registrasi",
        "Siapkan ruang daring",
        "Ambil laporan",
        "Arsipkan",
    ]


def test_what_is_archived_has_nothing_next(context: Flask) -> None:
    event = make_event(status=EventStatus.ARCHIVED, conference_url="https://meet.example.org/a")

    assert now_next(event, Done(lines=1, registered=1, desks=1, present=1, certificates=1), over=True) == []


def test_what_was_called_off_has_nothing_next(context: Flask) -> None:
    assert now_next(make_event(status=EventStatus.CANCELLED), NOTHING) == []


def test_a_hall_needs_a_desk_and_a_screen_needs_a_link(context: Flask) -> None:
    def titles(event: Event) -> set[str]:
        return {one.title for one in steps(event, done=NOTHING, at=BEFORE)} & {
            "Siapkan meja registrasi", "Siapkan ruang daring",
        }  # fmt: skip

    assert titles(make_event(online=None)) == {"Siapkan meja registrasi"}
    assert titles(make_event(in_person=None)) == {"Siapkan ruang daring"}


def test_what_is_confidential_is_neither_shared_nor_certified(context: Flask) -> None:
    titles = {one.title for one in steps(make_event(visibility=Visibility.CONFIDENTIAL), done=NOTHING, at=BEFORE)}

    assert not titles & {"Bagikan", "Terbitkan sertifikat"}


def past(office: Office) -> str:
    organization_id = office.organization_id
    return make_event(organization_id=organization_id, summary="Kegiatan Lampau").slug


def test_the_room_archives_and_takes_out_again(app: Flask, stored: Stored, office: Office, sign_in: SignIn) -> None:
    client: FlaskClient = sign_in(office.people[GrantRole.COMMITTEE])
    slug = stored(lambda: past(office))

    before = client.get(f"/manage/events/{slug}").text
    page = client.post(f"/manage/events/{slug}/archive", follow_redirects=True).text

    assert "Arsipkan kegiatan" in before
    assert "Diarsipkan" in page
    assert event_of(app, slug).status is EventStatus.ARCHIVED
    client.post(f"/manage/events/{slug}/archive/delete")
    assert event_of(app, slug).status is EventStatus.PUBLISHED


def test_a_viewer_archives_nothing(stored: Stored, office: Office, sign_in: SignIn) -> None:
    slug = stored(lambda: past(office))

    assert sign_in(office.people[GrantRole.VIEWER]).post(f"/manage/events/{slug}/archive").status_code == 404
