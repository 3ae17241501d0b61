"""Paper at the door: numbers that never move, fast entry through the one verb, and labels printed ahead."""

import re
from collections.abc import Callable
from datetime import timedelta
from io import BytesIO
from typing import Any, NamedTuple

import pytest
from flask import Flask
from flask.testing import FlaskClient
from pypdf import PdfReader
from sqlalchemy import select

from tests import factories as make
from tests.counting import count_queries, engine_of
from webapp.accounts.models import GrantRole
from webapp.attendance.models import Attendance, Channel, Registration, RegistrationStatus, Scan
from webapp.audit.models import AuditEntry
from webapp.clock import now
from webapp.database import db
from webapp.directory.models import Organization
from webapp.events.models import Event

Stored = Callable[[Callable[[], Any]], Any]
SignIn = Callable[[int], FlaskClient]
PEOPLE = ("Dehen Lambung", "Batal Sekali", "Siti Aminah", "Siti Rahma", "Yanti")


WRONG = {
    "siti": "3 Siti Aminah",
    "9": "Nomor 9",
    "1, 9": "Nomor 9",
    "Nobody": "tulis +",
    "7-3": "12-18",
    "1-999999": "12-18",
    "": "Tulis nomor",
    "+": "setelah tanda +",
}


class Hall(NamedTuple):
    slug: str
    session: int
    desk: int
    viewer: int
    short: str


def build(*, ago: timedelta = timedelta(hours=1)) -> Hall:
    event = make.make_event(start=now() - ago)
    made = [make.make_registration(event, name=name, affiliation="KIM Handep") for name in PEOPLE]
    made[1].status = RegistrationStatus.CANCELLED
    office = db.session.get_one(Organization, event.organization_id)
    desk, viewer = (make.make_user(office, role).id for role in (GrantRole.DESK, GrantRole.VIEWER))
    return Hall(event.slug, event.sessions[0].id, desk, viewer, made[4].tickets[0].short_code)


@pytest.fixture
def hall(stored: Stored) -> Hall:
    made: Hall = stored(build)
    return made


def entry(client: FlaskClient, hall: Hall, row: str, **more: str) -> Any:
    return client.post(f"/manage/events/{hall.slug}/paper", data={"row": row, "entry": "e1"} | more)


def came(app: Flask) -> list[str]:
    with app.app_context():
        rows = select(Registration).join(Attendance, Attendance.registration_id == Registration.id)
        standing = rows.where(Attendance.is_standing.is_(True)).order_by(Registration.id)
        ids = [one.id for one in db.session.scalars(standing)]
        everybody = list(db.session.scalars(select(Registration.id).order_by(Registration.id)))
    return [str(everybody.index(one) + 1) for one in ids]


@pytest.mark.parametrize(
    ("row", "numbers"),
    [("3", "3"), ("5, 1", "1 5"), ("3-5", "3 4 5"), ("dehen", "1"), ("siti rah", "4"), ("Yanti", "5")],
)
def test_numbers_ranges_and_names_record_whom_they_mean(
    hall: Hall, sign_in: SignIn, app: Flask, row: str, numbers: str
) -> None:
    assert entry(sign_in(hall.desk), hall, row).status_code == 200

    assert " ".join(came(app)) == numbers


def test_a_short_code_is_taken_too_and_the_evidence_says_kertas(
    hall: Hall, sign_in: SignIn, app: Flask, stored: Stored
) -> None:
    entry(sign_in(hall.desk), hall, hall.short.lower())

    with app.app_context():
        scan, attended = db.session.scalars(select(Scan)).one(), db.session.scalars(select(Attendance)).one()
        assert (scan.channel, attended.channel) == (Channel.PAPER, Channel.PAPER)
    assert "kertas" in sign_in(hall.viewer).get(f"/manage/events/{hall.slug}/attendance.csv").text


def test_a_line_that_means_nobody_or_several_records_nobody_and_comes_back(
    hall: Hall, sign_in: SignIn, app: Flask
) -> None:
    desk = sign_in(hall.desk)
    for row, said in WRONG.items():
        answer = entry(desk, hall, row)

        assert answer.status_code == 422 and said in answer.text
        assert f'value="{row}"' in answer.text

    assert came(app) == []


def test_a_cancelled_one_is_refused_by_the_verb_and_logged(hall: Hall, sign_in: SignIn, app: Flask) -> None:
    answer = entry(sign_in(hall.desk), hall, "2")

    assert "sudah dibatalkan" in answer.text and came(app) == []
    with app.app_context():
        assert db.session.scalars(select(Scan)).one().reason == "cancelled"


