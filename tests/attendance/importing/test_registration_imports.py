"""A Google Form's export becomes registrations: guessed columns, errors by cell, all or nothing, no doubles."""

import io
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select

from tests.attendance.applying import BEFORE, registered
from tests.attendance.pages import Stored, coming
from tests.factories import make_event, make_user
from webapp.attendance.importing.models import RegistrationImport
from webapp.attendance.importing.registrations import registering
from webapp.attendance.importing.registrations.columns import columns_of, guesses
from webapp.attendance.importing.registrations.opening import LIMITS
from webapp.attendance.importing.registrations.reading import MOST_ROWS, Sheet, Terms, read
from webapp.attendance.models import Consent, Person, Registration, RegistrationStatus
from webapp.attendance.questions.models import Answer, Question, QuestionKind
from webapp.audit.models import AuditEntry
from webapp.database import db
from webapp.directory.models import Organization
from webapp.directory.regions import ELSEWHERE
from webapp.documents.tables import Unreadable, read_table
from webapp.errors import Refused
from webapp.events.models import Event, Mode

FORM = """Stempel waktu,Nama Lengkap,Nomor HP / WhatsApp,Alamat Email,Asal Instansi / KIM,Kabupaten/Kota,Cara ikut,Jenis Kelamin,Usia,Ukuran kaus
08/03/2022 09:00:00,Dehen,0812 3456 7890,,KIM Handep,Kota Palangka Raya,Hadir langsung,L,34,XL
08/03/2022 09:01:00,Siti Aminah,,siti@contoh.id,KIM Handep,Kapuas,Online (Zoom),Perempuan,18–30 tahun,M
08/03/2022 09:02:00,Yuliana,,,Umum,Banjarmasin,Luring,P,,
"""  # noqa: E501  # a line of the export
NOTE = "Google Form panitia"


def terms(content: str, own: tuple[Question, ...] = (), mode: Mode = Mode.IN_PERSON) -> Terms:
    columns = columns_of(read_table(content.encode()))
    return Terms(guesses(columns, own), mode, own)


def read_all(content: str = FORM, own: tuple[Question, ...] = ()) -> Sheet:
    return read(read_table(content.encode()), terms(content, own))


def imported(event: Event, content: str = FORM, own: tuple[Question, ...] = ()) -> registering.Outcome:
    made = registering.keep_table(event, content.encode(), "jawaban.csv", limits=LIMITS, by=make_user().id, at=BEFORE)
    return registering.register_all(event, made, read_all(content, own), note=NOTE, at=BEFORE)


def rows(**conditions: Any) -> list[Registration]:
    found = select(Registration).filter_by(**conditions).order_by(Registration.id)
    return list(db.session.scalars(found.execution_options(populate_existing=True)))


def test_the_columns_of_a_google_form_are_guessed() -> None:
    found = list(guesses(columns_of(read_table(FORM.encode())), ()).values())

    assert found == ["", "name", "phone", "email", "affiliation", "region", "mode", "gender", "age_group", ""]


def test_cells_are_read_as_people_write_them(context: Flask) -> None:
    dehen, siti, yuliana = read_all().applications

    assert (dehen.phone, dehen.region_code, dehen.mode, dehen.gender) == (
        "+6281234567890",
        "62.71",
        Mode.IN_PERSON,
        "L",
    )
    assert (siti.email, siti.mode, siti.age_group, siti.region_code) == (
        "siti@contoh.id",
        Mode.ONLINE,
        "18_30",
        "62.03",
    )
    assert (dehen.age_group, yuliana.region_code, yuliana.channel) == ("31_45", ELSEWHERE, "organizer_form")


def test_every_wrong_cell_is_named_by_its_place() -> None:
    content = FORM.replace("0812 3456 7890", "08").replace("Online (Zoom)", "entah").replace("Yuliana", "")

    assert [fault.where for fault in read_all(content).faults] == ["C2", "G3", "B4"]


def test_a_table_without_names_or_with_too_many_rows_is_refused() -> None:
    with pytest.raises(Refused):
        read_all("Warna,Hobi\nMerah,Membaca\n")
    with pytest.raises(Refused, match="1001"):
        read_all("Nama\n" + "".join(f"Orang {n}\n" for n in range(MOST_ROWS + 1)))


