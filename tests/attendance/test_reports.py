"""One event, every format, the same totals."""

import csv
import io
import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from flask import Flask
from flask.testing import FlaskClient
from PIL import Image
from pypdf import PdfReader
from python_calamine import CalamineWorkbook
from sqlalchemy import select
from sqlalchemy.orm import selectinload

from tests.attendance.applying import make_attendance
from tests.attendance.pages import Stored
from tests.counting import count_queries, engine_of
from tests.factories import HOUR, START, make_event, make_organization, make_person, make_registration, make_user
from webapp.accounts.models import GrantRole
from webapp.attendance.checking_in.correcting.undoing import undo_scan
from webapp.attendance.checking_in.scanning.gates import gate_of
from webapp.attendance.checking_in.scanning.recording import Presented, record_scan
from webapp.attendance.models import Action, Attendance, Channel, RegistrationStatus, Scan
from webapp.attendance.reporting import gathering
from webapp.attendance.reporting.arriving import arrivals
from webapp.attendance.reporting.axes import axes
from webapp.attendance.reporting.gathering import report
from webapp.attendance.verdicts.models import AttendanceRule
from webapp.audit.models import AuditEntry
from webapp.database import db
from webapp.directory.models import Organization
from webapp.documents.attendance_list import Column
from webapp.events.models import Event, Mode, Role

HOSTILE = '=HYPERLINK("http://jahat.example")'


def a_messy_event() -> Event:
    """Two in the hall, one online, one who came both ways, one absent, one outside the quota, one who waits."""
    event = make_event(sessions=2, in_person=4, online=3)
    names = ["Dehen", HOSTILE, "Hj. Aminah, S.Pd."]
    here = [make_registration(event, name=name, gender="L", region_code="62.71") for name in names]
    there = [make_registration(event, name=name, mode=Mode.ONLINE) for name in ("Mariani", "Kartini")]
    outside = make_registration(event, name="Salundik", is_outside_quota=True, is_walk_in=True)
    make_registration(event, name="Menunggu", status=RegistrationStatus.WAITING)
    come(event, 0, [*here[:2], outside])
    come(event, 1, here[:1])
    come(event, 0, there[:1], channel=Channel.JOIN)
    come(event, 0, there[1:], channel=Channel.JOIN)
    come(event, 1, there[1:])
    return event


def come(event: Event, session: int, people: list[Any], channel: Channel = Channel.CAMERA) -> None:
    for minute, one in enumerate(people):
        at = event.sessions[session].dtstart + timedelta(minutes=minute)
        presented = Presented(str(uuid4()), one.tickets[0].code, Action.IN, at, channel, "Pintu A")
        record_scan(event.sessions[session], presented, at=at)


def test_each_person_is_counted_once_and_where_they_really_were(context: Flask) -> None:
    found = report(a_messy_event())

    counts = [len(found.present(Mode.IN_PERSON)), len(found.present(Mode.ONLINE)), len(found.outside_quota())]
    assert counts == [3, 1, 1]
    assert len(found.everyone()) == sum(counts)
    assert (len(found.registered()), found.waiting) == (5, 1)


def test_an_undone_admission_is_no_attendance(context: Flask) -> None:
    event = make_event()
    one = make_registration(event)
    come(event, 0, [one])
    at = START + timedelta(minutes=1)
    undone = db.session.scalars(select(Scan)).one()
    undo_scan(
        gate_of(event.sessions[0]),
        undone,
        Presented(str(uuid4()), "", Action.UNDO, at, Channel.CAMERA, "Pintu A"),
        at=at,
    )

    assert report(event).everyone() == []


def test_the_list_is_ordered_by_the_bare_name(context: Flask) -> None:
    names = [one.name for one in report(a_messy_event()).attendees]

    assert names.index("Hj. Aminah, S.Pd.") < names.index("Dehen")


