"""Every role opens every address that an administrator sees, and finds nobody's name that is not theirs to see."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import inspect, text

from tests.attendance.applying import make_attendance
from tests.attendance.pages import coming
from tests.conftest import make_app
from tests.counting import engine_of
from tests.factories import HOUR, make_desk, make_organization, make_person, make_registration, make_user
from tests.web.crawling import Walk
from tests.web.forms_found import Form, forms_of
from webapp import clock, database
from webapp.accounts import signing_in
from webapp.accounts.models import GrantRole, User
from webapp.attendance.models import Registration
from webapp.attendance.ticketing import devices, links
from webapp.database import db
from webapp.directory.models import Organization, OrganizationKind
from webapp.events.models import Event, Visibility
from webapp.events.program import cohosting
from webapp.web.access import Policy, policy_of

# People of the one office carry this name, those of the other another; addresses and affiliations too.
OURS, OURS_A, OURS_B, THEIRS = "Kenari", "Kenari Aster", "Kenari Bakung", "Murai Cempaka"
SHARED = "Punai Dahlia"  # registered for what our office holds together with a third
# What may be answered to somebody who has no business here.
DOCUMENTED = {200, 302, 303, 304, 400, 401, 403, 404, 405, 409, 410, 415, 422, 429}
# These change for everybody who only passes by.
VOLATILE = {"sign_in_failures", "audit_entries", "audit_person_keys", "alembic_version", "sign_ins"}
LEAVING = {"accounts.delete_sign_in"}
# What belongs to whoever is signed in, whoever that is.
OWN = ("/account", "/manage/calendars", "/manage/events/new", "/manage/groups/exports")

Visitor = Callable[[], tuple[FlaskClient, dict[str, str]]]


class Scene:
    """Two offices with an activity each, a third that holds one of ours along, and everybody who might look."""

    def __init__(self, app: Flask) -> None:
        self.app = app
        ours, theirs = _office("kantor-kita", "62.03"), _office("kantor-lain", "62.06")
        event, self.other = _activity(ours, OURS_A, OURS_B), _activity(theirs, THEIRS)
        closed = _activity(ours, OURS_B, visibility=Visibility.CONFIDENTIAL)
        third = _office("kantor-rekan", "62.01")
        self.shared = _activity(ours, SHARED).slug
        cohosting.share(_latest(), third, at=clock.now())
        self.ours = (ours.slug, event.slug, closed.slug)
        self.users = {
            "admin": make_user(ours, GrantRole.ADMIN).id,
            "viewer": make_user(ours, GrantRole.VIEWER).id,
            "desk": make_user(ours, GrantRole.DESK).id,
            "committee of another office": make_user(theirs, GrantRole.COMMITTEE).id,
            "administrator of another kabupaten": make_user(theirs, GrantRole.ADMIN).id,
            "viewer of another office": make_user(theirs, GrantRole.VIEWER).id,
            "closed account": make_user(ours, GrantRole.ADMIN).id,
            "committee of a co-host": make_user(third, GrantRole.COMMITTEE).id,
            "administrator of a co-host": make_user(third, GrantRole.ADMIN).id,
            "viewer of a co-host": make_user(third, GrantRole.VIEWER).id,
            "platform administrator": make_user(is_platform_admin=True).id,
        }
        self.tokens = {name: _enter(user_id) for name, user_id in self.users.items()}
        signing_in.disable(db.session.get_one(User, self.users["closed account"]), at=clock.now())
        self.other_slug = self.other.slug
        self.desk_of_another = make_desk(self.other, expires_at=clock.now() + 5 * HOUR)[1]
        self.secrets = {one.person.name: links.token_of(one, links.MANAGE) for one in _registrations(event)}
        self.secrets[THEIRS] = links.token_of(_registrations(self.other)[0], links.MANAGE)

    def as_user(self, name: str) -> FlaskClient:
        client = self.app.test_client()
        with client.session_transaction() as session:
            session["_user_id"], session["_fresh"] = self.tokens[name], True
        return client

    def as_participant(self, name: str) -> FlaskClient:
        client = self.app.test_client()
        with self.app.test_request_context():
            client.set_cookie(devices.cookie_name(), self.secrets[name], domain="gelar.test")
        return client


def _office(slug: str, region: str) -> Organization:
    return make_organization(slug=slug, name=slug, kind=OrganizationKind.OFFICE, region_code=region)


_made: dict[int, list[Registration]] = {}


def _activity(office: Organization, *people: str, **values: Any) -> Event:
    event = coming(organization=office, start=clock.now() - HOUR, **values)
    _made[event.id] = []
    for name in people:
        person = make_person(name, email=f"{name.split()[0].lower()}@contoh.id", phone="+6281250123456")
        one = make_registration(event, person=person, affiliation=f"KIM {name}", needs=f"kursi {name}")
        make_attendance(one, first_at=clock.now(), standing_at=clock.now(), last_at=clock.now())
        _made[event.id].append(one)
    return event


def _latest() -> Event:
    return db.session.get_one(Event, max(_made))


def _registrations(event: Event) -> list[Registration]:
    return _made[event.id]


def _enter(user_id: int) -> str:
    return signing_in.sign_in(db.session.get_one(User, user_id), at=clock.now())


@pytest.fixture(scope="module")
def scene(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Scene]:
    """Who may see what does not depend on the database's kind."""
    folder = tmp_path_factory.mktemp("roles")
    shutil.copy(sqlite_template, folder / "gelar.db")
    app = make_app(f"sqlite:///{folder / 'gelar.db'}", folder)
    with app.test_request_context():
        database.begin_for_writing(may_write=True)
        made = Scene(app)
        db.session.commit()
        db.session.remove()
    yield made
    with app.app_context():
        db.engine.dispose()


