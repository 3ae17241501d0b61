"""A recap counts once; page, files and programs lay out the same figures, each of them a list."""

import csv
import io
import re
from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from pypdf import PdfReader
from python_calamine import CalamineWorkbook
from sqlalchemy import select

from tests.attendance.test_reports import HOSTILE, a_messy_event, come
from tests.counting import count_queries, engine_of
from tests.factories import START, make_event, make_organization, make_person, make_registration, make_user
from webapp.accounts.models import ApiToken, GrantRole
from webapp.attendance.certifying.issuing import issue_all
from webapp.attendance.models import Channel
from webapp.attendance.recapping.gathering import recap
from webapp.attendance.recapping.periods import Period, period
from webapp.attendance.recapping.values import Recap
from webapp.attendance.reporting.axes import axes
from webapp.attendance.reporting.gathering import report
from webapp.clock import now
from webapp.database import db
from webapp.directory.groups.models import GroupProfile
from webapp.directory.models import Organization, OrganizationKind
from webapp.errors import Refused
from webapp.events.models import Event, EventStatus, Mode
from webapp.web.tokens import new_token, token_hash

YEAR = Period(date(2022, 1, 1), date(2022, 12, 31), "Asia/Jakarta")
ADDRESS = "from=2022-01-01&to=2022-12-31"


def a_year() -> Organization:
    """The messy event and a second one a month later, to which two of the same people come again."""
    office = make_organization(letterhead="PEMERINTAH\nDINAS CONTOH", place="Palangka Raya")
    kim = make_organization(kind=OrganizationKind.KIM, name="KIM Handep", region_code="62.11")
    first = a_messy_event()
    again = make_event(organization=office, start=START + timedelta(days=30), summary="Sarasehan")
    first.organization = office
    people = [make_person(name) for name in ("Sri", "Wayan")]
    for event in (first, again):
        said: dict[str, Any] = {
            "kim_id": kim.id,
            "region_code": "62.11",
            "gender": "P",
            "is_outside_quota": event is first,
        }
        rows = [make_registration(event, person=one, **said) for one in people]
        come(event, 0, rows)
    make_registration(again, name="Absen")
    for state in (EventStatus.CANCELLED, EventStatus.DRAFT):
        called_off = make_event(organization=office, status=state, summary="Tidak terjadi")
        come(called_off, 0, [make_registration(called_off)])
    come(foreign := make_event(), 0, [make_registration(foreign)])
    db.session.flush()
    return office


def found(office: Organization, stretch: Period = YEAR) -> Recap:
    return recap(office, stretch, at=now())


def test_persons_and_attendances_are_counted_apart(context: Flask) -> None:
    one = found(a_year())

    assert (len(one.events), one.came, one.persons, one.registered) == (2, 9, 7, 8)


def test_each_line_says_what_the_report_of_its_event_says(context: Flask) -> None:
    for line in found(a_year()).lines:
        event = db.session.get_one(Event, line.event.id, options=[])
        db.session.refresh(event, ["sessions"])
        alone = report(event)
        assert (line.in_person, line.online) == tuple(len(alone.present(mode)) for mode in Mode)
        assert (line.outside, line.came) == (len(alone.outside_quota()), len(alone.everyone()))
        assert (line.registered, line.regencies, line.kims) == (len(alone.registered()), alone.regencies, alone.groups)


def test_every_axis_and_every_region_adds_up_to_everybody(context: Flask) -> None:
    one = found(a_year())

    for axis in axes().values():
        rows = one.counted(axis)
        assert (sum(came for _v, came, _p in rows), sum(persons for *_rest, persons in rows)) == (one.came, one.persons)
        assert all(len(one.listed(axis, value)) == came for value, came, _persons in rows)
        assert rows[-1][0] == ""
    assert len([line for line in one.regions if line.code.startswith("62.")]) == 14
    assert sum(line.came for line in one.regions) == sum(line.came for line in one.lines) == one.came


def test_a_group_is_counted_by_events_attendances_and_persons(context: Flask) -> None:
    (group,) = found(a_year()).groups

    assert (group.name, group.events, group.came, group.persons) == ("KIM Handep", 2, 4, 2)


