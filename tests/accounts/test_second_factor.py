"""A code beside the password: set up, asked for, demanded, and lost with the phone."""

import re
from collections.abc import Callable
from datetime import datetime, timedelta
from threading import Barrier, Thread
from typing import Any

import pyotp
import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from tests.counting import count_queries, engine_of
from tests.factories import make_organization, make_user
from webapp import clock, database
from webapp.accounts import limiting, passwords
from webapp.accounts.limiting import MOST_ACROSS_ACCOUNTS, MOST_FROM_ONE_ADDRESS
from webapp.accounts.models import GrantRole, User
from webapp.accounts.second_factor import demanding, proving
from webapp.accounts.second_factor.models import RecoveryCode, SecondFactor
from webapp.accounts.second_factor.views import _attempt
from webapp.database import db

Stored = Callable[[Callable[[], Any]], Any]
SignIn = Callable[[int], FlaskClient]
EMAIL, PASSWORD = "panitia@kantor.id", "kata sandi percobaan"
NOW = datetime.fromisoformat("2022-03-10T02:00:10+00:00")
HALF_A_MINUTE = timedelta(seconds=30)


@pytest.fixture
def watch(monkeypatch: pytest.MonkeyPatch) -> Callable[[datetime], None]:
    """Set the server's clock."""

    def turn(to: datetime) -> None:
        monkeypatch.setattr(clock, "now", lambda: to)

    turn(NOW)
    return turn


@pytest.fixture
def account(stored: Stored, watch: object) -> int:
    made: int = stored(
        lambda: make_user(make_organization(), email=EMAIL, password_hash=passwords.hash_password(PASSWORD)).id
    )
    return made


@pytest.fixture
def secret(stored: Stored, account: int) -> str:
    """The secret of a second factor that is active, proved with the code of a minute ago."""

    def prove() -> str:
        user = db.session.get_one(User, account)
        made = proving.begin(user, at=NOW)
        assert proving.confirm(user, code(made, NOW - HALF_A_MINUTE), at=NOW) is not None
        return made

    made: str = stored(prove)
    return made


def code(secret: str, at: datetime) -> str:
    return pyotp.TOTP(secret).at(at)


def enter(client: FlaskClient, password: str = PASSWORD) -> Any:
    return client.post("/sign-in", data={"email": EMAIL, "password": password, "next": "/manage/events/new"})


def type_code(client: FlaskClient, typed: str) -> Any:
    return client.post("/sign-in/code", data={"code": typed})


def is_inside(client: FlaskClient) -> bool:
    return client.get("/manage").status_code == 200


def test_it_is_set_up_with_an_app_and_ten_codes_on_paper(
    app: Flask, account: int, watch: object, sign_in: SignIn
) -> None:
    client = sign_in(account)
    client.post("/account/second-factor/begin")
    page = client.get("/account/second-factor").text
    secret = re.search(r'value="([A-Z2-7]{32})"', page)
    assert secret

    done = client.post("/account/second-factor", data={"code": code(secret.group(1), NOW)})

    assert "<svg" in page
    assert len(re.findall(r"<code>\w{5}-\w{5}</code>", done.text)) == proving.RECOVERY_CODES
    assert "Kode kedua menyala" in client.get("/account/second-factor").text


def test_the_password_alone_opens_nothing(secret: str, client: FlaskClient) -> None:
    answer = enter(client)

    assert answer.location == "/sign-in/code"
    assert not is_inside(client)
    assert "autentikator" in client.get("/sign-in/code").text


def test_the_code_of_the_moment_opens_the_door(secret: str, client: FlaskClient) -> None:
    enter(client)

    answer = type_code(client, f" {code(secret, NOW)[:3]} {code(secret, NOW)[3:]} ")

    assert answer.location == "/manage/events/new"
    assert is_inside(client)


@pytest.mark.parametrize(("seconds", "is_taken"), [(-90, False), (30, True), (90, False)])
def test_a_clock_may_be_half_a_minute_off(secret: str, client: FlaskClient, seconds: int, is_taken: bool) -> None:
    enter(client)

    type_code(client, code(secret, NOW + timedelta(seconds=seconds)))

    assert is_inside(client) is is_taken


@pytest.mark.parametrize("typed", ["", "000000", "١٢٣٤٥٦", "'; --", "x" * 21, "AAAAA-AAAAA"])
def test_anything_else_is_refused_at_its_field(secret: str, client: FlaskClient, typed: str) -> None:
    enter(client)

    answer = type_code(client, typed)

    assert answer.status_code == 422
    assert not is_inside(client)


def test_no_code_works_twice(app: Flask, secret: str, client: FlaskClient) -> None:
    seen = code(secret, NOW)
    enter(client)
    type_code(client, seen)
    thief = app.test_client()
    enter(thief)

    answer = type_code(thief, seen)

    assert answer.status_code == 422
    assert not is_inside(thief)


def test_of_two_who_see_one_code_one_is_let_in(app: Flask, account: int, secret: str) -> None:
    barrier, outcomes = Barrier(2), []

    def use() -> None:
        barrier.wait(timeout=20)
        with app.app_context():
            database.begin_for_writing(may_write=True)
            outcomes.append(proving.is_proved(db.session.get_one(User, account), code(secret, NOW), at=NOW))
            db.session.commit()

    threads = [Thread(target=use) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)

    assert sorted(outcomes) == [False, True]