def test_everybody_is_registered_with_the_consent_that_was_given_elsewhere(context: Flask) -> None:
    event = make_event()

    outcome = imported(event)

    assert (outcome.registered, outcome.known) == (3, 0)
    assert {row.status for row in rows(event_id=event.id)} == {RegistrationStatus.CONFIRMED}
    assert set(db.session.scalars(select(Consent.channel))) == {"organizer_form"}
    assert db.session.scalars(select(RegistrationImport)).one().consent_note == NOTE


def test_the_same_and_a_longer_export_make_no_doubles(context: Flask) -> None:
    event = make_event()
    registered(event, "Siti Aminah", email="siti@contoh.id")
    first = imported(event)

    again = imported(event)
    longer = imported(event, FORM + "08/03/2022 10:00:00,Supriyadi,,,KIM Handep,,Luring,L,,\n")

    assert [(one.registered, one.known) for one in (first, again, longer)] == [(2, 1), (0, 3), (1, 3)]


def test_seats_follow_the_rules_of_the_form(context: Flask) -> None:
    event = make_event(in_person=1)

    imported(event)

    standing = [(row.mode, row.status) for row in rows(event_id=event.id)]
    assert standing == [
        (Mode.IN_PERSON, RegistrationStatus.CONFIRMED),
        (Mode.ONLINE, RegistrationStatus.CONFIRMED),
        (Mode.IN_PERSON, RegistrationStatus.WAITING),
    ]


@pytest.mark.parametrize("wrong", ["08", "bukan nomor"])
def test_one_wrong_cell_registers_nobody(context: Flask, wrong: str) -> None:
    event = make_event()

    with pytest.raises(Refused):
        imported(event, FORM.replace("0812 3456 7890", wrong))

    assert rows(event_id=event.id) == []


def test_answers_to_the_events_own_questions_come_along(context: Flask) -> None:
    event = make_event()
    question = Question(
        event_id=event.id, position=1, kind=QuestionKind.ONE, label="Ukuran kaus", choices=["M", "L", "XL"]
    )
    db.session.add(question)
    db.session.flush()

    imported(event, own=(question,))

    assert sorted(db.session.scalars(select(Answer.value))) == ["M", "XL"]
    assert [fault.where for fault in read_all(FORM.replace(",XL", ",XXXL"), (question,)).faults] == ["J2"]


def test_a_picture_or_nothing_is_no_table(context: Flask) -> None:
    event, by = make_event(), make_user().id

    for content in (b"", b"\x89PNG\r\n\x1a\n\x00\x01"):
        with pytest.raises(Unreadable):
            registering.keep_table(event, content, "a.csv", limits=LIMITS, by=by, at=BEFORE)


def test_the_pages_lead_from_the_file_to_the_participants(app: Flask, stored: Stored, sign_in: Any) -> None:
    def make() -> int:
        event = coming(slug="forum")
        return make_user(db.session.get_one(Organization, event.organization_id)).id

    client: FlaskClient = sign_in(stored(make))
    sent = client.post(
        "/manage/events/forum/registration-imports", data={"table": (io.BytesIO(FORM.encode()), "jawaban.csv")}
    )
    page = client.get(sent.location)
    assert (sent.status_code, page.status_code, "Siap didaftarkan" in page.text) == (303, 200, True)

    bare = client.post(f"{sent.location}/mapping", data={"c2": "", "mode": "online"})
    twice = client.post(f"{sent.location}/mapping", data={"c2": "name", "c3": "name", "mode": "online"})
    mapped = client.post(f"{sent.location}/mapping", data={"c2": "name", "c5": "affiliation", "mode": "online"})
    assert (bare.status_code, twice.status_code, mapped.status_code) == (422, 422, 303)

    unasked = client.post(f"{sent.location}/registrations", data={"note": NOTE})
    done = client.post(f"{sent.location}/registrations", data={"note": NOTE, "consent": "y"})
    assert (unasked.status_code, done.status_code) == (422, 303)
    with app.app_context():
        assert [row.mode for row in rows()] == [Mode.ONLINE] * 3
        assert db.session.scalar(select(func.count()).select_from(Person)) == 3
        assert "registrations.imported" in set(db.session.scalars(select(AuditEntry.act)))
