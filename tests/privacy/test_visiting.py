"""Data Saya without a ticket: a link by mail that opens once, and tells nobody whether an address is known."""

import re
from collections.abc import Callable
from datetime import timedelta
from email import message_from_bytes, policy
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from tests.attendance.pages import coming
from tests.counting import count_queries, engine_of
from tests.factories import make_person, make_registration
from tests.privacy import looking
from webapp import clock, database
from webapp.attendance.models import Person
from webapp.database import db
from webapp.messages import delivering
from webapp.privacy.erasing.forgetting import ANONYMOUS
from webapp.privacy.visiting import asking, mails
from webapp.privacy.visiting.models import DataVisit

Stored = Callable[[Callable[[], Any]], Any]
MAIL = "kenari@contoh.id"


@pytest.fixture
def known(stored: Stored) -> None:
    """Two activities of one person, and a third of somebody else."""

    def make() -> None:
        person = make_person("Siti Kenari", email=MAIL)
        make_registration(coming(summary="Sarasehan Pertama"), person=person)
        make_registration(coming(summary="Lokakarya Kedua"), person=person)
        make_registration(coming(summary="Acara Orang Lain"), person=make_person("Rusdi", email="rusdi@contoh.id"))

    stored(make)


def mailed_links(app: Flask) -> list[str]:
    """The paths in all mails that were sent by now."""
    with app.app_context():
        database.begin_for_writing(may_write=True)
        mails.register(delivering.renderers)
        delivering.deliver_due(looking.settings_of(app), clock=clock.now)
    folder = looking.settings_of(app).outbox_dir
    texts = [message_from_bytes(one.read_bytes(), policy=policy.default) for one in sorted(folder.glob("*.eml"))]
    bodies = [part.get_content() for one in texts if (part := one.get_body(("plain",)))]
    return [found for body in bodies for found in re.findall(r"/my-data/link/[a-z2-7]+", body)]


def opened(app: Flask, client: FlaskClient) -> FlaskClient:
    client.post("/my-data", data={"email": MAIL})
    (link,) = mailed_links(app)
    assert client.post(link).status_code == 303
    return client


def test_the_link_opens_everything_at_the_address_and_nothing_else(
    app: Flask, known: None, client: FlaskClient
) -> None:
    page = opened(app, client).get("/my-data")
    data: Any = client.get("/my-data/all.json").json

    assert "Sarasehan Pertama" in page.text
    assert "Lokakarya Kedua" in page.text
    assert "Acara Orang Lain" not in page.text
    assert [one["person"]["name"] for one in data] == ["Siti Kenari"] * 2
    assert page.headers["Cache-Control"] == "no-store"
    own = re.findall(r'"(/registrations/[a-z2-7]{42}/data)"', page.text)
    assert [client.get(path).status_code for path in own] == [200, 200]


def test_a_link_works_once_and_a_look_does_not_use_it_up(app: Flask, known: None, client: FlaskClient) -> None:
    client.post("/my-data", data={"email": f" {MAIL.upper()} "})
    (link,) = mailed_links(app)

    looks = [client.get(link).status_code for _ in range(2)]
    uses = [app.test_client().post(link).status_code for _ in range(2)]

    assert (looks, uses) == ([200, 200], [303, 410])
    assert client.get(link).status_code == 410


def test_a_link_is_over_after_an_hour(app: Flask, context: Flask) -> None:
    asking.ask(MAIL, locale="id", at=clock.now() - timedelta(minutes=61))
    url = asking.visit_url(db.session.scalars(select(DataVisit)).one())

    assert asking.redeem(url.rsplit("/", 1)[1], at=clock.now()) is None


def test_known_and_unknown_addresses_get_the_same_answer_for_the_same_work(
    app: Flask, known: None, client: FlaskClient
) -> None:
    answers, works = [], []
    client.post("/my-data", data={"email": "siapa@contoh.id"})  # what is read once in a process
    for email in (MAIL, "tidak.ada@contoh.id"):
        with count_queries(engine_of(app)) as counted:
            answers.append(client.post("/my-data", data={"email": email}, follow_redirects=True))
        works.append(len(counted))

    assert answers[0].text == answers[1].text
    assert answers[0].status_code == answers[1].status_code == 200
    assert works[0] == works[1]
    assert len(mailed_links(app)) == 1


def test_asking_again_and_again_buries_nobody(app: Flask, known: None, client: FlaskClient) -> None:
    codes = {client.post("/my-data", data={"email": MAIL}).status_code for _ in range(6)}

    assert codes == {303}
    assert len(mailed_links(app)) == asking.MOST_IN_A_WINDOW


def test_without_a_proved_address_nothing_opens(app: Flask, known: None, client: FlaskClient) -> None:
    for path in ("/my-data/link/" + "a" * 42, "/my-data/link/x"):
        assert client.get(path).status_code == 410
        assert client.post(path).status_code == 410
    assert client.get("/my-data/all.json").status_code == 404
    assert client.post("/my-data/erasure").status_code == 404
    assert "Siti" not in client.get("/my-data").text


@pytest.mark.parametrize("email", ["", "bukan surel", "x" * 250 + "@contoh.id", "a\x00b@contoh.id"])
def test_a_wrong_address_is_said_at_its_field(client: FlaskClient, email: str) -> None:
    assert client.post("/my-data", data={"email": email}).status_code == 422


def test_everything_is_erased_at_once(app: Flask, known: None, client: FlaskClient) -> None:
    answer = opened(app, client).post("/my-data/erasure")

    assert answer.status_code == 200
    with app.app_context():
        names = list(db.session.scalars(select(Person.name).order_by(Person.id)))
    assert sorted(names) == sorted([ANONYMOUS, ANONYMOUS, "Rusdi"])
    assert "kenari" not in looking.tables(app).lower()
    assert "kenari" not in looking.files(app).lower()
    assert client.get("/my-data/all.json").status_code == 404