@pytest.fixture(scope="module")
def walk(scene: Scene) -> Walk:
    """What the administrator sees: every address that a stranger could guess or be sent."""
    starts = ["/", "/manage", *(f"/registrations/{scene.secrets[OURS_B]}{rest}" for rest in ("", "/data"))]
    return Walk(scene.as_user("admin"), pages_per_route=3).along(starts)


@pytest.fixture(scope="module")
def forms(scene: Scene, walk: Walk) -> dict[str, Form]:
    """The administrator's forms behind a sign-in, by endpoint; not those that a co-host may send too."""
    views, found = walk.client.application.view_functions, forms_of(walk, most=9)
    kept = ((name, form) for name, form in found if f"/{scene.shared}" not in form.action)
    return {name: form for name, form in kept if policy_of(views[name]) is Policy.SIGNED_IN}


OUTSIDERS = ("stranger", "participant of another activity", "desk of another activity", "closed account")
OTHERS = ("committee of another office", "administrator of another kabupaten", "viewer of another office")
CO_HOSTS = ("committee of a co-host", "administrator of a co-host", "viewer of a co-host")
# What stays the organizer's own although others hold the activity along.
OF_THE_ORGANIZER = ("/co-hosts", "/certificates/numbers")


def visitor(scene: Scene, role: str) -> tuple[FlaskClient, dict[str, str]]:
    """A browser, or a program, in that role."""
    if role == "participant of another activity":
        return scene.as_participant(THEIRS), {}
    if role == "desk of another activity":
        return scene.app.test_client(), {"Authorization": f"Bearer {scene.desk_of_another}"}
    if role == "stranger":
        return scene.app.test_client(), {}
    return scene.as_user(role), {}


def is_secret(path: str) -> bool:
    """Whether the address itself is the right to look: whoever holds it is meant to see."""
    return path.startswith(("/registrations/", "/join/", "/T/", "/groups/", "/desk/", "/calendars/", "/certificates/"))


def pages_of(walk: Walk) -> list[str]:
    """The addresses that can be opened, without styles and pictures, secrets, and those that hold a name themselves.

    Of one page that can be asked in several ways, one with a question and the one without.
    """
    asked = {path for path, method in walk.seen if method == "GET" and walk.endpoint(path, "GET") != "static"}
    found = {(path.partition("?")[0], "?" in path): path for path in sorted(asked) if not is_secret(path)}
    return sorted(path for path in found.values() if OURS not in path)


def look(client: FlaskClient, path: str, headers: dict[str, str] | None = None) -> tuple[int, str]:
    with client.get(path, headers=headers) as answer:
        return answer.status_code, answer.get_data().decode(errors="replace")


def telling(walk: Walk) -> list[str]:
    """The pages on which the administrator reads names of our own activity."""
    return [path for path in pages_of(walk) if OURS in walk.texts.get(path, "")]


def test_the_administrator_sees_the_names_in_many_places(walk: Walk) -> None:
    assert len(telling(walk)) >= 5, telling(walk)
    assert walk.faults == []


def test_the_platform_administrator_sees_what_each_office_sees(scene: Scene, walk: Walk) -> None:
    client = scene.as_user("platform administrator")
    answers = {path: look(client, path) for path in telling(walk) if path.startswith("/manage")}
    theirs = look(client, f"/manage/events/{scene.other_slug}/participants")

    assert [path for path, (code, words) in answers.items() if code != 200 or OURS not in words] == []
    assert THEIRS in theirs[1]


