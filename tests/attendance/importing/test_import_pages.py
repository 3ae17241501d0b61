"""The pages of imported reports: only the committee, a sentence at the field, GET changes nothing."""

import io
from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select

from tests.attendance.importing.providers import TITLE, VARIANTS, ZOOM_OLD, ZOOM_PREAMBLE
from tests.attendance.pages import Stored
from tests.factories import make_event, make_registration, make_user
from webapp.accounts.models import GrantRole
from webapp.attendance.importing.models import AttendanceImport, ImportedParticipant
from webapp.attendance.models import COUNTED, Attendance
from webapp.audit.models import AuditEntry
from webapp.database import db
from webapp.directory.models import Organization
from webapp.events.models import Event, Mode

REPORT = (ZOOM_PREAMBLE + ZOOM_OLD).encode()
SignIn = Callable[[int], FlaskClient]


@pytest.fixture
def event(stored: Stored) -> Event:
    def make() -> Event:
        made = make_event(slug="forum", summary=TITLE)
        make_registration(made, name="Dehen Contoh", mode=Mode.ONLINE)
        make_registration(made, name="Siti", mode=Mode.ONLINE)
        return made

    made: Event = stored(make)
    return made


def organization_of(event: Event) -> Organization:
    return db.session.get_one(Organization, event.organization_id)


@pytest.fixture
def committee(event: Event, stored: Stored, sign_in: SignIn) -> FlaskClient:
    return sign_in(stored(lambda: make_user(organization_of(event))).id)


def send(client: FlaskClient, content: bytes = REPORT, **values: Any) -> Any:
    given = {"report": (io.BytesIO(content), "participants.csv"), "tzid": "Asia/Jakarta", "session": "1"} | values
    return client.post("/manage/events/forum/imports", data=given)


def count(app: Flask, query: Any) -> int:
    with app.app_context():
        return db.session.scalar(query) or 0


def present(app: Flask) -> int:
    return count(app, select(func.count()).select_from(Attendance).where(COUNTED))


def test_a_report_is_looked_at_then_counted_then_taken_back(app: Flask, committee: FlaskClient) -> None:
    sent = send(committee)
    page = committee.get(sent.location)

    assert (sent.status_code, page.status_code) == (303, 200)
    assert "Dehen Contoh" in page.text and "Tebakan" in page.text and present(app) == 0

    assert committee.post(f"{sent.location}/confirmation").status_code == 303
    assert present(app) == 2

    assert committee.post(f"{sent.location}/withdrawal").status_code == 303
    assert present(app) == 0
    assert "Ditarik kembali" in committee.get("/manage/events/forum/imports").text


def test_the_same_file_again_leads_to_what_became_of_it(app: Flask, committee: FlaskClient) -> None:
    first = send(committee).location

    again = send(committee)

    assert again.location == first
    assert "sudah pernah diunggah" in committee.get(first).text
    assert count(app, select(func.count()).select_from(AttendanceImport)) == 1


def test_a_report_of_another_meeting_is_asked_about_on_the_page(app: Flask, committee: FlaskClient) -> None:
    where = send(committee, REPORT.replace(TITLE.encode(), b"Panen raya")).location

    assert "Apakah ini laporan yang benar?" in committee.get(where).text
    refused = committee.post(f"{where}/confirmation")
    assert (refused.status_code, present(app)) == (409, 0)
    assert committee.post(f"{where}/confirmation", data={"is_sure": "y"}).status_code == 303
    assert present(app) == 2


@pytest.mark.parametrize("content", [b"", b"nama\nDehen\n", b"\x89PNG\r\n\x1a\n\x00"])
def test_what_is_no_report_is_said_at_the_field(app: Flask, committee: FlaskClient, content: bytes) -> None:
    answer = send(committee, content)

    assert (answer.status_code, "field-error" in answer.text) == (422, True)
    assert count(app, select(func.count()).select_from(AttendanceImport)) == 0


def test_no_file_is_said_too(committee: FlaskClient) -> None:
    answer = committee.post("/manage/events/forum/imports", data={"tzid": "Asia/Jakarta", "session": "1"})

    assert (answer.status_code, "Mohon pilih berkas" in answer.text) == (422, True)


def test_a_row_is_matched_by_hand_and_let_go(app: Flask, committee: FlaskClient) -> None:
    where = send(committee).location
    committee.post(f"{where}/confirmation")
    with app.app_context():
        row = db.session.scalars(select(ImportedParticipant).order_by(ImportedParticipant.number.desc())).first()
    assert row is not None

    assert "Ini orangnya" in committee.get(f"{where}/rows/{row.id}").text
    assert committee.post(f"{where}/rows/{row.id}/match", data={"registration": ""}).status_code == 303
    assert present(app) == 1
    assert committee.post(f"{where}/rows/{row.id}/match", data={"registration": "2"}).status_code == 303
    assert present(app) == 2


def test_a_row_is_registered_with_consent_alone(app: Flask, committee: FlaskClient) -> None:
    where = send(committee, REPORT.replace(b"Siti_KIM Handep", b"Orang Baru")).location
    committee.post(f"{where}/confirmation")
    with app.app_context():
        row = db.session.scalars(select(ImportedParticipant.id).where(ImportedParticipant.name == "Orang Baru")).one()

    unasked = committee.post(f"{where}/rows/{row}/registration", data={"name": "Orang Baru"})
    made = committee.post(f"{where}/rows/{row}/registration", data={"name": "Orang Baru", "consent": "y"})

    assert (unasked.status_code, made.status_code, present(app)) == (422, 303, 2)


def test_the_raw_file_comes_back_as_it_was(committee: FlaskClient) -> None:
    where = send(committee, VARIANTS["teams"]).location

    with committee.get(f"{where}/file") as answer:
        assert (answer.data, answer.headers["Content-Disposition"].split(";")[0]) == (VARIANTS["teams"], "attachment")


def test_every_step_is_in_the_audit_log(app: Flask, committee: FlaskClient) -> None:
    where = send(committee).location
    committee.get(where)
    committee.post(f"{where}/confirmation")

    with app.app_context():
        acts = set(db.session.scalars(select(AuditEntry.act)))
    assert {"report.uploaded", "report.viewed", "report.confirmed"} <= acts


@pytest.mark.parametrize("role", [GrantRole.DESK, GrantRole.VIEWER, None])
def test_others_see_no_report(event: Event, stored: Stored, sign_in: SignIn, role: GrantRole | None) -> None:
    def make() -> int:
        organization = organization_of(event) if role else None
        return make_user(organization, role or GrantRole.ADMIN).id

    client = sign_in(stored(make))

    assert client.get("/manage/events/forum/imports").status_code == 404
    assert send(client).status_code == 404


def test_an_import_of_another_event_is_not_found(event: Event, committee: FlaskClient, stored: Stored) -> None:
    where = send(committee).location
    stored(lambda: make_event(slug="lain", organization=organization_of(event)))

    assert committee.get(where.replace("/forum/", "/lain/")).status_code == 404
    assert committee.post(f"{where.replace('/forum/', '/lain/')}/confirmation").status_code == 404
