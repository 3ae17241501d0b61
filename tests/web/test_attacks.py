"""The attacks on who is who and who may, row by row.

Many rows are held by tests beside what they attack; here each row has a name, and what was missing is tried.

- A1, an altered id: `test_roles` replays every address as strangers; here, that another's answers like nobody's.
- A2, another organizer's event: `test_roles` (no outsider changes anything, with every form of the site).
- A3, lists with others' events: here. A4, another's export: `work/test_running` (fetched by who asked); here, expired.
- A5, a forgotten check: `test_access` (every route declares; one that does not is closed).
- A6, a desk's link: `attendance/test_checking_in_desk` (another event, no token, nothing listed); here, after its end.
- A7, looking people up: here. A15, a forged Host: here. A16, a forged X-Forwarded-For: here.
- A17, reset links: `accounts/test_resetting`; here, another's and the Referer.
- A18, telling accounts: here, with the work counted; its time is measured by bench/enumerating.py.
- A28, fields nobody offered: here.
- A31, sessions: `accounts/test_sign_in_pages` (a new session, ended on the server); here, roles and keys.
- A36, logs: `operations/test_logs`; here, every secret link of the site.
"""

import json
import logging
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask, url_for
from flask.testing import FlaskClient
from sqlalchemy import select

from tests.attendance.pages import coming, registered_ticket
from tests.counting import count_queries, engine_of
from tests.factories import PASSWORD, make_desk, make_organization, make_person, make_registration, make_user
from webapp import clock, create_app
from webapp.accounts import passwords, signing_in
from webapp.accounts.api_tokens import issue_api_token
from webapp.accounts.models import ApiToken, Grant, GrantRole, User
from webapp.accounts.resetting import mails
from webapp.attendance.models import Registration, RegistrationStatus
from webapp.database import db
from webapp.events.models import Event
from webapp.messages.models import Message
from webapp.operations.logs import JsonLines, masked
from webapp.web.access import Policy, policy_of
from webapp.work import running
from webapp.work.asking import Order, ask
from webapp.work.models import Job

Stored = Callable[[Callable[[], Any]], Any]
SignIn = Callable[[int], FlaskClient]
EMAIL = "panitia@kantor.id"


@pytest.fixture
def account(stored: Stored) -> int:
    made: int = stored(lambda: make_user(email=EMAIL, password_hash=passwords.hash_password(PASSWORD)).id)
    return made


def with_token(client: FlaskClient, path: str, token: str) -> Any:
    return client.get(path, headers={"Authorization": f"Bearer {token}"})


def test_a1_anothers_number_answers_exactly_like_one_that_is_not_there(
    app: Flask, stored: Stored, sign_in: SignIn
) -> None:
    def scene() -> tuple[int, str, int]:
        office = make_organization()
        mine, theirs = coming(organization=office), coming()
        return make_user(office).id, mine.slug, make_registration(theirs, name="Kenari").id

    user, slug, foreign = stored(scene)
    client = sign_in(user)
    base = f"/manage/events/{slug}/participants"

    answers = [client.get(f"{base}/{number}") for number in (foreign, 2_000_000_000)]

    assert [answer.status_code for answer in answers] == [404, 404]
    # The number is the address's own; the token of the form that signs out holds the second it was made in.
    own = rb'participants/\d+|(?<=name="csrf_token" value=")[^"]+'
    bodies = {re.sub(own, b"", answer.data) for answer in answers}
    assert len(bodies) == 1


def test_a3_a_programs_list_holds_what_everybody_may_see_and_its_report_its_own_events_alone(
    app: Flask, stored: Stored, client: FlaskClient
) -> None:
    def scene() -> tuple[str, str, str]:
        office = make_organization()
        token = issue_api_token(office.id, name="Dasbor", role=GrantRole.ADMIN, at=clock.now())
        return token, coming(visibility="confidential").slug, coming(status="draft").slug

    token, confidential, draft = stored(scene)

    listed = with_token(client, "/api/v1/events", token).text
    reports = [with_token(client, f"/api/v1/events/{slug}/attendance", token) for slug in (confidential, draft)]

    assert confidential not in listed
    assert draft not in listed
    assert [answer.status_code for answer in reports] == [404, 404]


