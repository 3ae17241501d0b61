"""The laporan kegiatan and the ZIP that an office files: filled with what is known, in a fixed order."""

import io
import re
from zipfile import ZipFile

import docx
import pytest
from flask import Flask
from flask.testing import FlaskClient
from pypdf import PdfReader
from sqlalchemy import select

from tests.attendance.test_reports import HOSTILE, a_messy_event
from tests.factories import START, make_organization, make_user
from webapp.accounts.models import GrantRole
from webapp.attendance.narrating import bundling, writing
from webapp.attendance.narrating.models import Part
from webapp.database import db
from webapp.directory.models import Signatory
from webapp.events import queries
from webapp.events.models import Event, Role
from webapp.work.models import Job
from webapp.work.running import Task

CHAPTERS = [
    "A. PENDAHULUAN",
    "B. KEGIATAN YANG DILAKSANAKAN",
    "C. HASIL YANG DICAPAI",
    "D. SIMPULAN DAN SARAN",
    "E. PENUTUP",
]


def an_event() -> Event:
    """The messy event of an office with letterhead and signatory, a speaker with a hostile name, and two texts."""
    office = make_organization(letterhead="PEMERINTAH\nDINAS CONTOH", place="Palangka Raya")
    office.signatories = [Signatory(title_line="Kepala Dinas,", name="NAMA PEJABAT", nip="199001012020121001")]
    event = a_messy_event()
    event.organization = office
    event.roles = [Role(role="narasumber", name=HOSTILE, talk_title="Kabar\nbaik")]
    writing.write(event, texts={Part.RESULTS: "Satu berita.", Part.FOLLOW_UP: "Pendampingan."}, at=START)
    db.session.flush()
    return event


@pytest.fixture
def office(app: Flask, sign_in: object) -> tuple[FlaskClient, str, int]:
    with app.app_context():
        event = an_event()
        user = make_user(event.organization, GrantRole.COMMITTEE)
        db.session.commit()
        slug, event_id, user_id = event.slug, event.id, user.id
    return sign_in(user_id), f"/manage/events/{slug}", event_id  # type: ignore[operator]


def words(pdf: bytes) -> str:
    return re.sub(r"\s+", " ", " ".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages))


def test_the_document_has_the_chapters_in_order_and_what_was_written(office: tuple[FlaskClient, str, int]) -> None:
    client, base, _id = office

    made = docx.Document(io.BytesIO(client.get(f"{base}/activity-report.docx").data))

    texts = [one.text for one in made.paragraphs]
    cells = {cell.text for table in made.tables for row in table.rows for cell in row.cells}
    assert [text for text in texts if text in CHAPTERS] == CHAPTERS
    assert {"Satu berita.", "Pendampingan.", "NIP 199001012020121001"} <= set(texts)
    assert {HOSTILE, "Kabar baik", "Tidak disebutkan"} <= cells


def test_paper_document_and_summary_hold_the_same_figures(office: tuple[FlaskClient, str, int]) -> None:
    client, base, _id = office
    paper = words(client.get(f"{base}/activity-report.pdf").data)
    made = docx.Document(io.BytesIO(client.get(f"{base}/activity-report.docx").data))
    sentence = re.search(r'class="statement">([^<]+)<', client.get(f"{base}/summary").text)

    assert sentence is not None
    assert sentence[1] in paper
    assert sentence[1] in [one.text for one in made.paragraphs]
    assert all(chapter in paper for chapter in CHAPTERS)


def test_every_table_of_people_adds_up_to_everybody(office: tuple[FlaskClient, str, int]) -> None:
    client, base, _id = office
    made = docx.Document(io.BytesIO(client.get(f"{base}/activity-report.docx").data))

    sums = []
    for table in made.tables:
        rows = [[cell.text for cell in row.cells] for row in table.rows]
        if rows[-1][0] == "Jumlah":
            sums.append((sum(int(row[1]) for row in rows[1:-1]), int(rows[-1][1])))
    assert len(sums) == 6
    assert set(sums) == {(5, 5)}


def test_the_bundle_holds_everything_in_fixed_order(app: Flask, office: tuple[FlaskClient, str, int]) -> None:
    steps: list[tuple[int, int]] = []
    with app.app_context():
        task = Task({"event": office[2]}, 1, lambda done, total: steps.append((done, total)), START)
        result = bundling.run(task)

    archive = ZipFile(io.BytesIO(result.content))
    names = archive.namelist()
    assert names == sorted(names)
    assert [name.partition("-")[2] for name in names] == [
        "undangan.pdf",
        "susunan-acara.pdf",
        "daftar-hadir-luring.pdf",
        "daftar-hadir-daring.pdf",
        "laporan-kegiatan.pdf",
        "laporan-kegiatan.docx",
        "ringkasan.pdf",
    ]
    assert steps[-1] == (7, 7)
    assert "Salundik" in words(archive.read("03-daftar-hadir-luring.pdf"))
    assert "DINAS CONTOH" in words(archive.read("01-undangan.pdf"))
    assert "Kabar baik" in words(archive.read("02-susunan-acara.pdf"))


def test_the_worker_is_asked_once_for_two_presses(app: Flask, office: tuple[FlaskClient, str, int]) -> None:
    client, base, _id = office

    answers = [client.post(f"{base}/bundle") for _press in range(2)]

    assert {answer.status_code for answer in answers} == {303}
    with app.app_context():
        (job,) = db.session.scalars(select(Job)).all()
    assert (job.kind, job.least_role) == (bundling.KIND, GrantRole.COMMITTEE)


def test_a_deleted_event_makes_no_bundle(context: Flask) -> None:
    assert db.session.scalar(queries.whole().where(Event.id == 999)) is None
    with pytest.raises(Exception, match="sudah tidak ada"):
        bundling.run(Task({"event": 999}, 1, lambda done, total: None, START))
