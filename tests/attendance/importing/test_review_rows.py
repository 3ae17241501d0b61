"""Rows of reports that wait stand on the review list, each decided with one press that leads back to it."""

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from tests.attendance.importing.providers import TITLE, ZOOM_OLD, ZOOM_PREAMBLE
from tests.attendance.pages import Stored
from tests.counting import count_queries, engine_of
from tests.factories import make_event, make_organization, make_registration, make_user
from webapp import clock
from webapp.accounts.models import GrantRole
from webapp.attendance.importing import counting, receiving
from webapp.attendance.importing.models import How, ImportedParticipant
from webapp.attendance.importing.names import halves
from webapp.attendance.importing.waiting import MOST_ROWS
from webapp.attendance.models import COUNTED, Attendance, Person, Registration, RegistrationStatus
from webapp.audit.models import AuditEntry
from webapp.database import db
from webapp.events.models import Mode

REVIEW = "/manage/events/forum/online/review"
SignIn = Callable[[int], FlaskClient]


class Reported:
    """A report that counts: Dehen is sure, Sri Wahyuni is a guess for two letters, and Siti is nobody."""

    def __init__(self, strangers: int = 0) -> None:
        self.office = make_organization()
        self.event = make_event(slug="forum", summary=TITLE, organization=self.office)
        make_registration(self.event, name="Dehen Contoh", mode=Mode.ONLINE)
        self.sri = make_registration(self.event, name="Sri Wahyuni", mode=Mode.ONLINE)
        times = "03/10/2022 09:05:00 AM,03/10/2022 10:35:00 AM,90,No,Y"
        names = ["Sri Wahyunni", *(f"Orang Asing{number}" for number in range(strangers))]
        content = ZOOM_PREAMBLE + ZOOM_OLD + "".join(f"{name},,{times}\n" for name in names)
        session_id, at = self.event.sessions[0].id, clock.now()
        upload = receiving.Upload(
            content=content.encode(), filename="hasil.csv", tzid="Asia/Jakarta", session_id=session_id
        )
        self.imported = receiving.receive(self.event, upload, by=None, at=at)
        counting.confirm(self.imported, self.event, is_sure=True, at=at)
        rows = {row.name: row for row in db.session.scalars(select(ImportedParticipant))}
        self.guess, self.nobody = rows["Sri Wahyunni"].id, rows["Siti_KIM Handep"].id
        self.committee = make_user(self.office).id

    def of(self, row: int) -> str:
        return f"/manage/events/forum/imports/{self.imported.id}/rows/{row}"


@pytest.fixture
def reported(stored: Stored) -> Reported:
    made: Reported = stored(Reported)
    return made


@pytest.fixture
def committee(reported: Reported, sign_in: SignIn) -> FlaskClient:
    return sign_in(reported.committee)


def row_of(app: Flask, row: int) -> tuple[How, int | None, bool]:
    with app.app_context():
        found = db.session.get_one(ImportedParticipant, row)
        return found.how, found.registration_id, found.is_guess


def present(app: Flask) -> set[str]:
    with app.app_context():
        found = select(Person.name).join(Registration).join(Attendance).where(COUNTED)
        return set(db.session.scalars(found))


def test_guess_and_stranger_stand_on_the_list_and_who_is_sure_does_not(committee: FlaskClient) -> None:
    page = committee.get(REVIEW).text

    assert "Sri Wahyunni" in page and "Siti_KIM Handep" in page and "hasil.csv" in page
    assert page.count("Ya, ini orangnya") == 1
    assert "Dehen" not in page
    assert "2 kehadiran perlu diperiksa" in committee.get("/manage/events/forum/online").text


def test_a_guess_is_accepted_with_one_press(app: Flask, committee: FlaskClient, reported: Reported) -> None:
    pressed = committee.post(
        f"{reported.of(reported.guess)}/match", data={"registration": str(reported.sri.id), "list": "1"}
    )

    assert (pressed.status_code, pressed.location) == (303, REVIEW)
    assert "Sri Wahyunni" not in committee.get(REVIEW).text
    assert row_of(app, reported.guess) == (How.HAND, reported.sri.id, False)
    assert present(app) == {"Dehen Contoh", "Sri Wahyuni"}
    with app.app_context():
        assert "report.matched" in set(db.session.scalars(select(AuditEntry.act)))


def test_a_guess_is_left_aside_and_counts_no_more(app: Flask, committee: FlaskClient, reported: Reported) -> None:
    pressed = committee.post(f"{reported.of(reported.guess)}/match", data={"registration": "", "list": "1"})

    assert pressed.location == REVIEW
    assert "Sri Wahyunni" not in committee.get(REVIEW).text
    assert row_of(app, reported.guess) == (How.NOBODY, None, False)
    assert present(app) == {"Dehen Contoh"}