def test_a_day_belongs_to_the_period_on_the_organizers_clock(context: Flask) -> None:
    office = make_organization()
    make_event(organization=office, start=datetime.fromisoformat("2022-03-31T16:59:00+00:00"), summary="Malam Maret")
    make_event(organization=office, start=datetime.fromisoformat("2022-03-31T17:00:00+00:00"), summary="Pagi April")

    march = found(office, Period(date(2022, 3, 1), date(2022, 3, 31), "Asia/Jakarta"))

    assert [event.summary for event in march.events] == ["Malam Maret"]


def test_what_has_not_begun_is_not_counted(context: Flask) -> None:
    office = make_organization()
    make_event(organization=office, start=START)

    assert recap(office, YEAR, at=START - timedelta(minutes=1)).events == ()


@pytest.mark.parametrize(
    ("first", "last", "says"),
    [("2022-05-01", "01/01/2022", "sebelum dimulai"), ("32/01/2022", "", "tidak terbaca"), ("", "9999-01-01", "tidak")],
)
def test_a_period_that_cannot_be_gets_a_sentence(context: Flask, first: str, last: str, says: str) -> None:
    with pytest.raises(Refused) as refusal:
        period(first, last, tzid="Asia/Jakarta", today=date(2022, 6, 1))

    assert says in refusal.value.sentence


@pytest.fixture
def office(app: Flask, sign_in: Callable[[int], FlaskClient]) -> tuple[FlaskClient, int]:
    with app.app_context():
        made = a_year()
        user = make_user(made, GrantRole.VIEWER)
        db.session.commit()
        ids = user.id, made.id
    return sign_in(ids[0]), ids[1]


def sheets(content: bytes) -> dict[str, list[list[Any]]]:
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    return {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}


def test_page_workbook_csv_paper_and_programs_tell_the_same(app: Flask, office: tuple[FlaskClient, int]) -> None:
    client, office_id = office
    with app.app_context():
        token = new_token()
        values = {"name": "Dasbor", "role": GrantRole.VIEWER, "created_at": now(), "token_hash": token_hash(token)}
        db.session.add(ApiToken(organization_id=office_id, **values))
        db.session.commit()
    page = client.get(f"/manage/reports?{ADDRESS}").text
    book = sheets(client.get(f"/manage/reports/recap.xlsx?{ADDRESS}").data)
    rows = list(
        csv.DictReader(io.StringIO(client.get(f"/manage/reports/recap.csv?{ADDRESS}").data.decode("utf-8-sig")))
    )
    paper = PdfReader(io.BytesIO(client.get(f"/manage/reports/recap.pdf?{ADDRESS}").data))
    told = client.get(f"/api/v1/recap?{ADDRESS}", headers={"Authorization": f"Bearer {token}"}).get_json()

    events = [row for row in book["Per kegiatan"][1:] if isinstance(row[0], float)]
    (totals,) = [row for row in book["Per kegiatan"] if row[1] == "Jumlah"]
    assert "9 kehadiran oleh 7 orang" in page
    assert [sum(row[n] for row in events) for n in range(7, 15)] == totals[7:15]
    assert totals[11] == 9 == sum(int(row["Jumlah hadir"]) for row in rows) == told["totals"]["attendances"]
    assert "9 kehadiran oleh 7 orang" in re.sub(r"\s+", " ", " ".join(one.extract_text() for one in paper.pages))
    assert {sum(row["attendances"] for row in axis["rows"]) for axis in told["axes"]} == {9}
    assert sum(row[4] for row in book["Per peserta"][1:-3]) == 9


def test_a_name_that_is_a_formula_stays_a_name_in_the_files(office: tuple[FlaskClient, int]) -> None:
    client, _id = office

    text = client.get(f"/manage/reports/recap.csv?{ADDRESS}&table=people").data.decode("utf-8-sig")
    names = [row[1] for row in sheets(client.get(f"/manage/reports/recap.xlsx?{ADDRESS}").data)["Per peserta"]]

    assert "'=HYPERLINK" in text
    assert HOSTILE in names


def test_a_figure_opens_its_list(office: tuple[FlaskClient, int]) -> None:
    client, _id = office
    page = client.get(f"/manage/reports?{ADDRESS}").text
    (href,) = set(re.findall(r'href="(/manage/reports/attendances[^"]*axis=gender[^"]*value=P)"', page))

    behind = client.get(href.replace("&amp;", "&")).text

    assert "4 kehadiran" in behind
    assert behind.count("Wayan") == 2