def test_sending_a_line_twice_records_once(hall: Hall, sign_in: SignIn, app: Flask) -> None:
    desk = sign_in(hall.desk)
    for row in ("1-3", "1-3", "+ Tamu; KIM Baru; p", "+ Tamu; KIM Baru; p"):
        entry(desk, hall, row)

    with app.app_context():
        assert len(list(db.session.scalars(select(Scan)))) == 4
        guest = db.session.scalars(select(Registration).where(Registration.is_walk_in.is_(True))).one()
        assert (guest.affiliation, guest.gender) == ("KIM Baru", "P")


def test_a_sheet_typed_in_days_later_counts_at_the_sessions_beginning(
    stored: Stored, sign_in: SignIn, app: Flask
) -> None:
    hall: Hall = stored(lambda: build(ago=timedelta(days=3)))

    entry(sign_in(hall.desk), hall, "1")

    with app.app_context():
        scan, attended = db.session.scalars(select(Scan)).one(), db.session.scalars(select(Attendance)).one()
        assert (scan.reason, attended.first_at) == ("", scan.scanned_at)
        assert now() - scan.scanned_at > timedelta(days=2)


def test_a_mistyped_row_is_taken_back_and_a_guest_goes_with_it(hall: Hall, sign_in: SignIn, app: Flask) -> None:
    desk = sign_in(hall.desk)
    for row in ("1", "+ Tamu"):
        page = entry(desk, hall, row).text
        undo = re.search(rf"/manage/events/{hall.slug}/paper/[0-9a-f-]+/undo", page)
        assert undo is not None
        desk.post(undo[0])

    assert came(app) == []
    with app.app_context():
        guest = db.session.scalars(select(Registration).where(Registration.is_walk_in.is_(True))).one()
        assert guest.status is RegistrationStatus.CANCELLED


def test_paper_is_for_the_desk_and_is_written_down(hall: Hall, sign_in: SignIn, app: Flask) -> None:
    viewer = sign_in(hall.viewer)
    for path in ("paper", "paper/sheet.pdf", "labels", "labels/labels.pdf"):
        assert viewer.get(f"/manage/events/{hall.slug}/{path}").status_code == 404
    assert entry(viewer, hall, "1").status_code == 404
    desk = sign_in(hall.desk)
    entry(desk, hall, "1")
    desk.get(f"/manage/events/{hall.slug}/paper/sheet.pdf")
    desk.get(f"/manage/events/{hall.slug}/labels/labels.pdf")

    with app.app_context():
        acts = set(db.session.scalars(select(AuditEntry.act)))
    assert {"paper.entered", "paper.printed", "labels.printed"} <= acts


def test_sheet_keeps_each_number_when_others_cancel_or_register(hall: Hall, sign_in: SignIn) -> None:
    words = text_of(sign_in(hall.desk).get(f"/manage/events/{hall.slug}/paper/sheet.pdf").data)

    assert "Batal Sekali" not in words
    assert re.search(r"3\s+Siti\s+Aminah", words) and hall.slug in words and hall.short in words


@pytest.mark.parametrize(
    ("paper", "size"), [("a4-8", (210, 297)), ("a4-21", (210, 297)), ("roll", (80, 50)), ("x", (210, 297))]
)
def test_labels_hold_everybody_in_the_room_on_each_paper(
    hall: Hall, sign_in: SignIn, paper: str, size: tuple[int, int]
) -> None:
    answer = sign_in(hall.desk).get(f"/manage/events/{hall.slug}/labels/labels.pdf?paper={paper}")

    box = PdfReader(BytesIO(answer.data)).pages[0].mediabox
    assert (round(float(box.width) / 72 * 25.4), round(float(box.height) / 72 * 25.4)) == size
    words = text_of(answer.data)
    assert all(name.split()[-1] in words for name in PEOPLE if name != "Batal Sekali") and "Batal" not in words


def text_of(paper: bytes) -> str:
    return " ".join(" ".join(page.extract_text() for page in PdfReader(BytesIO(paper)).pages).split())


def test_entry_costs_no_more_statements_in_a_large_event(
    hall: Hall, stored: Stored, sign_in: SignIn, app: Flask
) -> None:
    def crowd() -> Hall:
        made = build()
        event = db.session.scalars(select(Event).where(Event.slug == made.slug)).one()
        for n in range(25):
            make.make_registration(event, name=f"Orang {n}")
        return made

    counts = []
    for one in (hall, stored(crowd)):
        desk = sign_in(one.desk)
        with count_queries(engine_of(app)) as counted:
            assert entry(desk, one, "1").status_code == 200
        counts.append(len(counted))
    assert counts[0] == counts[1]