def test_arrivals_add_up_and_stay_within_the_chart(context: Flask) -> None:
    event = make_event(in_person=200)
    for minute in range(0, 170, 2):
        one = make_registration(event, name=f"Orang {minute}")
        at = START + timedelta(minutes=minute)
        record_scan(
            event.sessions[0],
            Presented(str(uuid4()), one.tickets[0].code, Action.IN, at, Channel.CAMERA, "A"),
            at=at,
        )

    found = report(event).arrivals

    assert (sum(found.in_person), len(found.starts) <= 24) == (85, True)


def test_the_chart_says_the_same_as_the_figures(context: Flask) -> None:
    """Who came outside the quota is counted apart in both, so that no legend contradicts a figure."""
    found = report(a_messy_event())
    spans = found.arrivals

    drawn = [sum(spans.in_person), sum(spans.online), sum(spans.outside_quota)]
    assert drawn == [len(found.present(Mode.IN_PERSON)), len(found.present(Mode.ONLINE)), len(found.outside_quota())]


def test_every_page_of_the_list_is_a_part_of_the_signed_list(context: Flask) -> None:
    event = make_event(in_person=100, sessions=2)
    for n in range(40):
        one = make_registration(event, name=f"{('H. ', 'Hj. ', '')[n % 3]}{'abcdefgh'[n % 8]}{n % 5}")
        for session in event.sessions[: n % 3]:
            make_attendance(one, session_id=session.id, first_at=START + timedelta(minutes=n))
    found = report(event)

    pages = [found.shown(found.chosen("all"), start=start, stop=start + 4) for start in range(0, 44, 4)]

    assert [one for page in pages for one in page] == list(found.attendees)


def test_who_came_both_ways_and_on_several_days_is_told_whole(context: Flask) -> None:
    event = make_event(sessions=2)
    one = make_registration(event, name="Dehen")
    first, second = event.sessions
    make_attendance(one, session_id=second.id, first_at=START + 9 * HOUR, mode=Mode.IN_PERSON, channel=Channel.CAMERA)
    make_attendance(one, session_id=first.id, first_at=START, mode=Mode.ONLINE, channel=Channel.JOIN)

    found = report(event)

    [told] = found.attendees
    assert (told.mode, told.first_at, told.channel) == (Mode.IN_PERSON, START, Channel.CAMERA)
    assert [len(found.attended(session.id)) for session in event.sessions] == [1, 1]
    assert dict(found.presences.sessions) == {first.id: 1, second.id: 1}
    assert (len(found.arrivals.starts), sum(found.arrivals.in_person)) == (1, 1)


def test_nobody_makes_an_empty_chart() -> None:
    assert arrivals([]).starts == ()


@pytest.fixture
def page(app: Flask, sign_in: Callable[[int], FlaskClient]) -> tuple[FlaskClient, str]:
    """A committee member's browser and the address of the messy event's report."""
    with app.app_context():
        office = make_organization(letterhead="PEMERINTAH\nDINAS CONTOH", place="Palangka Raya")
        user = make_user(office)
        event = a_messy_event()
        event.organization = office
        person = make_person("Lestari", phone="+6281250123456")
        make_registration(event, person=person, mode=Mode.ONLINE)
        db.session.commit()
        user_id, slug = user.id, event.slug
    return sign_in(user_id), f"/manage/events/{slug}"


def test_every_format_tells_the_same_totals(page: tuple[FlaskClient, str]) -> None:
    client, base = page
    text = client.get(f"{base}/attendance").text
    rows = list(csv.DictReader(io.StringIO(client.get(f"{base}/attendance.csv").data.decode("utf-8-sig"))))
    book = CalamineWorkbook.from_filelike(io.BytesIO(client.get(f"{base}/attendance.xlsx").data))
    cells = book.get_sheet_by_index(0).to_python()
    figures = {str(row[0]): row[1] for row in book.get_sheet_by_index(1).to_python() if len(row) > 1}

    assert reconciling(text) == "3 luring + 1 daring + 1 di luar kuota = 5 nama pada daftar hadir"
    assert sum(row["Hadir"] in {"luring", "daring"} for row in rows) == 5
    assert sum("luring" in row or "daring" in row for row in cells if "tidak hadir" not in row) >= 5
    assert (figures["Hadir luring"], figures["Hadir daring"], figures["Jumlah nama pada daftar hadir"]) == (3, 1, 5)


