"""Changing an event through its form."""

from datetime import timedelta

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from tests.events.offices import DAY, Office, Stored, edit_form, event_of, stored_event
from tests.factories import make_registration
from webapp.database import db
from webapp.events.models import EventRevision, Session


def test_the_edit_page_shows_what_stands(office: Office, committee: FlaskClient) -> None:
    page = committee.get(f"/manage/events/{office.draft}/edit").text

    assert 'value="Draf Contoh"' in page
    assert 'value="2022-03-10"' in page
    assert 'value="09.00"' in page
    assert 'value="Cak Boni"' in page


def test_saving_the_edit_page_unchanged_changes_nothing(app: Flask, office: Office, committee: FlaskClient) -> None:
    before = event_of(app, office.published)

    ends = (before.sessions[0].dtstart + timedelta(hours=7 + 3)).strftime("%H.%M")

    answer = committee.post(
        f"/manage/events/{office.published}/edit", data=edit_form(before, **{"sessions-0-ends": ends})
    )

    after = event_of(app, office.published)
    assert answer.status_code == 302
    assert (after.revised_at, after.sessions[0].sequence) == (before.revised_at, 0)


def test_a_moved_event_keeps_its_uid_and_leaves_a_trace(app: Flask, office: Office, committee: FlaskClient) -> None:
    before = event_of(app, office.published)

    committee.post(f"/manage/events/{office.published}/edit", data=edit_form(before, venue="Balai Desa"))

    after = event_of(app, office.published)
    assert (after.venue, after.sessions[0].uid) == ("Balai Desa", before.sessions[0].uid)
    assert after.sessions[0].sequence == 1
    with app.app_context():
        kinds = db.session.scalars(select(EventRevision.kind).order_by(EventRevision.id)).all()
    assert "moved" in kinds


def test_too_low_a_capacity_is_said_at_its_field_and_nothing_is_saved(
    app: Flask, stored: Stored, office: Office, committee: FlaskClient
) -> None:
    stored(lambda: make_registration(stored_event(office.published)))
    event = event_of(app, office.published)

    answer = committee.post(
        f"/manage/events/{office.published}/edit", data=edit_form(event, venue="Balai Desa", in_person_seats="0")
    )

    assert answer.status_code == 422
    assert "Sudah 1 tempat terisi" in answer.text
    assert "Balai Desa" in answer.text
    assert event_of(app, office.published).venue == "Gedung Smart Province"


def test_a_form_from_before_somebody_elses_change_is_held_back_once(
    app: Flask, office: Office, committee: FlaskClient
) -> None:
    stale = edit_form(event_of(app, office.published), venue="Balai Desa")
    committee.post(f"/manage/events/{office.published}/edit", data={**stale, "venue": "Aula Baru"})

    held = committee.post(f"/manage/events/{office.published}/edit", data=stale)

    assert held.status_code == 422
    assert "baru saja diubah orang lain" in held.text
    assert event_of(app, office.published).venue == "Aula Baru"


def test_a_session_of_another_event_is_not_taken_over(app: Flask, office: Office, committee: FlaskClient) -> None:
    draft = event_of(app, office.draft)

    answer = committee.post(
        f"/manage/events/{office.draft}/edit", data=edit_form(draft, **{"sessions-0-row_id": str(office.session_id)})
    )

    assert answer.status_code == 422
    assert "muat ulang" in answer.text


def test_a_cancelled_session_is_told_of_but_not_offered(
    app: Flask, stored: Stored, office: Office, committee: FlaskClient
) -> None:
    def add_session() -> None:
        event = stored_event(office.published)
        later = event.sessions[0].dtstart + DAY
        event.sessions.append(Session(dtstart=later, revised_at=event.revised_at))

    stored(add_session)
    both = event_of(app, office.published)
    both.sessions = both.sessions[:1]

    committee.post(f"/manage/events/{office.published}/edit", data=edit_form(both))

    page = committee.get(f"/manage/events/{office.published}/edit").text
    assert page.count("Dibatalkan dan tetap tampil demikian") == 1
    assert page.count('name="sessions-') == page.count('name="sessions-0-')