@pytest.mark.parametrize("path", ["/manage", "/manage/events", "/manage/audit", "/manage/team", "/manage/privacy"])
def test_a_secret_of_a_participant_is_shown_to_no_administrator(scene: Scene, path: str) -> None:
    words = look(scene.as_user("platform administrator"), path)[1]

    assert [name for name, secret in scene.secrets.items() if secret in words] == []


@pytest.mark.parametrize("role", CO_HOSTS)
def test_a_co_host_sees_the_people_of_the_shared_activity(scene: Scene, role: str) -> None:
    code, words = look(scene.as_user(role), f"/manage/events/{scene.shared}/participants")

    assert (code, SHARED in words) == (200, True)


@pytest.mark.parametrize("role", CO_HOSTS)
def test_a_co_host_leaves_to_the_organizer_what_is_the_organizers(scene: Scene, walk: Walk, role: str) -> None:
    client, own = scene.as_user(role), f"/manage/events/{scene.shared}"
    before = everything(scene.app)

    codes = {
        path: client.post(own + path, data={"name": "x", "template": "x"}).status_code for path in OF_THE_ORGANIZER
    }
    codes |= {path: look(client, f"/manage/organization/{scene.ours[0]}{path}")[0] for path in ("", "/team")}

    assert set(codes.values()) == {404}, codes
    assert everything(scene.app) == before


@pytest.mark.parametrize("role", [*OUTSIDERS, *OTHERS, *CO_HOSTS])
def test_no_outsider_finds_a_name(scene: Scene, walk: Walk, role: str) -> None:
    client, headers = visitor(scene, role)
    faults = []
    for path in pages_of(walk):
        code, words = look(client, path, headers)
        if code not in DOCUMENTED or OURS in words:
            faults.append(f"{path} answers {code}")

    assert faults == []


def test_a_participant_finds_their_own_name_alone(scene: Scene, walk: Walk) -> None:
    client = scene.as_participant(OURS_A)
    theirs = ("/tickets", f"/registrations/{scene.secrets[OURS_A]}", f"/registrations/{scene.secrets[OURS_A]}/data")

    told = {path: look(client, path)[1] for path in [*pages_of(walk), *theirs]}

    assert [path for path, words in told.items() if OURS_B in words] == []
    assert all(OURS_A in told[path] for path in theirs)


@pytest.mark.parametrize("role", [*OUTSIDERS, *OTHERS, *CO_HOSTS])
def test_no_outsider_changes_anything(scene: Scene, forms: dict[str, Form], role: str) -> None:
    client, headers = visitor(scene, role)
    before = everything(scene.app)
    codes = {}
    for endpoint, form in forms.items():
        if form.method == "POST" and endpoint not in LEAVING and not form.action.startswith(OWN):
            answer = client.post(form.action, data=form.fields, headers=headers)
            if any(slug in form.action for slug in scene.ours):  # else it is a form of one's own office
                codes[endpoint] = answer.status_code

    assert everything(scene.app) == before
    assert len(codes) > 10
    assert set(codes.values()) <= {302, 404}, codes


@pytest.mark.parametrize("role", ["viewer", "desk"])
def test_who_may_only_look_changes_nothing(scene: Scene, forms: dict[str, Form], role: str) -> None:
    client, deciding = scene.as_user(role), ("/edit", "/cancel", "/postpone", "/team", "/organization", "/privacy")
    before = everything(scene.app)
    for endpoint, form in forms.items():
        if form.method == "POST" and endpoint not in LEAVING and any(word in form.action for word in deciding):
            assert client.post(form.action, data=form.fields).status_code == 404, endpoint

    assert everything(scene.app) == before


def test_a_change_would_be_found(scene: Scene, forms: dict[str, Form]) -> None:
    before, form = everything(scene.app), forms["desks.create"]

    scene.as_user("admin").post(form.action, data=form.fields | {"name": "Pintu Uji"})

    assert everything(scene.app) != before


def everything(app: Flask) -> dict[str, list[str]]:
    """Every row of every table that a visit does not touch."""
    engine = engine_of(app)
    with engine.connect() as connection:
        tables = set(inspect(engine).get_table_names()) - VOLATILE
        return {
            table: sorted(str(tuple(row)) for row in connection.execute(text(f'SELECT * FROM "{table}"')))
            for table in tables
        }
