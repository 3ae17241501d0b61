"""A chair registers everybody from one phone."""

import re
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select
from sqlalchemy.orm import selectinload

from tests.attendance.applying import BEFORE, make_attendance
from tests.attendance.pages import PHONE, Stored, coming, registered_ticket
from tests.counting import count_queries, engine_of
from tests.documents.reading import pages
from tests.factories import make_event
from webapp.attendance.certifying.models import Certificate
from webapp.attendance.groups.grouping import Chair, add_member, form_group
from webapp.attendance.groups.lines import Line, read_lines
from webapp.attendance.models import Consent, Person, Registration, RegistrationStatus
from webapp.attendance.registering.guardians import permit
from webapp.attendance.registering.models import Guardian, RegistrationGroup
from webapp.clock import now
from webapp.database import db
from webapp.errors import Refused
from webapp.events.models import Event, Mode

CHAIR = Chair(
    name="Suwarno", phone="+6281234567890", mode=Mode.IN_PERSON, affiliation="KIM Handep", form_token="form:a"
)
BATCH = "b" * 43
LIST = "1. Yuliana\n2) Supriyadi, S.Pd. 0812-3456-7891\n\n- Dehen"


def group_in(event: Event) -> RegistrationGroup:
    return form_group(event, CHAIR, at=BEFORE)


def add(group: RegistrationGroup, event: Event, name: str, *, batch: str = BATCH, **values: Any) -> Registration:
    return add_member(group, event, Line(name=name, **values), batch=batch, at=BEFORE)


def filled(**values: Any) -> dict[str, Any]:
    given = {
        "mode": "in_person",
        "affiliation": "KIM Handep",
        "region": "62.11",
        "chair": "Suwarno",
        "phone": PHONE,
        "names": LIST,
        "consent": "y",
        "batch": BATCH,
    }
    return given | values


def sent(client: FlaskClient, event: Event, **values: Any) -> Any:
    return client.post(f"/events/{event.slug}/registration/group", data=filled(**values))


def names(app: Flask) -> list[str]:
    with app.app_context():
        members = select(Person.name).join(Registration, Registration.person_id == Person.id)
        return sorted(db.session.scalars(members))


def count(app: Flask, model: type) -> int:
    with app.app_context():
        return db.session.scalar(select(func.count()).select_from(model)) or 0


def test_a_pasted_list_is_read_as_people_write_it() -> None:
    found = read_lines(
        "1. Yuliana\n 2) Supriyadi, S.Pd. 0812 3456 7891\n\n• I Wayan Sudarta\t+62 812-3456-789\n-  Dehen ;"
    )

    assert [(line.name, line.phone) for line in found] == [
        ("Yuliana", ""),
        ("Supriyadi, S.Pd.", "0812 3456 7891"),
        ("I Wayan Sudarta", "+62 812-3456-789"),
        ("Dehen", ""),
    ]


def test_a_name_that_is_only_a_number_keeps_its_telephone() -> None:
    assert read_lines("081234567890") == [Line(name="", phone="081234567890")]


def test_the_same_form_makes_one_group(context: Flask) -> None:
    event = make_event()

    assert group_in(event).id == group_in(event).id


def test_the_consent_is_recorded_as_given_through_the_chair(context: Flask) -> None:
    event = make_event()

    made = add(group_in(event), event, "Yuliana")

    assert (made.affiliation, made.group_id is not None) == ("KIM Handep", True)
    assert [proof.channel for proof in db.session.scalars(select(Consent))] == ["chair"]


def test_a_minor_waits_for_the_guardian_and_takes_no_seat(context: Flask) -> None:
    event = make_event(in_person=1)
    group = group_in(event)

    child = add(group, event, "Anak", is_minor=True)
    adult = add(group, event, "Dewasa")

    assert (child.status, adult.status) == (RegistrationStatus.PENDING, RegistrationStatus.CONFIRMED)


def test_the_guardians_permission_gives_the_place(context: Flask) -> None:
    event = make_event()
    child = add(group_in(event), event, "Anak", is_minor=True)

    permit(child, name="Ibu Rusmini", relation="ibu", channel="form", at=BEFORE)
    permit(child, name="Orang lain", relation="", channel="form", at=BEFORE + timedelta(hours=1))

    guardian = db.session.get_one(Guardian, child.id)
    assert (child.status, guardian.name, guardian.consented_at) == (RegistrationStatus.CONFIRMED, "Ibu Rusmini", BEFORE)
    assert sorted(proof.purpose for proof in db.session.scalars(select(Consent))) == ["guardian", "participation"]


