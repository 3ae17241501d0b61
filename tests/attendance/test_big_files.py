"""Large files are work: asked for once, found again, and fetched only by who asked and still may."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any, NamedTuple

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import delete, select, update
from werkzeug.test import TestResponse

from tests.attendance.applying import make_attendance
from tests.counting import count_queries, engine_of
from tests.factories import make_event, make_organization, make_registration, make_user
from webapp.accounts.models import Grant, GrantRole, User
from webapp.attendance.certifying.issuing import issue_all
from webapp.attendance.checking_in.papers import printing as door
from webapp.attendance.recapping import exporting as recaps
from webapp.attendance.reporting import exporting as reports
from webapp.audit.models import AuditEntry
from webapp.clock import now
from webapp.database import db
from webapp.directory.models import OrganizationKind
from webapp.events.models import Event
from webapp.events.program.models import CoHost
from webapp.events.queries import PAGE
from webapp.privacy.auditing import exporting as log
from webapp.work import running
from webapp.work.models import Job, JobState

Stored = Callable[[Callable[[], Any]], Any]
SignIn = Callable[[int], FlaskClient]
REASON = "menghubungi peserta"


class Office(NamedTuple):
    slug: str
    organizer: str
    admin: int
    colleague: int
    co_host: int


@pytest.fixture
def office(stored: Stored) -> Office:
    def build() -> Office:
        own, forum = make_organization(), make_organization(kind=OrganizationKind.FORUM)
        event = make_event(organization=own, start=now() - timedelta(hours=4))
        for name in ("Dehen", "Yuliana", "Rima"):
            make_attendance(make_registration(event, name=name), first_at=event.dtstart)
        issue_all(event, at=now())
        db.session.add(CoHost(event_id=event.id, organization_id=forum.id, added_at=now()))
        people = [make_user(one, GrantRole.ADMIN).id for one in (own, own, forum)]
        return Office(event.slug, own.slug, *people)

    made: Office = stored(build)
    return made


# Every kind of work that makes a file: where it is asked for, and with what.
KINDS: dict[str, tuple[str, dict[str, str]]] = {
    "csv": ("/manage/events/{slug}/attendance/files", {"form": "csv"}),
    "xlsx": ("/manage/events/{slug}/attendance/files", {"form": "xlsx"}),
    "pdf": ("/manage/events/{slug}/attendance/files", {"form": "pdf", "variant": "after", "paper": "f4"}),
    "phones": ("/manage/events/{slug}/attendance/files", {"form": "csv", "phones": "full", "reason": REASON}),
    "recap": ("/manage/reports/files?organizer={organizer}", {"form": "xlsx"}),
    "recap people": ("/manage/reports/files?organizer={organizer}", {"form": "csv", "table": "people"}),
    "recap paper": ("/manage/reports/files?organizer={organizer}", {"form": "pdf"}),
    "certificates": ("/manage/events/{slug}/certificates/archive", {"form": "zip"}),
    "bundle": ("/manage/events/{slug}/bundle", {}),
    "labels": ("/manage/events/{slug}/labels", {"paper": "a4-21"}),
    "sheet": ("/manage/events/{slug}/paper/sheet", {}),
    "audit": ("/manage/audit/files", {}),
    "directory": ("/manage/groups/exports", {"kind": "groups", "format": "csv"}),
}
OF_EVENTS = ("csv", "phones", "certificates", "bundle", "labels", "sheet")


def ask(client: FlaskClient, office: Office, kind: str) -> TestResponse:
    path, data = KINDS[kind]
    return client.post(path.format(slug=office.slug, organizer=office.organizer), data=data)


def asked(client: FlaskClient, office: Office, kind: str) -> str:
    """The address of the progress."""
    answer = ask(client, office, kind)
    assert (answer.status_code, answer.location.split("/")[2]) == (303, "work")
    return answer.location


def fetch(client: FlaskClient, place: str) -> TestResponse:
    return client.get(f"{place}/file", buffered=True)


def work(app: Flask) -> Job:
    """Do what is due, as the worker does it: without a request, and without a name that addresses could be made of."""
    name, app.config["SERVER_NAME"] = app.config["SERVER_NAME"], None
    with app.app_context():
        running.run_due()
        app.config["SERVER_NAME"] = name
        return db.session.scalars(select(Job).order_by(Job.id.desc())).first()  # type: ignore[return-value]


def change(app: Flask, *statements: Any) -> None:
    with app.app_context():
        for one in statements:
            db.session.execute(one)
        db.session.commit()


def test_every_kind_that_makes_a_file_is_listed_here(app: Flask) -> None:
    makes_no_file = {"directory.import.check", "directory.import.apply"}

    kinds = {reports.KIND, recaps.KIND, door.KIND, log.KIND, "certificates", "report.bundle", "directory.export"}

    assert set(running.handlers) - makes_no_file == kinds


@pytest.mark.parametrize("kind", KINDS)
def test_who_lost_the_role_since_fetches_nothing(app: Flask, office: Office, sign_in: SignIn, kind: str) -> None:
    client = sign_in(office.admin)
    place = asked(client, office, kind)
    assert work(app).state is JobState.DONE
    before = fetch(client, place)

    change(app, delete(Grant).where(Grant.user_id == office.admin))
    after = fetch(client, place)
    other = fetch(sign_in(office.colleague), place)

    assert (before.status_code, len(before.data) > 50) == (200, True)
    assert (after.status_code, other.status_code) == (404, 404)


@pytest.mark.parametrize("kind", ["csv", "recap", "labels", "audit", "directory"])
def test_who_lost_the_role_before_the_work_began_gets_nothing_made(
    app: Flask, office: Office, sign_in: SignIn, kind: str
) -> None:
    asked(sign_in(office.admin), office, kind)

    change(app, delete(Grant).where(Grant.user_id == office.admin))

    job = work(app)
    assert (job.state, job.filename, "dicabut" in job.sentence) == (JobState.FAILED, "", True)


@pytest.mark.parametrize(
    ("kind", "status"),
    [("csv", 200), ("phones", 404), ("certificates", 404), ("bundle", 404), ("labels", 404), ("audit", 404)],
)
def test_who_may_only_look_by_now_keeps_what_lookers_may_have(
    app: Flask, office: Office, sign_in: SignIn, kind: str, status: int
) -> None:
    client = sign_in(office.admin)
    place = asked(client, office, kind)
    work(app)

    change(app, update(Grant).where(Grant.user_id == office.admin).values(role=GrantRole.VIEWER))

    assert fetch(client, place).status_code == status


def test_a_closed_account_fetches_nothing(app: Flask, office: Office, sign_in: SignIn) -> None:
    client = sign_in(office.admin)
    place = asked(client, office, "csv")
    work(app)

    change(app, update(User).where(User.id == office.admin).values(disabled_at=now()))

    assert fetch(client, place).status_code in (302, 404)


@pytest.mark.parametrize("kind", OF_EVENTS)
def test_a_co_host_has_the_files_while_it_is_one(app: Flask, office: Office, sign_in: SignIn, kind: str) -> None:
    client = sign_in(office.co_host)
    place = asked(client, office, kind)
    job = work(app)
    with_it = fetch(client, place).status_code
    assert job.state is JobState.DONE

    change(app, delete(CoHost))

    assert (with_it, fetch(client, place).status_code) == (200, 404)


def test_the_keeper_of_the_platform_who_is_it_no_more_has_no_directory(
    app: Flask, office: Office, sign_in: SignIn
) -> None:
    change(app, update(User).where(User.id == office.admin).values(is_platform_admin=True))
    client = sign_in(office.admin)
    place = asked(client, office, "directory")
    work(app)
    before = fetch(client, place).status_code

    change(app, update(User).where(User.id == office.admin).values(is_platform_admin=False))

    assert (before, fetch(client, place).status_code) == (200, 404)


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_the_worker_makes_what_the_address_gives_at_once(
    app: Flask, office: Office, sign_in: SignIn, form: str
) -> None:
    client = sign_in(office.admin)
    at_once = client.get(f"/manage/events/{office.slug}/attendance.{form}")
    place = asked(client, office, form)
    job = work(app)

    fetched = fetch(client, place)

    assert (fetched.mimetype, job.filename) == (at_once.mimetype, f"daftar-hadir-{office.slug}.{form}")
    assert fetched.data == at_once.data if form == "csv" else abs(len(fetched.data) - len(at_once.data)) < 50
    assert "3 nama." in client.get(place).text


def test_from_its_size_on_a_page_leads_to_the_worker_and_addresses_still_answer(
    office: Office, sign_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    client, page = sign_in(office.admin), f"/manage/events/{office.slug}/attendance"
    recap = f"/manage/reports?organizer={office.organizer}"
    small = [client.get(page).text, client.get(recap).text]

    monkeypatch.setattr(reports, "LARGEST_AT_ONCE", 2)
    monkeypatch.setattr(recaps, "LARGEST_AT_ONCE", 2)
    large = [client.get(page).text, client.get(recap).text]

    ways = [f'action="{page}/files"', 'action="/manage/reports/files']
    assert [(way in one, way in other) for way, one, other in zip(ways, small, large, strict=True)] == [
        (False, True)
    ] * 2
    for path in ("attendance.csv", "attendance.xlsx", "attendance-list.pdf?paper=f4"):
        answer = client.get(f"/manage/events/{office.slug}/{path}")
        assert (answer.status_code, answer.mimetype != "text/html") == (200, True)
    assert client.get("/manage/reports/recap.xlsx").data[:2] == b"PK"


@pytest.mark.parametrize(
    ("module", "limit", "page", "way"),
    [
        (door, "MOST_LABELS", "/manage/events/{slug}/labels", '"post" action="/manage/events/{slug}/labels"'),
        (door, "MOST_ROWS", "/manage/events/{slug}/paper", 'action="/manage/events/{slug}/paper/sheet'),
        (log, "LARGEST_AT_ONCE", "/manage/audit", 'action="/manage/audit/files'),
    ],
)
def test_large_papers_of_the_door_and_a_long_log_are_the_workers_too(
    office: Office, sign_in: SignIn, monkeypatch: pytest.MonkeyPatch, module: Any, limit: str, page: str, way: str
) -> None:
    client = sign_in(office.admin)
    ask(client, office, "labels")  # so that the log has an entry
    small = client.get(page.format(slug=office.slug)).text

    monkeypatch.setattr(module, limit, 0)
    large = client.get(page.format(slug=office.slug)).text

    assert [way.format(slug=office.slug) in one for one in (small, large)] == [False, True]


def test_asking_is_written_down_with_its_reason_and_twice_is_once(app: Flask, office: Office, sign_in: SignIn) -> None:
    client = sign_in(office.admin)

    places = {asked(client, office, "phones") for _press in range(2)}
    path, data = KINDS["phones"]
    refused = client.post(path.format(slug=office.slug), data=data | {"reason": ""})
    unknown = client.post(path.format(slug=office.slug), data={"form": "exe"})

    assert (len(places), refused.status_code, unknown.status_code) == (1, 409, 400)
    with app.app_context():
        noted = [one.after for one in db.session.scalars(select(AuditEntry)) if one.act == "attendance.exported"]
    assert (noted[0]["phones"], noted[0]["reason"], noted[0]["people"]) == ("full", REASON, 3)


def test_the_way_to_the_worker_costs_the_same_for_many(
    app: Flask, office: Office, stored: Stored, sign_in: SignIn
) -> None:
    client, engine = sign_in(office.admin), engine_of(app)
    ask(client, office, "csv")
    with count_queries(engine) as for_few:
        ask(client, office, "csv")

    stored(lambda: _more(office.slug))
    with count_queries(engine) as for_many:
        ask(client, office, "csv")

    assert len(for_many) == len(for_few)


def _more(slug: str) -> None:
    event = db.session.scalars(select(Event).where(Event.slug == slug).options(*PAGE)).one()
    for n in range(20):
        make_attendance(make_registration(event, name=f"Peserta {n}"), session_id=event.sessions[0].id)
