"""The organizer's room: true figures, the list behind each, and what a stranger gets."""

from datetime import timedelta
from functools import partial
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.attendance.applying import an_application, make_attendance, registered
from tests.attendance.pages import Stored, coming
from tests.counting import count_queries, engine_of
from tests.factories import make_organization, make_person, make_registration, make_user
from webapp.accounts.models import GrantRole
from webapp.attendance.models import Registration, RegistrationStatus
from webapp.attendance.registering.applying import register
from webapp.attendance.reporting.gathering import report
from webapp.attendance.room import queries
from webapp.clock import now
from webapp.database import db
from webapp.events import queries as events
from webapp.events.models import Event, EventStatus, Mode
from webapp.messages.models import MessageState
from webapp.messages.promising import promise

SignIn = Any


class Office:
    """An office with one event, a committee member and a viewer."""

    def __init__(self, **values: Any) -> None:
        office = make_organization(name="Dinas Kominfo", contact_name="Yuliana", contact_phone="+6281250123456")
        self.event = coming(organization=office, **values)
        self.slug = self.event.slug
        self.committee = make_user(office).id
        self.viewer = make_user(office, GrantRole.VIEWER).id


@pytest.fixture
def office(stored: Stored) -> Office:
    made: Office = stored(Office)
    return made


def a_day(event: Event) -> None:
    """Eight people of every sort."""
    for name in ("Satu", "Dua"):
        make_attendance(make_registration(event, name=name))
    make_attendance(make_registration(event, name="Layar", mode=Mode.ONLINE))
    both = make_registration(event, name="Dua Cara", mode=Mode.ONLINE)
    make_attendance(both, mode=Mode.IN_PERSON)
    make_attendance(make_registration(event, name="Pintu", is_outside_quota=True, is_walk_in=True))
    make_registration(event, name="Absen")
    make_registration(event, name="Antre", status=RegistrationStatus.WAITING, queue_number=1)
    make_registration(event, name="Periksa", status=RegistrationStatus.PENDING)
    make_registration(event, name="Batal", status=RegistrationStatus.CANCELLED)
    undone = make_registration(event, name="Urung")
    make_attendance(undone, first_at=None, standing_at=None, is_standing=False)


def test_every_figure_is_the_length_of_its_list(context: Flask) -> None:
    event = coming()
    a_day(event)

    figures = db.session.execute(queries.figures(event.id)).one()

    lists = {
        name: len(db.session.execute(queries.participants(event.id, show=name, search="", sees_phones=True)).all())
        for name in figures._fields
    }
    assert figures._asdict() == lists
    assert lists == {
        "confirmed": 6,
        "waiting": 1,
        "pending": 1,
        "in_person": 3,
        "online": 1,
        "outside_quota": 1,
        "absent": 2,
        "gone": 1,
    }


def test_the_room_and_the_report_count_alike(context: Flask) -> None:
    event = coming()
    a_day(event)

    figures = db.session.execute(queries.figures(event.id)).one()
    told = report(db.session.scalars(events.whole().where(Event.id == event.id)).one())

    assert figures.confirmed == len(told.registered())
    assert figures.in_person == len(told.present(Mode.IN_PERSON))
    assert figures.online == len(told.present(Mode.ONLINE))
    assert figures.outside_quota == len(told.outside_quota())
    assert (figures.waiting, figures.pending, figures.gone) == (told.waiting, told.pending, told.cancelled)


def test_the_room_shows_figures_that_lead_to_their_rows(stored: Stored, sign_in: SignIn, office: Office) -> None:
    stored(lambda: a_day(db.session.scalars(events.whole()).one()))

    page = sign_in(office.committee).get(f"/manage/events/{office.slug}").text

    for show in ("confirmed", "in_person", "online", "waiting", "outside_quota", "pending"):
        assert f"/participants?show={show}" in page


def test_a_stranger_gets_no_room(client: FlaskClient, stored: Stored, sign_in: SignIn, office: Office) -> None:
    paths = [f"/manage/events/{office.slug}", f"/manage/events/{office.slug}/participants"]
    assert [client.get(path).status_code for path in paths] == [302, 302]

    other = sign_in(stored(lambda: make_user(make_organization())).id)

    assert [other.get(path).status_code for path in paths] == [404, 404]
    assert other.get("/manage/events/%00").status_code == 404