def test_a_permission_needs_a_name_and_a_minor(context: Flask) -> None:
    event = make_event()
    group = group_in(event)
    child, adult = add(group, event, "Anak", is_minor=True), add(group, event, "Dewasa")

    with pytest.raises(Refused) as unnamed:
        permit(child, name="  ", relation="", channel="form", at=BEFORE)
    with pytest.raises(Refused) as unneeded:
        permit(adult, name="Ibu", relation="", channel="form", at=BEFORE)

    assert (unnamed.value.reason, unneeded.value.reason) == ("guardian_unnamed", "guardian_unneeded")


def test_the_same_line_of_the_same_form_is_one_person(context: Flask) -> None:
    event = make_event()
    group = group_in(event)

    assert add(group, event, "Yuliana").id == add(group, event, "Yuliana").id


def test_two_of_one_name_are_asked_about_and_parted(context: Flask) -> None:
    event = make_event()
    group = group_in(event)
    add(group, event, "Yuliana")

    with pytest.raises(Refused) as asked:
        add(group, event, "Yuliana", batch="c" * 43)
    add(group, event, "Yuliana", distinguisher="RT 2", batch="c" * 43)

    assert asked.value.reason == "namesake"
    assert db.session.scalar(select(func.count()).select_from(Registration)) == 2


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (Line(name=""), "no_name"),
        (Line(name="a" * 121), "too_long"),
        (Line(name="Yu\x07liana"), "unreadable"),
        (Line(name="Yuliana", phone="0812"), "phone_wrong"),
    ],
)
def test_a_row_that_is_no_person_gets_a_sentence(context: Flask, line: Line, reason: str) -> None:
    event = make_event()

    with pytest.raises(Refused) as refusal:
        add_member(group_in(event), event, line, batch=BATCH, at=BEFORE)

    assert refusal.value.reason == reason


def test_the_whole_group_is_registered_from_one_form(client: FlaskClient, app: Flask, stored: Stored) -> None:
    event = stored(coming)

    answer = sent(client, event)
    page = client.get(answer.location).text

    assert answer.status_code == 303
    assert names(app) == ["Dehen", "Supriyadi, S.Pd.", "Yuliana"]
    assert all(name in page for name in ("Dehen", "Supriyadi, S.Pd.", "Yuliana", "3 orang terdaftar"))


def test_sending_the_form_twice_registers_everybody_once(client: FlaskClient, app: Flask, stored: Stored) -> None:
    event = stored(coming)

    first, second = sent(client, event), sent(client, event)

    assert first.location == second.location
    assert (count(app, RegistrationGroup), len(names(app))) == (1, 3)


def test_every_row_is_saved_before_the_next_is_looked_at(client: FlaskClient, app: Flask, stored: Stored) -> None:
    event = stored(coming)

    answer = sent(client, event, names="Yuliana\nDehen 0812 3456\nRusmini\nYuliana")

    assert answer.status_code == 422
    assert names(app) == ["Rusmini", "Yuliana"]
    assert "2 dari 4 tersimpan" in answer.text
    assert "kurang angkanya" in answer.text
    assert "tertulis dua kali" in answer.text


def test_the_rows_that_were_wrong_are_saved_when_mended(client: FlaskClient, app: Flask, stored: Stored) -> None:
    event = stored(coming)
    page = sent(client, event, names="Yuliana\nYuliana").text
    path = re.search(r'action="(/groups/[a-z2-7]{42}/members)"', page)
    assert path

    answer = client.post(path.group(1), data={"rows-0-name": "Yuliana", "rows-0-distinguisher": "RT 2"})

    assert answer.status_code == 303
    assert names(app) == ["Yuliana", "Yuliana"]


def test_a_group_of_nobody_is_shown_again(client: FlaskClient, app: Flask, stored: Stored) -> None:
    event = stored(coming)

    answer = sent(client, event, names=" \n ", chair="")

    assert (answer.status_code, count(app, RegistrationGroup)) == (422, 0)
    assert "Tuliskan nama peserta" in answer.text
    assert 'value="KIM Handep"' in answer.text


def test_more_than_a_hundred_at_once_is_refused_with_the_number(client: FlaskClient, stored: Stored) -> None:
    event = stored(coming)

    answer = sent(client, event, names="\n".join(f"Orang {n}" for n in range(101)))

    assert (answer.status_code, "ini 101" in answer.text) == (422, True)