@pytest.mark.parametrize("which", ["guess", "nobody"])
def test_a_row_is_registered_from_the_list(app: Flask, committee: FlaskClient, reported: Reported, which: str) -> None:
    row = getattr(reported, which)
    values = {"name": "Siti Baru", "affiliation": "KIM Handep", "phone": "", "email": "", "consent": "y", "list": "1"}

    pressed = committee.post(f"{reported.of(row)}/registration", data=values)
    again = committee.post(f"{reported.of(row)}/registration", data=values)

    assert (pressed.status_code, pressed.location, again.status_code) == (303, REVIEW, 422)
    assert row_of(app, row)[0] is How.REGISTERED
    assert present(app) == {"Dehen Contoh", "Siti Baru"} | ({"Sri Wahyuni"} if which == "nobody" else set())


def test_without_consent_the_way_back_is_kept(committee: FlaskClient, reported: Reported) -> None:
    answer = committee.post(f"{reported.of(reported.nobody)}/registration", data={"name": "Siti", "list": "1"})

    assert answer.status_code == 422
    assert 'name="list" value="1"' in answer.text
    assert f'href="{REVIEW}"' in answer.text
    assert 'name="list"' not in committee.get(reported.of(reported.nobody)).text


def test_what_stands_in_the_field_is_never_an_address(committee: FlaskClient, reported: Reported) -> None:
    values = {"registration": "", "list": "https://jahat.example/", "next": "//jahat.example/"}

    assert committee.post(f"{reported.of(reported.nobody)}/match", data=values).location == REVIEW


def test_a_cancelled_person_is_not_offered_and_said(committee: FlaskClient, reported: Reported, stored: Stored) -> None:
    def cancelled() -> None:
        db.session.get_one(Registration, reported.sri.id).status = RegistrationStatus.CANCELLED

    stored(cancelled)

    assert "Ya, ini orangnya" not in committee.get(REVIEW).text
    values = {"registration": str(reported.sri.id), "list": "1"}
    assert committee.post(f"{reported.of(reported.guess)}/match", data=values).location == REVIEW
    assert "tidak berlaku pada kegiatan ini" in committee.get(REVIEW).text


@pytest.mark.parametrize("role", [GrantRole.DESK, GrantRole.VIEWER, None])
def test_others_find_neither_list_nor_rows(
    app: Flask, reported: Reported, stored: Stored, sign_in: SignIn, role: GrantRole | None
) -> None:
    client = sign_in(stored(lambda: make_user(reported.office if role else None, role or GrantRole.ADMIN).id))
    address, before = reported.of(reported.guess), row_of(app, reported.guess)

    assert client.get(REVIEW).status_code == 404
    assert client.post(f"{address}/match", data={"registration": "", "list": "1"}).status_code == 404
    assert client.post(f"{address}/registration", data={"name": "A", "consent": "y", "list": "1"}).status_code == 404
    assert row_of(app, reported.guess) == before


def test_a_report_taken_back_waits_for_nobody(committee: FlaskClient, reported: Reported) -> None:
    committee.post(f"/manage/events/forum/imports/{reported.imported.id}/withdrawal")

    assert "Siti_KIM" not in committee.get(REVIEW).text


def test_many_rows_are_bounded_and_cost_what_few_do(
    app: Flask, reported: Reported, stored: Stored, sign_in: SignIn
) -> None:
    def counted() -> tuple[int, Any]:
        with count_queries(engine_of(app)) as found:
            page = client.get(REVIEW).text
        return len(found), page

    client = sign_in(reported.committee)
    few, _page = counted()

    def more() -> None:
        for number in range(MOST_ROWS + 5):
            row = ImportedParticipant(import_id=reported.imported.id, number=100 + number, name=f"Asing {number:02}")
            row.spans, row.how = [], How.NOBODY
            db.session.add(row)

    stored(more)
    many, page = counted()

    assert (page.count("Daftarkan sebagai peserta baru"), many) == (MOST_ROWS, few)
    assert "7 baris lagi pada laporan belum diputuskan" in page
    assert "show=unmatched" in page


@pytest.mark.parametrize(
    ("displayed", "name", "origin"),
    [
        ("Siti_KIM Handep", "Siti", "KIM Handep"),
        ("KT-7F3K Hj. Siti Aminah, S.Pd._KIM Handep", "Hj. Siti Aminah, S.Pd.", "KIM Handep"),
        ("Galaxy A14", "Galaxy A14", ""),
        ("_", "_", ""),
        ("", "", ""),
    ],
)
def test_a_displayed_name_is_offered_in_halves(displayed: str, name: str, origin: str) -> None:
    assert halves(displayed) == (name, origin)