def test_a_viewer_sees_and_decides_nothing(stored: Stored, sign_in: SignIn, office: Office) -> None:
    made = stored(
        lambda: make_registration(
            db.session.scalars(events.whole()).one(), name="Periksa", status=RegistrationStatus.PENDING
        )
    )
    viewer = sign_in(office.viewer)
    path = f"/manage/events/{office.slug}/participants"

    page = viewer.get(path)

    assert page.status_code == 200
    assert "/approval" not in page.text
    assert viewer.post(f"{path}/{made.id}/approval").status_code == 404


def test_the_list_masks_telephones(stored: Stored, sign_in: SignIn, office: Office) -> None:
    stored(lambda: registered_now(phone="+6281250123456"))

    page = sign_in(office.committee).get(f"/manage/events/{office.slug}/participants").text

    assert "0812-xxxx-3456" in page
    assert "0812-5012-3456" not in page


def many_registered(count: int, name: str, **values: Any) -> list[Registration]:
    return [registered_now(name=f"{name} {n:02}", **values) for n in range(count)]


def registered_now(**values: Any) -> Registration:
    event = db.session.scalars(events.whole()).one()
    made = register(event, an_application(**values), at=now())
    assert isinstance(made, Registration)
    return made


@pytest.mark.parametrize(
    ("search", "found"),
    [
        ("NORHAYATI", ["Hj. Norhayati"]),
        ("handep", ["Suwarno"]),
        ("3456", ["Suwarno"]),
        ("0812 5012 3456", ["Suwarno"]),
        ("%", []),
        ("_", []),
        ("", ["Hj. Norhayati", "Suwarno"]),
    ],
)
def test_people_are_found_by_name_origin_or_telephone(context: Flask, search: str, found: list[str]) -> None:
    event = coming()
    registered(event, "Suwarno", phone="+6281250123456", affiliation="KIM Handep Bukit Liti")
    registered(event, "Hj. Norhayati")

    rows = db.session.execute(queries.participants(event.id, show="", search=search, sees_phones=True)).all()

    assert [row.person.name for row, _ in rows] == found


@pytest.mark.parametrize(("digits", "is_found"), [("3456", True), ("0812 5012 3456", True), ("5012", False)])
def test_searching_tells_a_viewer_no_masked_digit(
    stored: Stored, sign_in: SignIn, office: Office, digits: str, is_found: bool
) -> None:
    stored(lambda: registered_now(name="Suwarno", phone="+6281250123456"))

    page = sign_in(office.viewer).get(f"/manage/events/{office.slug}/participants?q={digits}").text

    assert ("Suwarno" in page) is is_found


def test_the_list_and_the_room_cost_the_same_for_one_person_and_for_many(
    app: Flask, stored: Stored, sign_in: SignIn, office: Office
) -> None:
    committee = sign_in(office.committee)
    paths = [f"/manage/events/{office.slug}", f"/manage/events/{office.slug}/participants"]
    costs = []
    for size in (1, 60):
        stored(partial(many_registered, size, f"Peserta {size}"))
        with count_queries(engine_of(app)) as counted:
            pages = [committee.get(path) for path in paths]
        assert [page.status_code for page in pages] == [200, 200]
        costs.append(len(counted))

    assert costs[0] == costs[1]


def test_the_list_is_paged(stored: Stored, sign_in: SignIn, office: Office) -> None:
    stored(partial(many_registered, 60, "Peserta", mode=Mode.ONLINE))
    committee, path = sign_in(office.committee), f"/manage/events/{office.slug}/participants"

    first, second = committee.get(path).text, committee.get(f"{path}?page=2").text

    assert ("Peserta 49" in first, "Peserta 50" in first) == (True, False)
    assert ("Peserta 49" in second, "Peserta 59" in second) == (False, True)


@pytest.mark.parametrize("odd", ["page=0", "page=-5", "page=x", "page=99999999999999999999", "show=%00", "q=%00"])
def test_an_odd_address_shows_the_list(sign_in: SignIn, office: Office, odd: str) -> None:
    answer = sign_in(office.committee).get(f"/manage/events/{office.slug}/participants?{odd}")

    assert answer.status_code == 200


def test_an_empty_list_says_what_to_do(sign_in: SignIn, office: Office) -> None:
    page = sign_in(office.committee).get(f"/manage/events/{office.slug}/participants").text

    assert "Belum ada pendaftar. Bagikan tautan ke grup WhatsApp KIM" in page