def test_a_recovery_code_works_once_however_it_is_written(
    app: Flask, stored: Stored, account: int, secret: str
) -> None:
    paper = stored(lambda: proving.renew_recovery_codes(db.session.get_one(User, account)))
    first, second = app.test_client(), app.test_client()
    enter(first)
    enter(second)

    opened = type_code(first, paper[0].lower().replace("-", " "))
    again = type_code(second, paper[0])

    assert (opened.status_code, again.status_code) == (302, 422)
    assert type_code(second, paper[1]).status_code == 302


def test_guessing_is_stopped(app: Flask, secret: str, client: FlaskClient) -> None:
    enter(client)
    for _guess in range(MOST_FROM_ONE_ADDRESS):
        type_code(client, "123123")

    answer = type_code(client, code(secret, NOW))

    assert answer.status_code == 422
    assert not is_inside(client)


def test_who_guesses_at_one_account_keeps_nobody_else_out(app: Flask, stored: Stored, secret: str) -> None:
    stranger = stored(lambda: make_user(make_organization(slug="lain"), email="lain@kantor.id").id)
    with app.test_request_context():
        for _guess in range(MOST_ACROSS_ACCOUNTS + 1):
            limiting.count(_attempt(db.session.get_one(User, stranger)), at=NOW)
        db.session.commit()
    client = app.test_client()
    enter(client)

    type_code(client, code(secret, NOW))

    assert is_inside(client)


def test_the_wait_for_a_code_ends(secret: str, client: FlaskClient, watch: Callable[[datetime], None]) -> None:
    enter(client)
    later = NOW + timedelta(minutes=11)

    watch(later)

    assert type_code(client, code(secret, later)).location == "/sign-in"
    assert not is_inside(client)


def test_a_password_that_changed_meanwhile_ends_the_wait(
    stored: Stored, account: int, secret: str, client: FlaskClient
) -> None:
    enter(client)

    def change() -> None:
        db.session.get_one(User, account).password_hash = passwords.hash_password("perahu kelotok")

    stored(change)

    assert type_code(client, code(secret, NOW)).location == "/sign-in"


def test_it_is_taken_off_only_with_a_code(account: int, secret: str, sign_in: SignIn) -> None:
    client = sign_in(account)

    refused = client.post("/account/second-factor/remove", data={"code": "000000"})
    removed = client.post("/account/second-factor/remove", data={"code": code(secret, NOW)})

    assert (refused.status_code, removed.status_code) == (422, 302)
    assert enter(client).location == "/manage/events/new"


def test_the_database_alone_proves_nothing(app: Flask, secret: str, account: int) -> None:
    with app.app_context():
        factor = db.session.get_one(SecondFactor, account)
        codes = db.session.scalars(select(RecoveryCode.code_hash)).all()

    assert secret not in factor.sealed_secret
    assert all(len(one) == 64 for one in codes)


@pytest.mark.parametrize(
    ("role", "values", "is_led"),
    [
        (GrantRole.ADMIN, {}, True),
        (GrantRole.COMMITTEE, {}, True),
        (GrantRole.DESK, {}, False),
        (GrantRole.COMMITTEE, {"email": None, "phone": "+6281250123456"}, False),
    ],
)
def test_where_it_is_demanded_nothing_else_opens_first(
    app: Flask, stored: Stored, sign_in: SignIn, role: GrantRole, values: dict[str, Any], is_led: bool
) -> None:
    def make() -> int:
        office = make_organization()
        boss = make_user()
        demanding.demand(office.id, by=boss, at=clock.now())
        return make_user(office, role, **values).id

    client = sign_in(stored(make))

    answer = client.get("/manage")

    assert (answer.location == "/account/second-factor") is is_led
    assert client.get("/account/second-factor").status_code == 200


def test_an_administrator_demands_it_and_waives_it(app: Flask, stored: Stored, sign_in: SignIn) -> None:
    user_id: int = stored(lambda: make_user(make_organization(slug="kantor"), GrantRole.ADMIN).id)
    client = sign_in(user_id)

    client.post("/manage/organization/kantor/team/second-factor")
    demanded = client.get("/manage").location
    client.post("/account/second-factor/begin")

    assert demanded == "/account/second-factor"
    assert client.post("/manage/organization/kantor/team/second-factor").location == "/account/second-factor"


def test_knowing_whether_it_is_owed_costs_no_statement(app: Flask, account: int, sign_in: SignIn) -> None:
    client = sign_in(account)

    with count_queries(engine_of(app)) as counted:
        client.get("/account/second-factor")

    who = [one for one in counted.statements if "sign_ins" in one]
    assert len(who) == 1
    assert "second_factor_demands" in who[0]


def test_who_administers_everything_owes_one_as_soon_as_any_office_demands_it(stored: Stored, sign_in: SignIn) -> None:
    def scene() -> int:
        office = make_organization()
        demanding.demand(office.id, by=make_user(office, GrantRole.ADMIN), at=NOW)
        return make_user(is_platform_admin=True).id

    made: int = stored(scene)

    assert sign_in(made).get("/manage/events/new").location == "/account/second-factor"