def test_a_wrong_period_keeps_what_was_typed(office: tuple[FlaskClient, int]) -> None:
    client, _id = office

    answer = client.get("/manage/reports?from=2022-05-01&to=2022-01-01")

    assert (answer.status_code, 'value="2022-05-01"' in answer.text) == (422, True)


def test_a_stranger_sees_nothing(app: Flask, office: tuple[FlaskClient, int], sign_in: Any) -> None:
    with app.app_context():
        slug = db.session.get_one(Organization, office[1]).slug
        user = make_user(make_organization())
        db.session.commit()
        user_id = user.id
    client = sign_in(user_id)

    paths = ("", "/people", "/attendances", "/recap.csv", "/recap.xlsx", "/recap.pdf")
    assert {client.get(f"/manage/reports{path}?organizer={slug}").status_code for path in paths} == {404}


def test_a_year_costs_no_more_queries_than_a_month(app: Flask, office: tuple[FlaskClient, int]) -> None:
    client, office_id = office
    with count_queries(engine_of(app)) as few:
        client.get(f"/manage/reports?{ADDRESS}")
    with app.app_context():
        for n in range(5):
            event = make_event(
                organization=db.session.get_one(Organization, office_id), start=START + timedelta(days=n)
            )
            come(event, 0, [make_registration(event, name=f"{n} {m}") for m in range(4)], channel=Channel.TYPED)
        db.session.commit()
    with count_queries(engine_of(app)) as many:
        client.get(f"/manage/reports?{ADDRESS}")

    assert len(many) == len(few)


def test_every_figure_of_every_table_opens_a_list(office: tuple[FlaskClient, int]) -> None:
    client, _id = office
    page = client.get(f"/manage/reports?{ADDRESS}").text
    cells = re.findall(r'<td class="num([^"]*)"[^>]*>(.*?)</td>', page)

    bare = [cell for is_none, cell in cells if not is_none and re.fullmatch(r"[1-9][\d.]*(/\d+)?", cell)]
    paths = {href.replace("&amp;", "&") for _none, cell in cells for href in re.findall(r'href="(/[^"]+)"', cell)}

    assert len(cells) > 100
    assert bare == []
    assert {client.get(path).status_code for path in paths} == {200}


def test_a_cell_opens_as_many_as_it_says(office: tuple[FlaskClient, int]) -> None:
    client, _id = office
    page = client.get(f"/manage/reports?{ADDRESS}").text
    cells = re.findall(r'data-label="(L|P|Kehadiran)"><a href="(/manage/reports/attendances[^"]+)">(\d+)<', page)

    opened = {(href, client.get(href.replace("&amp;", "&")).text, n) for _label, href, n in cells}

    assert len(opened) > 10
    assert all(f"{n} kehadiran" in text for _href, text, n in opened)


def test_a_group_and_a_kabupaten_open_their_own(office: tuple[FlaskClient, int]) -> None:
    client, _id = office

    held = client.get(f"/manage/reports/activities?{ADDRESS}&region=62.71").text
    elsewhere = client.get(f"/manage/reports/activities?{ADDRESS}&region=62.01").text

    assert ("Sarasehan" in held, "2 kegiatan" in held, "0 kegiatan" in elsewhere) == (True, True, True)


def test_certificates_and_reached_places_are_counted(context: Flask) -> None:
    office = a_year()
    kim = db.session.scalars(select(GroupProfile)).one()
    kim.district_code, kim.village_code, kim.decree_number = "62.11.01", "62.11.01.2001", "SK/1"
    event = next(one for one in found(office).events if one.summary == "Sarasehan")
    db.session.refresh(event, ["organization"])
    issue_all(event, at=START + timedelta(days=31))

    again = found(office)

    (region,) = [line for line in again.regions if line.code == "62.11"]
    assert sum(line.certificates for line in again.lines) == 2
    assert (region.kims_known, region.kims_decree, region.districts, region.villages) == (1, 1, 1, 1)
    assert (region.all_districts, region.all_villages) == (8, 99)