def test_a4_an_export_that_has_expired_is_gone_for_its_owner_too(app: Flask, stored: Stored, sign_in: SignIn) -> None:
    def scene() -> tuple[int, str]:
        office = make_organization()
        user = make_user(office, GrantRole.ADMIN)
        arguments = {"kind": "groups", "format": "csv", "offices": [office.id]}
        wanted = Order(kind="directory.export", title="x", arguments=arguments)
        job = ask(wanted, owner_id=user.id, at=clock.now())
        return user.id, job.ref

    with app.test_request_context():
        user, ref = stored(scene)
        running.run_due()
        path = url_for("work.file", ref=ref, _external=False)
    client = sign_in(user)
    with client.get(path) as fetched:
        before = fetched.status_code

    def expire() -> None:
        job = db.session.scalars(select(Job).where(Job.ref == ref)).one()
        assert job.expires_at is not None
        running.forget_expired(at=job.expires_at + timedelta(seconds=1))

    stored(expire)

    assert (before, client.get(path).status_code) == (200, 404)


def test_a6_a_desks_link_is_worth_nothing_after_its_end_or_when_it_was_shut(
    app: Flask, stored: Stored, client: FlaskClient
) -> None:
    def scene() -> tuple[int, list[str]]:
        event, at = coming(), clock.now()
        event.revised_at = at - timedelta(days=90)
        make_registration(event, name="Kenari")
        over = make_desk(event, created_at=at - timedelta(days=3), expires_at=at - timedelta(minutes=1))[1]
        shut = make_desk(event, expires_at=at + timedelta(days=9), revoked_at=at)[1]
        return event.sessions[0].id, [over, shut, "salah"]

    session, tokens = stored(scene)

    answers = [with_token(client, f"/api/v1/sessions/{session}/roster", token) for token in tokens]

    assert [answer.status_code for answer in answers] == [401, 401, 401]
    assert "Kenari" not in "".join(answer.text for answer in answers)


def test_a7_there_is_no_directory_of_people(app: Flask, account: int, sign_in: SignIn) -> None:
    client = sign_in(account)
    bases = ("/users", "/api/v1/users", "/persons", "/api/v1/persons", "/api/v1/people", "/api/user", "/manage/users")
    paths = [f"{base}/{end}" for base in bases for end in (account, EMAIL, "me", "")]

    assert {client.get(path).status_code for path in paths} == {404}
    assert not [rule for rule in app.url_map.iter_rules() if re.search(r"/(users?|persons?)\b", str(rule))]


@pytest.mark.parametrize("header", ["Host", "X-Forwarded-Host", "X-Host", "Forwarded"])
def test_a15_a_forged_host_gets_into_no_mail_and_no_redirect(
    app: Flask, account: int, client: FlaskClient, header: str
) -> None:
    forged = {header: "host=jahat.example" if header == "Forwarded" else "jahat.example"}
    base = "http://jahat.example" if header == "Host" else None
    answer = client.post("/password-reset", data={"email": EMAIL}, headers=forged, base_url=base)

    assert answer.status_code in {302, 400, 404}
    assert "jahat.example" not in answer.headers.get("Location", "")
    with app.app_context():
        texts = [mail.text for row in db.session.scalars(select(Message)) if (mail := mails.mail_of(row))]
    assert all("http://gelar.test/password-reset/" in text and "jahat" not in text for text in texts)


def test_a16_a_forged_sender_neither_dodges_the_limit_nor_bans_others(
    app: Flask, account: int, client: FlaskClient
) -> None:
    def guess(number: int) -> int:
        forged = {"X-Forwarded-For": f"203.0.113.{number}", "X-Real-IP": f"203.0.113.{number}"}
        return client.post("/sign-in", data={"email": EMAIL, "password": f"salah {number}"}, headers=forged).status_code

    codes = [guess(number) for number in range(12)]
    elsewhere = client.post(
        "/sign-in", data={"email": EMAIL, "password": PASSWORD}, environ_base={"REMOTE_ADDR": "203.0.113.1"}
    )

    assert codes == [422] * 10 + [429] * 2
    assert elsewhere.status_code == 302


def test_a16_a_listed_proxy_is_believed(app: Flask, account: int) -> None:
    behind = create_app(replace(app.config["SETTINGS"], trusted_proxies=("127.0.0.1",)))
    behind.config.update(TESTING=True, WTF_CSRF_ENABLED=False, SERVER_NAME="gelar.test")
    client = behind.test_client()

    def guess(number: int) -> int:
        sender = {"X-Forwarded-For": f"203.0.113.{number}"}
        return client.post("/sign-in", data={"email": EMAIL, "password": "salah"}, headers=sender).status_code

    codes = {guess(number) for number in range(14)}
    with behind.app_context():
        db.session.remove()
        db.engine.dispose()

    assert codes == {422}


