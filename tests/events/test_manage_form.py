"""Scheduling through the form, with and without JavaScript."""

from flask import Flask
from flask.testing import FlaskClient

from tests.events.offices import Office, event_of, form_of
from webapp.events.models import EventStatus, Mode, Visibility


def test_the_kinds_come_first_each_with_a_plain_line(committee: FlaskClient) -> None:
    page = committee.get("/manage/events/new").text

    assert page.count('class="kind-card"') == 14
    assert "Duduk bersama, semua setara" in page


def test_a_kind_fills_in_its_habits_and_says_so(committee: FlaskClient) -> None:
    page = committee.get("/manage/events/new?kind=sarasehan").text

    assert "Peran Pemantik Diskusi; luring 60 tempat dan daring 150 tempat" in page
    assert '<option selected value="pemantik">' in page


def test_a_confidential_kind_is_confidential_from_the_start(committee: FlaskClient) -> None:
    page = committee.get("/manage/events/new?kind=mediasi").text

    assert 'checked id="visibility-2"' in page
    assert "tanpa halaman umum" in page


def test_an_unknown_kind_leads_back_to_the_kinds(committee: FlaskClient) -> None:
    for kind in ("pesta", "%00", "x" * 5000):
        assert 'class="kind-card"' in committee.get(f"/manage/events/new?kind={kind}").text


def test_title_day_hour_and_place_are_enough_for_a_draft(app: Flask, office: Office, committee: FlaskClient) -> None:
    answer = committee.post("/manage/events/new", data=form_of(office))

    event = event_of(app, "merawat-bahasa-dan-cerita-kampung")
    assert (answer.status_code, answer.location) == (302, f"/manage/events/{event.slug}")
    assert event.status is EventStatus.DRAFT
    assert event.dtstart.isoformat() == "2027-01-19T02:00:00+00:00"
    assert event.dtend is None
    assert {row.mode: row.capacity for row in event.seats} == {Mode.IN_PERSON: 60, Mode.ONLINE: 150}


def test_everything_on_the_form_arrives(app: Flask, office: Office, committee: FlaskClient) -> None:
    given = form_of(
        office,
        **{
            "summary": "  Diklat   Pengelolaan\tInformasi ",
            "description": "Dua hari.\r\n\r\n- Bawa laptop",
            "topic": "kelembagaan KIM",
            "lesson_hours": "16",
            "tzid": "Asia/Makassar",
            "sessions-0-title": "Hari pertama",
            "sessions-0-ends": "12:30",
            "sessions-3-day": "20/01/2027",
            "sessions-3-starts": "19",
            "sessions-3-ends": "1",
            "sessions-3-last_day": "2027-01-21",
            "region_code": "62.04",
            "conference_url": "https://zoom.test/j/1?pwd=a",
            "conference_passcode": "rahasia",
            "stream_url": "http://siaran.test/",
            "roles-0-role": "narasumber",
            "roles-0-name": "Agus Siswadi",
            "roles-0-affiliation": "Plt. Kepala",
            "roles-0-talk_title": "Pemberdayaan",
            "roles-1-role": "moderator",
            "in_person_seats": "1.000",
            "online_seats": "0",
            "opens_day": "2027-01-01",
            "closes_day": "2027-01-18",
            "closes_hour": "16.00",
            "requires_approval": "y",
            "visibility": "unlisted",
        },
    )

    assert committee.post("/manage/events/new", data=given).status_code == 302

    event = event_of(app, "diklat-pengelolaan-informasi")
    assert event.summary == "Diklat Pengelolaan Informasi"
    assert event.description == "Dua hari.\n\n- Bawa laptop"
    assert [(s.title, s.dtstart.isoformat(), s.dtend and s.dtend.isoformat()) for s in event.sessions] == [
        ("Hari pertama", "2027-01-19T01:00:00+00:00", "2027-01-19T04:30:00+00:00"),
        ("", "2027-01-20T11:00:00+00:00", "2027-01-20T17:00:00+00:00"),
    ]
    assert [(role.role, role.name, role.talk_title) for role in event.roles] == [
        ("narasumber", "Agus Siswadi", "Pemberdayaan")
    ]
    assert {row.mode: row.capacity for row in event.seats} == {Mode.IN_PERSON: 1000, Mode.ONLINE: 0}
    assert event.registration_opens_at and event.registration_opens_at.isoformat() == "2026-12-31T16:00:00+00:00"
    assert event.registration_closes_at and event.registration_closes_at.isoformat() == "2027-01-18T08:00:00+00:00"
    assert (event.requires_approval, event.visibility, event.lesson_hours) == (True, Visibility.UNLISTED, 16)
    assert (event.region_code, event.conference_url) == ("62.04", "https://zoom.test/j/1?pwd=a")


def test_a_row_is_added_and_taken_away_without_javascript(office: Office, committee: FlaskClient) -> None:
    more = committee.post("/manage/events/new", data=form_of(office, rows="add:sessions"))
    filled = form_of(office, **{"sessions-1-day": "2027-01-25", "rows": "remove:sessions-0"})
    fewer = committee.post("/manage/events/new", data=filled)

    assert more.status_code == fewer.status_code == 200
    assert 'value="2027-01-20" aria' in more.text or 'value="2027-01-20"' in more.text  # the day after, same hours
    assert 'value="2027-01-25"' in fewer.text
    assert 'value="2027-01-19"' not in fewer.text
    assert "error-summary" not in more.text


def test_a_person_row_is_added_with_the_kinds_leading_role(office: Office, committee: FlaskClient) -> None:
    page = committee.post("/manage/events/new", data=form_of(office, rows="add:roles")).text

    assert '<option selected value="pemantik">' in page


def test_the_preview_button_saves_first(office: Office, committee: FlaskClient) -> None:
    answer = committee.post("/manage/events/new", data=form_of(office, then="preview"))

    assert answer.location == "/manage/events/merawat-bahasa-dan-cerita-kampung/preview"
