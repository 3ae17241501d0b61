"""The rundown and the contact persons of an event."""

from dataclasses import replace
from datetime import time, timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.exc import IntegrityError

from tests.counting import count_queries
from tests.events.offices import Office, Stored, event_of, stored_event
from tests.events.plans import DAY, HOUR, PLANNED_AT, START, drafted, published
from webapp.database import db
from webapp.errors import Refused
from webapp.events.models import Event
from webapp.events.plans import PlannedRole, PlannedSession, plan_of
from webapp.events.program import queries
from webapp.events.program.arranging import (
    MOST_LINES,
    PlannedContact,
    PlannedLine,
    arrange,
    minutes_into,
    name_contacts,
    usual,
)
from webapp.events.program.models import RundownLine
from webapp.events.program.showing import program
from webapp.events.scheduling import revise

PEOPLE = (
    PlannedRole(role="mc", name="Lilis"),
    PlannedRole(role="narasumber", name="Agus", talk_title="Pengolahan Informasi"),
    PlannedRole(role="narasumber", name="Cak Boni"),
    PlannedRole(role="moderator", name="Dehen"),
)


def line(event: Event, minutes: int = 0, title: str = "Pembukaan", session: int = 0) -> PlannedLine:
    return PlannedLine(session_id=event.sessions[session].id, minutes=minutes, title=title)


def shown(event: Event) -> list[tuple[str, list[tuple[str, str, str]]]]:
    return program(event).days


def test_the_lines_stand_in_the_order_of_their_hours(context: Flask) -> None:
    event = drafted()

    arrange(event, [line(event, 30, "Paparan"), line(event, -30, "Registrasi"), line(event)], at=PLANNED_AT)

    ((heading, lines),) = shown(event)
    assert heading == ""
    assert lines == [
        ("08.30\N{NO-BREAK SPACE}WIB", "Registrasi", ""),
        ("09.00\N{NO-BREAK SPACE}WIB", "Pembukaan", ""),
        ("09.30\N{NO-BREAK SPACE}WIB", "Paparan", ""),
    ]


def test_when_the_session_moves_its_rundown_moves_along(context: Flask) -> None:
    event = published()
    arrange(event, [line(event, 30)], at=PLANNED_AT)
    (session,) = plan_of(event).sessions

    revise(event, plan=replace(plan_of(event), sessions=(replace(session, dtstart=START + HOUR),)), at=PLANNED_AT)

    assert shown(event)[0][1][0][0].startswith("10.30")


def test_several_sessions_are_told_by_their_days(context: Flask) -> None:
    days = (PlannedSession(dtstart=START, title="Hari pertama"), PlannedSession(dtstart=START + DAY))
    event = drafted(sessions=days)

    arrange(event, [line(event), line(event, 60, "Praktik", session=1)], at=PLANNED_AT)

    assert [heading for heading, _lines in shown(event)] == [
        "Kamis, 10 Maret 2022 · Hari pertama",
        "Jumat, 11 Maret 2022",
    ]


def test_an_hour_is_read_near_its_session(context: Flask) -> None:
    late = drafted(sessions=(PlannedSession(dtstart=START + 11 * HOUR, dtend=START + 17 * HOUR),)).sessions[0]  # 20.00

    assert minutes_into(late, time(20, 30), "Asia/Jakarta") == 30
    assert minutes_into(late, time(19, 30), "Asia/Jakarta") == -30
    assert minutes_into(late, time(1, 0), "Asia/Jakarta") == 300


def test_the_usual_order_has_a_talk_for_each_speaker(context: Flask) -> None:
    event = drafted(roles=PEOPLE)

    lines = usual(event)

    titles = [one.title for one in lines]
    assert titles[:4] == ["Registrasi peserta", "Pembukaan", "Menyanyikan Indonesia Raya", "Doa"]
    assert titles[-3:] == ["Tanya jawab", "Kesimpulan", "Penutup"]
    assert [(one.title, one.people) for one in lines if one.people in {"Agus", "Cak Boni"}] == [
        ("Pengolahan Informasi", "Agus"),
        ("Paparan", "Cak Boni"),
    ]
    assert lines[-1].minutes == 175  # the last five of three hours
    arrange(event, lines, at=PLANNED_AT)


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"title": "  "}, "perlu isi"),
        ({"title": "A\x00"}, "tidak dapat dibaca"),
        ({"people": "A" * 400}, "Terlalu panjang"),
        ({"minutes": -181}, "terlalu jauh"),
        ({"minutes": 10**6}, "terlalu jauh"),
        ({"session_id": 999_999}, "muat ulang"),
    ],
)
def test_a_line_that_cannot_be_is_refused(context: Flask, values: dict[str, object], sentence: str) -> None:
    event = drafted()

    with pytest.raises(Refused, match=sentence):
        arrange(event, [replace(line(event), **values)], at=PLANNED_AT)  # type: ignore[arg-type]