def test_a17_a_reset_link_changes_nobody_else_and_tells_no_other_site(
    app: Flask, stored: Stored, account: int, client: FlaskClient
) -> None:
    other = stored(lambda: make_user(email="lain@kantor.id", password_hash=passwords.hash_password(PASSWORD)).id)
    client.post("/password-reset", data={"email": EMAIL})
    with app.app_context():
        texts = [mail.text for row in db.session.scalars(select(Message)) if (mail := mails.mail_of(row))]
    link = re.findall(r"/password-reset/[a-z2-7]+", texts[0])[0]

    page = client.get(link)
    client.post(link, data={"password": "tikar rotan dari Katingan", "user_id": str(other), "email": "lain@kantor.id"})

    assert page.headers["Referrer-Policy"] in {"no-referrer", "strict-origin-when-cross-origin", "same-origin"}
    assert not re.findall(r'(?:src|href)="https?://(?!gelar\.test)', page.text)
    with app.app_context():
        assert passwords.is_right(db.session.get_one(User, other).password_hash, PASSWORD)
        assert not passwords.is_right(db.session.get_one(User, account).password_hash, PASSWORD)


@pytest.mark.parametrize("path", ["/sign-in", "/password-reset", "/my-data", "/tickets/lost"])
def test_a18_known_and_unknown_cost_the_same_work_and_get_the_same_words(
    app: Flask, stored: Stored, account: int, path: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    stored(lambda: make_registration(coming(), person=make_person("Dehen", email=EMAIL)))
    hashed: list[object] = []
    is_right = passwords.is_right

    def counted_hash(stored_hash: str | None, password: str) -> bool:
        hashed.append(stored_hash)
        return is_right(stored_hash, password)

    monkeypatch.setattr(passwords, "is_right", counted_hash)
    told, works = [], []
    for email in ("siapa@kantor.id", EMAIL, "tidak-ada@kantor.id"):
        body = {"email": email, "password": "salah sekali", "name": "Dehen", "contact": email}
        hashed.clear()
        with count_queries(engine_of(app)) as counted:
            answer = app.test_client().post(path, data=body)
        told.append((answer.status_code, answer.headers.get("Location"), answer.text.replace(email, "")))
        works.append((len(counted), len(hashed)))

    assert told[1] == told[2]
    if path != "/tickets/lost":  # who has a ticket is promised its link at once: name and contact must both be known
        assert works[1] == works[2]


def test_a28_fields_that_no_form_offers_change_nothing(app: Flask, stored: Stored, client: FlaskClient) -> None:
    slug, other = stored(lambda: (coming(in_person=1, online=1).slug, coming().id))
    stolen = dict.fromkeys(("is_outside_quota", "is_walk_in", "checked_in", "id", "queue_number"), "1")
    stolen |= {"status": "confirmed", "event_id": str(other), "role": "admin", "link_version": "9"}
    asked = {"name": "Ketiga", "mode": "in_person", "phone": "+6281350123458", "region": "62.71", "consent": True}

    registered_ticket(client, slug, name="Pertama")
    registered_ticket(app.test_client(), slug, name="Kedua", phone="0813 5012 3457", **stolen)
    client.post(f"/api/v1/events/{slug}/registrations", json=asked | stolen)

    with app.app_context():
        rows = db.session.scalars(select(Registration).order_by(Registration.id)).all()
        assert [row.status for row in rows][:2] == [RegistrationStatus.CONFIRMED, RegistrationStatus.WAITING]
        assert {(row.is_outside_quota, row.is_walk_in, row.link_version) for row in rows} == {(False, False, 1)}
        assert other not in {row.event_id for row in rows}


def test_a28_nobody_makes_themselves_more_than_they_are(
    app: Flask, stored: Stored, account: int, sign_in: SignIn
) -> None:
    more = {"name": "Panitia", "is_platform_admin": "y", "role": "admin", "organization_id": "1", "email": "x@y.id"}
    sign_in(account).post("/account/name", data=more)

    with app.app_context():
        user = db.session.get_one(User, account)
        assert (user.name, user.email, user.is_platform_admin, user.grants) == ("Panitia", EMAIL, False, [])


def test_a28_an_event_stays_with_its_organizer(app: Flask, stored: Stored, sign_in: SignIn) -> None:
    def scene() -> tuple[int, str, int]:
        office, other = make_organization(), make_organization()
        return make_user(office).id, coming(organization=office).slug, other.id

    user, slug, other = stored(scene)
    client = sign_in(user)
    form = dict(re.findall(r'name="([a-z0-9_-]+)"[^>]*value="([^"]*)"', client.get(f"/manage/events/{slug}/edit").text))
    client.post(
        f"/manage/events/{slug}/edit",
        data=form | {"organization_id": str(other), "status": "cancelled", "slug": "lain"},
    )

    with app.app_context():
        event = db.session.scalars(select(Event).where(Event.slug == slug)).one()
        assert (event.organization_id != other, event.status.value) == (True, "published")


def test_a31_a_role_that_was_taken_and_an_account_that_was_closed_end_at_once(
    app: Flask, stored: Stored, sign_in: SignIn
) -> None:
    def scene() -> tuple[int, str]:
        office = make_organization()
        return make_user(office, GrantRole.ADMIN).id, coming(organization=office).slug

    user, slug = stored(scene)
    client = sign_in(user)
    path = f"/manage/events/{slug}"
    codes = [client.get(path).status_code]

    def lessen() -> None:
        db.session.scalars(select(Grant).where(Grant.user_id == user)).one().role = GrantRole.DESK

    def take() -> None:
        db.session.delete(db.session.scalars(select(Grant).where(Grant.user_id == user)).one())

    stored(lessen)
    codes.append(client.get(f"{path}/edit").status_code)
    stored(take)
    codes.append(client.get(path).status_code)
    stored(lambda: signing_in.disable(db.session.get_one(User, user), at=clock.now()))
    codes.append(client.get("/account").status_code)

    assert codes == [200, 404, 404, 302]


def test_a31_a_stolen_cookie_is_dead_after_signing_out_and_after_a_new_password(
    app: Flask, account: int, client: FlaskClient
) -> None:
    def stolen() -> FlaskClient:
        client.post("/sign-in", data={"email": EMAIL, "password": PASSWORD})
        thief = app.test_client()
        cookie = client.get_cookie("session", domain="gelar.test") or client.get_cookie("session")
        assert cookie is not None
        thief.set_cookie("session", cookie.value, domain="gelar.test")
        assert thief.get("/account").status_code == 200
        return thief

    first = stolen()
    client.post("/sign-out")
    second = stolen()
    client.post("/account/password", data={"current": PASSWORD, "password": "tikar rotan dari Katingan"})

    assert [thief.get("/account").status_code for thief in (first, second)] == [302, 302]


def test_a31_a_programs_key_is_dead_when_it_is_revoked(app: Flask, stored: Stored, client: FlaskClient) -> None:
    def scene() -> tuple[str, str]:
        event = coming()
        return issue_api_token(event.organization_id, name="x", role=GrantRole.VIEWER, at=clock.now()), event.slug

    token, slug = stored(scene)
    path = f"/api/v1/events/{slug}/attendance"
    before = with_token(client, path, token).status_code

    def revoke() -> None:
        db.session.scalars(select(ApiToken)).one().revoked_at = clock.now()

    stored(revoke)

    assert (before, with_token(client, path, token).status_code) == (200, 401)


def test_a36_no_secret_link_of_the_site_stands_in_a_log(app: Flask) -> None:
    secret = "abcdefghijklmnopqrstuvwxyz234567abcdefghij"
    views = app.view_functions
    rules = [rule for rule in app.url_map.iter_rules() if policy_of(views[rule.endpoint]) is Policy.SECRET_LINK]
    paths = [re.sub(r"<(?:\w+:)?(?:token|ref|code|secret)>", secret, str(rule)) for rule in rules]
    with_secret = [path for path in paths if secret in path]

    assert len(with_secret) > 15
    assert [path for path in with_secret if secret in masked(f"GET {path} 500")] == []


@pytest.mark.parametrize(
    "mark", ["\r\n", "\n", "\x1b[2J\x1b[31m", "\x9b31m", "\u2028", "\u2029", "\x85", "\x00", "\x7f"]
)
def test_a36_a_name_can_neither_begin_a_line_nor_paint_a_terminal(mark: str) -> None:
    record = logging.LogRecord("gelar", logging.INFO, "", 0, "scan of %s", (f"Dehen{mark}{{}}",), None)

    line = JsonLines().format(record)

    assert not [one for one in line if ord(one) < 32 or 127 <= ord(one) < 160 or one in "\u2028\u2029"]
    assert json.loads(line)["message"].startswith("scan of Dehen")
