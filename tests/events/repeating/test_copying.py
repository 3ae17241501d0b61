"""A copy of an event: everything but its people, on another day."""

from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from tests.events.offices import Office, SignIn, Stored, event_of, stored_event
from tests.factories import make_registration
from webapp.accounts.models import GrantRole
from webapp.attendance.certifying.models import CertificateLook, Design
from webapp.attendance.models import Registration
from webapp.attendance.questions.models import Question, QuestionKind, StandardName, StandardQuestion
from webapp.attendance.telling.models import MessageText
from webapp.attendance.verdicts.models import AttendanceRule
from webapp.clock import now
from webapp.database import db
from webapp.events.models import Event, EventStatus

COPY = {"summary": "Kegiatan Contoh II", "day": "2027-05-20", "starts": "13.00"}


def copy_of(app: Flask) -> Event:
    return event_of(app, "kegiatan-contoh-ii")


def test_the_page_proposes_the_same_weekday_to_come(app: Flask, office: Office, committee: FlaskClient) -> None:
    event = event_of(app, office.published)

    page = committee.get(f"/manage/events/{office.published}/copy").text

    following = (event.dtstart + timedelta(days=7, hours=7)).date()
    assert f'value="{following.isoformat()}"' in page
    assert 'value="09.00"' in page


def test_a_copy_is_a_draft_on_the_day_that_was_asked(app: Flask, office: Office, committee: FlaskClient) -> None:
    answer = committee.post(f"/manage/events/{office.published}/copy", data=COPY)

    made, original = copy_of(app), event_of(app, office.published)
    assert answer.headers["Location"].endswith("/manage/events/kegiatan-contoh-ii/edit")
    assert (made.status, made.published_at) == (EventStatus.DRAFT, None)
    assert made.dtstart.isoformat() == "2027-05-20T06:00:00+00:00"
    assert made.sessions[0].uid != original.sessions[0].uid
    assert (made.venue, made.kind) == (original.venue, original.kind)


def test_a_copy_has_nobody_registered_and_nobody_waiting(
    app: Flask, stored: Stored, office: Office, committee: FlaskClient
) -> None:
    stored(lambda: make_registration(stored_event(office.published)))

    committee.post(f"/manage/events/{office.published}/copy", data=COPY)

    made = copy_of(app)
    assert {(row.capacity, row.taken, row.waiting) for row in made.seats} == {(60, 0, 0), (100, 0, 0)}
    with app.app_context():
        assert db.session.scalars(select(Registration).where(Registration.event_id == made.id)).all() == []


def dressed(slug: str) -> None:
    """The event with a form, a rule, a look, words of its own, and places beyond the chairs."""
    event = stored_event(slug)
    event.seats[0].margin = 5
    db.session.add_all(
        [
            StandardQuestion(event_id=event.id, name=StandardName.GENDER, is_required=True),
            Question(event_id=event.id, position=0, kind=QuestionKind.SHORT, label="Ukuran kaus?", choices=[]),
            Question(
                event_id=event.id, position=1, kind=QuestionKind.SHORT, label="Usang?", choices=[], retired_at=now()
            ),
            AttendanceRule(event_id=event.id, minutes_percent=70),
            CertificateLook(event_id=event.id, design=Design.RESMI),
            MessageText(
                organization_id=event.organization_id, event_id=event.id, kind="confirmed", locale="id",
                subject="Tempat siap", body="Sampai jumpa", updated_at=now(),
            ),
        ]
    )  # fmt: skip


@pytest.mark.parametrize(
    ("model", "column", "values"),
    [
        (StandardQuestion, "name", [StandardName.GENDER]),
        (Question, "label", ["Ukuran kaus?"]),
        (AttendanceRule, "minutes_percent", [70]),
        (CertificateLook, "design", [Design.RESMI]),
        (MessageText, "subject", ["Tempat siap"]),
    ],
)
def test_what_attendance_keeps_of_an_event_goes_along(
    app: Flask, stored: Stored, office: Office, committee: FlaskClient, model: Any, column: str, values: list[object]
) -> None:
    stored(lambda: dressed(office.published))

    committee.post(f"/manage/events/{office.published}/copy", data=COPY)

    made = copy_of(app)
    assert sorted(row.margin for row in made.seats) == [0, 5]
    with app.app_context():
        rows = db.session.scalars(select(model).where(model.event_id == made.id)).all()
        assert [getattr(row, column) for row in rows] == values


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"day": "besok"}, "Pilih tanggal kegiatan"),
        ({"day": "9999-12-31"}, "di luar jangkauan kalender"),
        ({"day": "0001-01-01"}, "di luar jangkauan kalender"),
        ({"starts": "25.00"}, "0.00 sampai 23.59"),
        ({"starts": "9.00 AM"}, "0.00 sampai 23.59"),
        ({"summary": ""}, "Tuliskan judul"),
        ({"summary": "A\x00B"}, "tidak dapat dibaca"),
    ],
)
def test_a_wrong_answer_keeps_the_page_and_says_why(
    office: Office, committee: FlaskClient, wrong: dict[str, str], sentence: str
) -> None:
    answer = committee.post(f"/manage/events/{office.published}/copy", data={**COPY, **wrong})

    assert answer.status_code == 422
    assert sentence in answer.text


@pytest.mark.parametrize("method", ["get", "post"])
def test_only_the_committee_copies(office: Office, sign_in: SignIn, method: str) -> None:
    for person in (office.stranger, office.people[GrantRole.VIEWER]):
        answer = getattr(sign_in(person), method)(f"/manage/events/{office.published}/copy")

        assert answer.status_code == 404