def reconciling(page: str) -> str:
    line = page.partition('<p class="reconciled">')[2].partition(",")[0]
    return " ".join(re.sub(r"<[^>]+>", "", line).split())


def test_every_figure_of_the_reconciling_line_opens_a_list_of_that_length(page: tuple[FlaskClient, str]) -> None:
    client, base = page
    line = client.get(f"{base}/attendance").text.partition('<p class="reconciled">')[2].partition("</p>")[0]

    for href, figure in re.findall(r'<a href="([^"]+)">(\d+) ', line):
        shown = client.get(href.partition("#")[0]).text.partition('id="list"')[2]
        assert shown.count('<th role="rowheader"') == int(figure), href


def test_every_row_of_every_axis_opens_a_list_of_that_length(page: tuple[FlaskClient, str]) -> None:
    client, base = page
    text = client.get(f"{base}/attendance").text
    rows = re.findall(r'<a href="([^"]+axis=[^"]+)">[^<]*</a></span>\s*<span class="bars-value">(\d+)', text)

    assert {"mode", "gender", "age_group", "occupation", "needs", "origin", "region", "group"} == {
        found for href, _n in rows for found in re.findall(r"axis=(\w+)", href)
    }
    for href, figure in rows:
        shown = client.get(href.replace("&amp;", "&").partition("#")[0]).text.partition('id="list"')[2]
        assert shown.count('<th role="rowheader"') == int(figure), href


def test_every_axis_adds_up_to_everybody_and_says_who_did_not_say(context: Flask) -> None:
    found = report(a_messy_event())

    for axis in axes().values():
        rows = found.by(axis)
        assert sum(n for _value, n in rows) == found.counts["everyone"] == 5
        assert rows[-1][0] == ""


def test_registered_people_either_came_or_did_not(context: Flask) -> None:
    counts = report(a_messy_event()).counts

    assert counts["kept"] + counts["no_show"] == counts["registered"] == 5
    assert (counts["no_show"], counts["scanned"], counts["unscanned"]) == (1, 5, 0)


def test_who_came_by_other_evidence_is_told_apart_from_the_scan_log(context: Flask) -> None:
    event = a_messy_event()
    one = make_registration(event, name="Diputuskan", mode=Mode.ONLINE)
    moment = event.sessions[0].dtstart
    row = {"session_id": event.sessions[0].id, "registration_id": one.id, "is_standing": False, "mode": Mode.ONLINE}
    db.session.add(Attendance(**row, first_at=moment, last_at=moment, channel=Channel.REPORT))
    db.session.flush()

    counts = report(event).counts

    assert (counts["everyone"], counts["scanned"], counts["unscanned"]) == (6, 5, 1)


def test_a_session_opens_who_was_there(page: tuple[FlaskClient, str]) -> None:
    client, base = page
    text = client.get(f"{base}/attendance").text
    found = re.findall(r'<a href="([^"]+session=\d+)#list">[^<]*</a></span>\s*<span class="bars-value">(\d+)', text)

    assert [int(n) for _href, n in found] == [5, 2]
    for href, figure in found:
        assert client.get(href).text.partition('id="list"')[2].count('<th role="rowheader"') == int(figure)


def test_a_name_that_is_a_formula_stays_a_name(page: tuple[FlaskClient, str]) -> None:
    client, base = page

    content = client.get(f"{base}/attendance.csv").data.decode("utf-8-sig")
    shown = client.get(f"{base}/attendance").text

    assert "'=HYPERLINK" in content
    assert "=HYPERLINK(&#34;" in shown