def test_a_rundown_has_an_end(context: Flask) -> None:
    event = drafted()

    with pytest.raises(Refused, match="paling banyak"):
        arrange(event, [line(event)] * (MOST_LINES + 1), at=PLANNED_AT)


@pytest.mark.parametrize("values", [{"minutes": 10**6, "title": "A"}, {"minutes": 0, "title": ""}])
def test_the_table_refuses_it_too(context: Flask, values: dict[str, object]) -> None:
    db.session.add(RundownLine(session_id=drafted().sessions[0].id, position=0, **values))

    with pytest.raises(IntegrityError):
        db.session.flush()


def test_an_event_may_name_whom_to_ask(context: Flask) -> None:
    event = drafted()

    name_contacts(event, [PlannedContact("Ibu Lilis", "+6281250123456"), PlannedContact("Pak Dehen")], at=PLANNED_AT)

    assert program(event).contacts == [
        ("Ibu Lilis, 0812-5012-3456", "https://wa.me/6281250123456"),
        ("Pak Dehen", ""),
    ]


@pytest.mark.parametrize("contacts", [[PlannedContact("Ibu")] * 7, [PlannedContact(" ")]])
def test_contacts_that_cannot_be_are_refused(context: Flask, contacts: list[PlannedContact]) -> None:
    with pytest.raises(Refused, match="arahubung"):
        name_contacts(drafted(), contacts, at=PLANNED_AT)


def test_a_program_costs_five_statements_however_long_it_is(context: Flask) -> None:
    event = drafted(roles=PEOPLE)
    arrange(event, usual(event), at=PLANNED_AT)

    with count_queries(db.engine) as counted:
        program(event)

    assert len(counted) == 5, counted


def rows(**values: str) -> dict[str, str]:
    return {"lines-0-starts": "9.00", "lines-0-title": "Pembukaan", "lines-0-people": "Lilis", **values}


def test_the_form_takes_hours_as_people_write_them(app: Flask, office: Office, committee: FlaskClient) -> None:
    typed = rows(**{"lines-1-starts": "09:30", "lines-1-title": "Paparan", "lines-2-starts": "", "lines-2-title": ""})

    answer = committee.post(f"/manage/events/{office.published}/program/rundown", data=typed)

    assert answer.status_code == 303
    page = app.test_client().get(f"/events/{office.published}").text
    assert page.index("Pembukaan") < page.index("Paparan")
    assert "Lilis" in page


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"lines-0-starts": "9 AM"}, "0.00 sampai 23.59"),
        ({"lines-0-starts": ""}, "Tuliskan jam mulai"),
        ({"lines-0-title": ""}, "Tuliskan acaranya"),
        ({"lines-0-session": "9" * 30}, "Pilih sesinya"),
    ],
)
def test_a_wrong_line_keeps_what_was_typed(
    office: Office, committee: FlaskClient, typed: dict[str, str], sentence: str
) -> None:
    answer = committee.post(f"/manage/events/{office.published}/program/rundown", data=rows(**typed))

    assert answer.status_code == 422
    assert sentence in answer.text
    assert 'value="Lilis"' in answer.text


def test_the_usual_order_fills_the_form_and_saves_nothing(app: Flask, office: Office, committee: FlaskClient) -> None:
    page = committee.post(f"/manage/events/{office.draft}/program/rundown", data={"rows": "usual"}).text

    assert 'value="Menyanyikan Indonesia Raya"' in page
    with app.app_context():
        assert db.session.scalars(queries.rundown(stored_event(office.draft).id)).all() == []


def test_contact_persons_replace_the_offices_own(app: Flask, office: Office, committee: FlaskClient) -> None:
    typed = {"contacts-0-name": "Ibu Lilis", "contacts-0-phone": "0812 5012 3456"}

    committee.post(f"/manage/events/{office.published}/program/contacts", data=typed)
    wrong = committee.post(
        f"/manage/events/{office.published}/program/contacts", data={**typed, "contacts-0-phone": "08"}
    )

    assert "Ibu Lilis, 0812-5012-3456" in app.test_client().get(f"/events/{office.published}").text
    assert wrong.status_code == 422


def test_a_copy_has_the_program_of_its_original(
    app: Flask, stored: Stored, office: Office, committee: FlaskClient
) -> None:
    stored(lambda: arrange(stored_event(office.draft), usual(stored_event(office.draft)), at=PLANNED_AT))

    committee.post(
        f"/manage/events/{office.draft}/copy", data={"summary": "Salinan", "day": "2027-05-20", "starts": "13.00"}
    )

    made = event_of(app, "salinan")
    with app.app_context():
        lines = db.session.scalars(queries.rundown(made.id)).all()
    assert {one.session_id for one in lines} == {made.sessions[0].id}
    assert made.sessions[0].dtstart + timedelta(minutes=lines[0].minutes) == made.dtstart - timedelta(minutes=30)