def test_the_committee_accepts_and_declines(app: Flask, stored: Stored, sign_in: SignIn) -> None:
    office = stored(lambda: Office(requires_approval=True))
    both = [stored(partial(registered_now, name=name)).id for name in ("Satu", "Dua")]
    committee, path = sign_in(office.committee), f"/manage/events/{office.slug}/participants"

    committee.post(f"{path}/{both[0]}/approval")
    committee.post(f"{path}/{both[1]}/refusal")
    again = committee.post(f"{path}/{both[1]}/approval")

    with app.app_context():
        found = [db.session.get_one(Registration, one).status for one in both]
    assert (found, again.status_code) == ([RegistrationStatus.CONFIRMED, RegistrationStatus.DECLINED], 409)


def test_another_events_people_cannot_be_decided_from_here(stored: Stored, sign_in: SignIn, office: Office) -> None:
    other = stored(lambda: make_registration(coming(), status=RegistrationStatus.PENDING)).id

    answer = sign_in(office.committee).post(f"/manage/events/{office.slug}/participants/{other}/approval")

    assert answer.status_code == 404


@pytest.mark.parametrize("path", ["participants/{}/approval", "participants/{}/refusal", "messages/{}/delivery"])
def test_a_number_no_database_holds_is_not_found(sign_in: SignIn, office: Office, path: str) -> None:
    answer = sign_in(office.committee).post(f"/manage/events/{office.slug}/{path.format(10**30)}")

    assert answer.status_code == 404


def test_the_room_leads_to_those_who_are_to_be_told_by_hand(stored: Stored, sign_in: SignIn, office: Office) -> None:
    def prepared() -> None:
        person = make_person("Suwarno", phone="+6281250123456")
        made = make_registration(db.session.scalars(events.whole()).one(), person=person)
        promise(made.id, "link", at=now(), state=MessageState.BY_HAND)

    stored(prepared)

    assert (
        f"/manage/events/{office.slug}/messages?state=by_hand"
        in sign_in(office.committee).get(f"/manage/events/{office.slug}").text
    )


@pytest.mark.parametrize(
    ("values", "next_step"),
    [
        ({"status": EventStatus.DRAFT, "published_at": None}, "Pratinjau dan terbitkan"),
        ({}, "Ambil teks undangan"),
        ({"status": EventStatus.CANCELLED}, None),
    ],
)
def test_the_checklist_leads_on(stored: Stored, sign_in: SignIn, values: dict[str, Any], next_step: str | None) -> None:
    office = stored(lambda: Office(**values))

    page = sign_in(office.committee).get(f"/manage/events/{office.slug}").text

    for label in ("Pratinjau dan terbitkan", "Ambil teks undangan", "Buka laporan"):
        assert (label in page) == (label == next_step)


def test_the_invitation_says_what_when_where_and_how(stored: Stored, sign_in: SignIn, office: Office) -> None:
    page = sign_in(office.committee).get(f"/manage/events/{office.slug}").text

    for words in ("*Webinar: Mekanisme", "Gedung Smart Province", f"/events/{office.slug}", "Narahubung: Yuliana"):
        assert words in page


def test_a_finished_event_leads_to_its_report(stored: Stored, sign_in: SignIn) -> None:
    office = stored(lambda: Office(start=now() - timedelta(days=2)))
    stored(lambda: make_attendance(make_registration(db.session.scalars(events.whole()).one())))

    assert "Buka laporan" in sign_in(office.committee).get(f"/manage/events/{office.slug}").text


def a_running_hall() -> tuple[str, int]:
    """One seat in the hall, taken by somebody who has not come; one waits. It began an hour ago."""
    office = make_organization()
    event = coming(organization=office, start=now() - timedelta(hours=1), in_person=1)
    for name in ("Belum datang", "Menunggu"):
        registered(event, name)
    return event.slug, make_user(office).id


def test_empty_seats_are_let_go_by_one_press(app: Flask, stored: Stored, sign_in: SignIn) -> None:
    slug, committee = stored(a_running_hall)
    browser = sign_in(committee)
    offered = "Lepas kursi kosong" in browser.get(f"/manage/events/{slug}").text

    answer = browser.post(f"/manage/events/{slug}/released-seats", follow_redirects=True)

    assert offered
    assert "1 kursi kosong dilepas, 1 orang naik dari daftar tunggu." in answer.text
    assert "Lepas kursi kosong" not in answer.text  # nobody waits any more


def test_nothing_is_let_go_before_its_time_or_by_who_may_only_look(
    office: Office, stored: Stored, sign_in: SignIn
) -> None:
    early = sign_in(office.committee).post(f"/manage/events/{office.slug}/released-seats")
    looking = sign_in(office.viewer).post(f"/manage/events/{office.slug}/released-seats")

    assert (early.status_code, looking.status_code) == (409, 404)
    assert "Kursi kosong dapat dilepas mulai pukul" in early.text