@pytest.mark.parametrize(
    ("variant", "has", "lacks"),
    [
        ("blank_signature", "Aminah", "Salundik"),
        ("after", "Salundik", "Aminah"),
        ("online", "Mariani", "Dehen"),
        ("empty", "DINAS CONTOH", "Dehen"),
    ],
)
def test_the_paper_lists_whom_it_is_for(page: tuple[FlaskClient, str], variant: str, has: str, lacks: str) -> None:
    client, base = page

    answer = client.get(f"{base}/attendance-list.pdf?variant={variant}")

    text = " ".join(sheet.extract_text() for sheet in PdfReader(io.BytesIO(answer.data)).pages)
    assert (has in text, lacks in text, "DAFTAR HADIR" in text) == (True, False, True)


def test_the_sheet_of_those_online_says_why_each_counts(stored: Stored, sign_in: Callable[[int], FlaskClient]) -> None:
    def arrange() -> int:
        office = make_organization()
        event = make_event(slug="daring", online=9, organization=office)
        siti = make_registration(event, name="Siti", mode=Mode.ONLINE)
        row = make_attendance(siti, channel=Channel.PAGE, mode=Mode.ONLINE)
        row.why, row.minutes = "minutes", 100
        db.session.add(AttendanceRule(event_id=event.id, minutes_percent=70))
        return make_user(office).id

    client = sign_in(stored(arrange))
    address = "/manage/events/daring/attendance"
    sheet = client.get(f"{address}-list.pdf?variant=online&orientation=landscape")

    printed = " ".join(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(sheet.data)).pages).split())
    said = re.search(r"Hadir daring: 100 dari \d+ menit, batasnya \d+ menit\.", printed)
    assert said
    assert said[0] in client.get(f"{address}.csv").data.decode("utf-8-sig")
    book = CalamineWorkbook.from_filelike(io.BytesIO(client.get(f"{address}.xlsx").data))
    assert said[0] in str(book.get_sheet_by_index(0).to_python())


def test_phones_are_masked_unless_a_committee_member_asks(
    app: Flask, page: tuple[FlaskClient, str], sign_in: Callable[[int], FlaskClient]
) -> None:
    client, base = page
    masked = client.get(f"{base}/attendance.csv").text
    asked = client.get(f"{base}/attendance.csv?phones=full&reason=Tempat+berubah").text
    with app.app_context():
        slug = base.rpartition("/")[2]
        office = db.session.scalar(select(Organization).join(Event).where(Event.slug == slug))
        viewer = make_user(office, GrantRole.VIEWER)
        db.session.commit()
        viewer_id = viewer.id
    refused = sign_in(viewer_id).get(f"{base}/attendance.csv?phones=full").text

    assert ["0812-5012-3456" in text for text in (masked, asked, refused)] == [False, True, False]


def test_full_phones_without_a_reason_are_refused_and_with_one_it_is_kept(
    app: Flask, page: tuple[FlaskClient, str]
) -> None:
    client, base = page

    refused = client.get(f"{base}/attendance-list.pdf?phones=full&reason=+")
    client.get(f"{base}/attendance-list.pdf?phones=full&reason=Tempat++berubah")

    with app.app_context():
        entry = db.session.scalars(select(AuditEntry).order_by(AuditEntry.id.desc()).limit(1)).one()
    assert (refused.status_code, "alasannya" in refused.text) == (409, True)
    assert entry.after["reason"] == "Tempat berubah"


def test_who_served_has_sheets_of_their_own(app: Flask, page: tuple[FlaskClient, str]) -> None:
    client, base = page
    with app.app_context():
        event_id = db.session.scalar(select(Event.id).where(Event.slug == base.rpartition("/")[2]))
        for role, name in (("narasumber", "Agus Contoh"), ("notulis", "Rina Contoh"), ("tamu_undangan", "Tamu")):
            db.session.add(Role(event_id=event_id, role=role, name=name))
        db.session.commit()

    texts = {
        leaf: " ".join(
            sheet.extract_text()
            for sheet in PdfReader(io.BytesIO(client.get(f"{base}/attendance-list.pdf?variant={leaf}").data)).pages
        )
        for leaf in ("speakers", "committee")
    }

    assert [name in texts["speakers"] for name in ("Agus Contoh", "Rina Contoh", "Tamu")] == [True, False, False]
    assert [name in texts["committee"] for name in ("Agus Contoh", "Rina Contoh", "Tamu")] == [False, True, False]