def test_a_full_hall_puts_the_rest_in_line(client: FlaskClient, stored: Stored) -> None:
    event = stored(lambda: coming(in_person=2))

    page = client.get(sent(client, event).location).text

    assert "Menunggu nomor 1" in page


def test_somebody_who_is_registered_already_is_told_and_not_shown(client: FlaskClient, stored: Stored) -> None:
    event = stored(coming)
    registered_ticket(client, event.slug, name="Yuliana", phone="0812 3456 7899")

    answer = sent(client, event, names="Yuliana 0812 3456 7899\nDehen")

    assert (answer.status_code, "Sudah terdaftar pada kegiatan ini" in answer.text) == (422, True)


def test_all_tickets_stand_in_one_paper(client: FlaskClient, stored: Stored) -> None:
    event = stored(coming)
    path = sent(client, event).location

    paper = client.get(f"{path}/tickets.pdf")

    words = " ".join(pages(paper.data))
    assert (paper.mimetype, paper.headers["Cache-Control"]) == ("application/pdf", "no-store")
    assert all(name in words for name in ("Dehen", "Yuliana"))


def test_names_of_an_earlier_group_can_be_picked(client: FlaskClient, app: Flask, stored: Stored) -> None:
    first, second = stored(coming), stored(coming)
    client.get(sent(client, first).location)

    page = client.get(f"/events/{second.slug}/registration/group").text
    sent(client, second, names="", batch="d" * 43, picked=["Yuliana", "Supriyadi, S.Pd.; +6281234567891"])

    assert "Dari rombongan sebelumnya" in page
    assert names(app).count("Yuliana") == 2


def test_another_device_sees_no_names_of_the_group(client: FlaskClient, app: Flask, stored: Stored) -> None:
    first, second = stored(coming), stored(coming)
    sent(client, first)

    page = app.test_client().get(f"/events/{second.slug}/registration/group").text

    assert "Yuliana" not in page


def test_the_device_finds_its_group_among_its_tickets(client: FlaskClient, stored: Stored) -> None:
    event = stored(coming)
    path = sent(client, event).location

    assert path in client.get("/tickets").text


def test_afterwards_the_group_shows_who_came_and_their_certificates(
    app: Flask, client: FlaskClient, stored: Stored
) -> None:
    event = stored(lambda: coming(in_person=5))
    group = sent(client, event, names="Yuliana\nSupriyadi\nDehen").location

    def held() -> list[str]:
        rows = list(db.session.scalars(select(Registration).order_by(Registration.id)).unique())
        found = db.session.get_one(Event, event.id, options=[selectinload(Event.sessions)])
        rows[0].event = found
        make_attendance(rows[0], is_standing=False)
        rows[1].event = found
        make_attendance(rows[1], is_standing=False, is_present=False, why="too_short")
        db.session.add(
            Certificate(
                code="C" * 16, event_id=event.id, organization_id=found.organization_id, registration_id=rows[0].id,
                role="participant", name="Yuliana", number="1", year=2026, position=1, issued_at=now(),
            )
        )  # fmt: skip
        found.dtstart, found.dtend = now() - timedelta(days=2), now() - timedelta(days=1)
        db.session.flush()
        return [row.ref for row in rows]

    stored(held)
    page = client.get(group).text

    assert (page.count("Tidak hadir"), page.count("certificate.pdf")) == (2, 1)
    assert len(re.findall(r">\s*Hadir\s*<|Hadir</span>", page)) == 1


def test_a_guessed_address_opens_no_group(client: FlaskClient, stored: Stored) -> None:
    path = sent(client, stored(coming)).location
    wrong = path[:-1] + ("a" if path[-1] != "a" else "b")

    assert client.get(wrong).status_code == 404
    assert client.post(f"{wrong}/members", data={"names": "Satu"}).status_code == 404
    assert client.get(f"{wrong}/tickets.pdf").status_code == 404


def test_looking_at_a_group_asks_as_little_for_many_as_for_few(client: FlaskClient, app: Flask, stored: Stored) -> None:
    few = sent(client, stored(lambda: coming(in_person=1))).location
    many_names = "\n".join(f"Orang {n}" for n in range(12))
    many = sent(client, stored(lambda: coming(in_person=1)), names=many_names, batch="e" * 43).location

    with count_queries(engine_of(app)) as first:
        client.get(few)
    with count_queries(engine_of(app)) as second:
        client.get(many)

    assert len(first) == len(second)
