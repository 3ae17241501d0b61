"""One messy activity, and everything that counts it: they all say the same."""

import csv
import io
import re
import shutil
import subprocess
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any, NamedTuple
from uuid import uuid4
from xml.sax.saxutils import escape

import docx
import pytest
from flask import Flask
from flask.testing import FlaskClient
from pypdf import PdfReader
from python_calamine import CalamineWorkbook
from sqlalchemy import select

from tests.attendance.test_reports import come
from tests.factories import START, make_event, make_organization, make_person, make_registration, make_user
from webapp.accounts.models import ApiToken, GrantRole
from webapp.attendance.certifying.models import Certificate
from webapp.attendance.checking_in.correcting.undoing import undo_scan
from webapp.attendance.checking_in.people.walking_in import WalkIn, admit_walk_in
from webapp.attendance.checking_in.scanning.gates import gate_of
from webapp.attendance.checking_in.scanning.recording import Presented
from webapp.attendance.models import Action, Channel, Scan
from webapp.clock import now
from webapp.database import db
from webapp.events.models import Event, Mode
from webapp.web.tokens import new_token, token_hash

# What spreadsheets like to read as something else.
NAMES = ("=1+1", "+628125012345", "@SUM(A1)", "-2+3", "6271011203800001", "Baris satu\nbaris dua")
CAME, IN_PERSON, ONLINE, OUTSIDE = 11, 7, 2, 2


class Made(NamedTuple):
    client: FlaskClient
    base: str
    token: str


def build() -> Event:
    """Three sessions: six odd names in the hall, a substitute, two online, one both ways, two walk-ins, one undone."""
    event = make_event(sessions=3, in_person=8, online=4, summary="Kegiatan berantakan")
    odd = [make_registration(event, name=name, gender="LP"[n % 2]) for n, name in enumerate(NAMES)]
    instead = make_registration(event, name="Pengganti", represents="Kepala Desa", gender="L", age_group="31_45")
    undone = make_registration(event, name="Urung", gender="P")
    online = [make_registration(event, name=f"Daring {n}", mode=Mode.ONLINE, region_code="62.04") for n in range(3)]
    come(event, 0, [*odd[:4], instead, undone])
    come(event, 1, [*odd[:2], *odd[4:]])
    come(event, 2, odd)
    come(event, 0, online[:2], channel=Channel.JOIN)
    come(event, 1, [odd[0]], channel=Channel.JOIN)  # both ways: in person
    for n in range(2):
        walk_in = WalkIn(uuid=str(uuid4()), name=f"Tamu {n}", desk="Pintu A")
        admit_walk_in(event.sessions[0], walk_in, at=START + timedelta(minutes=20 + n))
    taken_back = db.session.scalars(select(Scan).where(Scan.registration_id == undone.id)).one()
    at = START + timedelta(minutes=9)
    presented = Presented(str(uuid4()), "", Action.UNDO, at, Channel.CAMERA, "Pintu A")
    undo_scan(gate_of(event.sessions[0]), taken_back, presented, at=at)
    return event


@pytest.fixture
def made(app: Flask, sign_in: Callable[[int], FlaskClient]) -> Made:
    with app.app_context():
        office, token = make_organization(), new_token()
        event = build()
        event.organization = office
        make_registration(event, person=make_person("Telat"), mode=Mode.ONLINE)
        user = make_user(office)
        values = {"name": "Dasbor", "role": GrantRole.VIEWER, "created_at": now(), "token_hash": token_hash(token)}
        db.session.add(ApiToken(organization_id=office.id, **values))
        db.session.commit()
        user_id, slug = user.id, event.slug
    return Made(sign_in(user_id), f"/manage/events/{slug}", token)


def words(pdf: bytes) -> str:
    return re.sub(r"\s+", " ", " ".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages))


def numbered(pdf: bytes) -> int:
    """How many rows a daftar hadir has: each carries the evidence of one person."""
    return len(re.findall(r"Hadir \d\d\.\d\d|\d\d\.\d\d (?:\d\d\.\d\d )?tautan", words(pdf)))


def totals(made: Made) -> dict[str, tuple[int, ...]]:
    """What each way of looking says: in person, online, outside the quota, all."""
    client, base, token = made
    get = client.get
    page = re.sub(r"<[^>]+>", "", get(f"{base}/attendance").text.partition('<p class="reconciled">')[2])
    rows = list(csv.DictReader(io.StringIO(get(f"{base}/attendance.csv").data.decode("utf-8-sig"))))
    book = CalamineWorkbook.from_filelike(io.BytesIO(get(f"{base}/attendance.xlsx").data))
    figures: dict[str, Any] = {str(row[0]): row[1] for row in book.get_sheet_by_index(1).to_python()}
    bearer = {"Authorization": f"Bearer {token}"}
    told = get(f"/api/v1{base.removeprefix('/manage')}/attendance", headers=bearer).get_json()["totals"]
    recap = get("/api/v1/recap?from=2022-01-01&to=2022-12-31", headers=bearer).get_json()["events"][0]
    paper = [numbered(get(f"{base}/attendance-list.pdf?variant={leaf}").data) for leaf in ("after", "online")]
    summary = words(get(f"{base}/summary.pdf").data)
    document = docx.Document(io.BytesIO(get(f"{base}/activity-report.docx").data))
    written = next(one.text for one in document.paragraphs if "nama pada daftar hadir" in one.text)
    came = [row for row in rows if row["Hadir"] in {"luring", "daring"}]
    inside = [row for row in came if row["Di luar kuota"] != "ya"]
    return {
        "page": _line(page),
        "summary": _line(summary),
        "document": _line(written),
        "csv": (*(sum(row["Hadir"] == mode for row in inside) for mode in ("luring", "daring")),
                len(came) - len(inside), len(came)),
        "xlsx": tuple(int(figures[name]) for name in (
            "Hadir luring", "Hadir daring", "Hadir di luar kuota", "Jumlah nama pada daftar hadir")),
        "json": (told["present"]["in_person"], told["present"]["online"], told["outside_quota"],
                 told["present"]["total"] + told["outside_quota"]),
        "recap": (recap["in_person"], recap["online"], recap["outside_quota"], recap["attendances"]),
        "papers": (paper[0] - OUTSIDE, paper[1], OUTSIDE, sum(paper)),
    }  # fmt: skip