def test_chosen_columns_stand_on_the_paper_if_they_fit(page: tuple[FlaskClient, str]) -> None:
    client, base = page
    address = f"{base}/attendance-list.pdf?variant=after&columns="
    few = client.get(address + "&columns=".join(("number", "name", "regency")))
    many = client.get(address + "&columns=".join(Column))

    text = PdfReader(io.BytesIO(few.data)).pages[0].extract_text()
    assert ("KAB/KOTA" in text, "NO. HP" in text) == (True, False)
    assert many.status_code == 409


def test_a_stranger_finds_nothing(
    app: Flask, page: tuple[FlaskClient, str], sign_in: Callable[[int], FlaskClient]
) -> None:
    with app.app_context():
        stranger = make_user(make_organization())
        db.session.commit()
        stranger_id = stranger.id
    client = sign_in(stranger_id)

    paths = ("attendance", "attendance.csv", "attendance.xlsx", "attendance-list.pdf")
    assert {client.get(f"{page[1]}/{path}").status_code for path in paths} == {404}


def test_a_crowd_costs_no_more_queries_than_a_few(app: Flask, page: tuple[FlaskClient, str]) -> None:
    client, base = page
    with count_queries(engine_of(app)) as few:
        client.get(f"{base}/attendance")
    with app.app_context():
        query = select(Event).where(Event.slug == base.rpartition("/")[2])
        event = db.session.scalars(query.options(selectinload(Event.seats))).one()
        for n in range(40):
            make_registration(event, name=f"Orang {n}", mode=Mode.IN_PERSON, is_outside_quota=True)
        db.session.commit()

    with count_queries(engine_of(app)) as many:
        client.get(f"{base}/attendance")

    assert len(many) == len(few)


def test_a_report_adds_up_while_people_still_come(context: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    """Between two of its statements somebody registers and is admitted: in no figure, or in all of them."""
    event, fetch = a_messy_event(), gathering._raw

    def slowly(query: Any) -> Any:
        rows = list(fetch(query))
        come(event, 0, [make_registration(event, name=f"Baru {uuid4().hex[:6]}")] if event.seats[0].free else [])
        return rows

    monkeypatch.setattr(gathering, "_raw", slowly)
    found = gathering.report(event)

    counts = found.counts
    assert counts["in_person"] + counts["online"] + counts["outside_quota"] == counts["everyone"]
    assert counts["scanned"] + counts["unscanned"] == counts["everyone"] == len(found.everyone())
    assert counts["certified"] + counts["uncertified"] == counts["everyone"]


def test_the_page_of_the_daftar_hadir_is_shown_as_it_will_be_printed(
    page: tuple[FlaskClient, str],
) -> None:
    browser, base = page

    pages = {
        query: Image.open(io.BytesIO(browser.get(f"{base}/attendance-list.png?{query}").data)).size
        for query in ("", "orientation=landscape", "paper=f4", "variant=empty", "variant=online")
    }
    too_many = browser.get(f"{base}/attendance-list.png?" + "&".join(f"columns={one.value}" for one in Column))

    assert f"{base}/attendance-list.png" in browser.get(f"{base}/attendance").text
    assert pages[""][0] < pages[""][1]
    assert pages["orientation=landscape"][0] > pages["orientation=landscape"][1]
    assert pages["paper=f4"][1] > pages[""][1]
    assert too_many.status_code in (200, 409)
    assert browser.application.test_client().get(f"{base}/attendance-list.png").status_code == 302