def _line(text: str) -> tuple[int, ...]:
    found = re.search(r"(\d+) luring \+ (\d+) daring \+ (\d+) di luar kuota = (\d+) nama", " ".join(text.split()))
    assert found is not None, text[:300]
    return tuple(map(int, found.groups()))


def test_everything_that_counts_says_the_same(made: Made) -> None:
    found = totals(made)

    assert found == dict.fromkeys(found, (IN_PERSON, ONLINE, OUTSIDE, CAME))


def test_the_sheet_of_sessions_holds_everybody_and_each_session(made: Made) -> None:
    client, base, _token = made
    book = CalamineWorkbook.from_filelike(io.BytesIO(client.get(f"{base}/attendance.xlsx").data))
    rows: list[list[Any]] = book.get_sheet_by_name("Per sesi").to_python()
    (totals,) = [row for row in rows if row[1] == "Jumlah"]
    people = [row for row in rows[1:] if isinstance(row[0], float)]

    assert [sum(row[n] for row in people) for n in range(3, 7)] == totals[3:7]
    assert sum(bool(row[6]) for row in people) == CAME
    assert all(row[7] == row[6] / 3 for row in people)
    assert (rows[0][8], [row[8] for row in people].count("ya")) == ("Lulus", CAME)


def test_the_raw_scans_say_the_same(app: Flask, made: Made) -> None:
    with app.app_context():
        scans = db.session.scalars(select(Scan)).all()
    undone = {scan.undoes_id for scan in scans if scan.undoes_id}
    admitted = {
        scan.registration_id
        for scan in scans
        if scan.outcome == "admitted" and scan.action == Action.IN and scan.id not in undone
    }

    assert len(admitted) == CAME


def test_odd_names_come_back_from_the_files_as_they_were_typed(made: Made) -> None:
    client, base, _token = made
    book = CalamineWorkbook.from_filelike(io.BytesIO(client.get(f"{base}/attendance.xlsx").data))
    cells: list[list[Any]] = book.get_sheet_by_index(0).to_python()
    text = client.get(f"{base}/attendance.csv").data.decode("utf-8-sig")
    names = [row["Nama"].removeprefix("'") for row in csv.DictReader(io.StringIO(text, newline=""))]

    column = cells[0].index("Nama")
    assert set(NAMES) <= {row[column] for row in cells}
    assert set(NAMES) <= set(names)
    assert all(isinstance(row[0], float) for row in cells[1 : len(names) + 1])
    assert not re.search(r'(?m)(?:^|,)"?[=+@-]', text)


def test_the_certificates_say_the_same(app: Flask, made: Made) -> None:
    client, base, token = made
    before = client.get(f"{base}/attendance").text
    client.post(f"{base}/certificates")

    page = re.sub(r"<[^>]+>", "", client.get(f"{base}/attendance").text.partition('<p class="reconciled">')[2])
    behind = client.get(f"{base}/attendance?show=certified").text
    bearer = {"Authorization": f"Bearer {token}"}
    recap = client.get("/api/v1/recap?from=2022-01-01&to=2022-12-31", headers=bearer).get_json()["events"][0]
    with app.app_context():
        held = db.session.scalars(select(Certificate.registration_id)).all()

    assert "Sertifikat belum diterbitkan" in before
    assert f"dan sama dengan {CAME} sertifikat." in " ".join(page.split())
    assert f"Hadir dan bersertifikat: {CAME}" in behind
    assert recap["certificates"] == len(set(held)) == CAME


@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed here")
def test_libreoffice_reads_names_as_names_and_opens_the_report(made: Made, tmp_path: Path) -> None:
    """A second reader, with its own guesses: it must not calculate, and must lose no digit."""
    client, base, _token = made
    files = {"teks.csv": "attendance.csv", "buku.xlsx": "attendance.xlsx", "laporan.docx": "activity-report.docx"}
    for kept, address in files.items():
        (tmp_path / kept).write_bytes(client.get(f"{base}/{address}").data)

    _convert(tmp_path, "fods", "teks.csv", "buku.xlsx")
    _convert(tmp_path, "pdf", "laporan.docx")

    for table in ("teks.fods", "buku.fods"):
        read = (tmp_path / table).read_text()
        assert "table:formula" not in read
        assert all(escape(name.split("\n")[0]) in read for name in NAMES)
    report = PdfReader(tmp_path / "laporan.pdf")
    paper = " ".join(" ".join(page.extract_text().split()) for page in report.pages)
    assert _line(paper) == (IN_PERSON, ONLINE, OUTSIDE, CAME)
    assert f"Halaman 1 dari {len(report.pages)}" in paper
    assert [round(float(side) / 72 * 25.4) for side in report.pages[0].mediabox[2:]] == [210, 297]


def _convert(folder: Path, form: str, *names: str) -> None:
    profile = f"-env:UserInstallation=file://{folder}/profile"
    command = ["soffice", profile, "--headless", "--convert-to", form, "--outdir", str(folder), *names]
    subprocess.run(command, cwd=folder, check=True, timeout=180)
