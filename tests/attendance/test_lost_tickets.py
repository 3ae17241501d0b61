"""A lost ticket: the link goes to the stored contact, and whoever asks learns nothing."""

from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from tests.attendance.pages import Stored, coming
from tests.factories import make_person, make_registration
from webapp.attendance.models import RegistrationStatus
from webapp.attendance.ticketing.losing import ask
from webapp.clock import now
from webapp.database import db
from webapp.events.models import EventStatus
from webapp.messages.models import Message, MessageState

MAIL, PHONE = "dehen@contoh.id", "+6281234567890"


def told() -> list[tuple[str, MessageState]]:
    return [(row.kind, row.state) for row in db.session.scalars(select(Message).order_by(Message.id))]


def test_the_link_goes_by_mail_or_waits_for_the_committee(context: Flask) -> None:
    make_registration(coming(), person=make_person("Dehen", email=MAIL))
    make_registration(coming(), person=make_person("Lia", phone=PHONE))

    found = [ask(name="  dehen", email=MAIL, at=now()), ask(name="Lia", phone=PHONE, at=now())]

    assert found == [1, 1]
    assert told() == [("link", MessageState.WAITING), ("link", MessageState.BY_HAND)]


def test_asking_again_and_again_tells_once(context: Flask) -> None:
    make_registration(coming(), person=make_person("Dehen", email=MAIL))
    make_registration(coming(), person=make_person("Lia", phone=PHONE))

    for minutes in (0, 1, 9, 30):
        ask(name="Dehen", email=MAIL, at=now() + timedelta(minutes=minutes))
        ask(name="Lia", phone=PHONE, at=now() + timedelta(minutes=minutes))

    assert [state.value for _kind, state in told()] == ["waiting", "by_hand", "waiting"]


@pytest.mark.parametrize(
    ("name", "contact"),
    [("Dehen", {"phone": "+6281234567891"}), ("Lia", {"phone": PHONE}), ("Dehen", {"email": "x@y.id"})],
)
def test_name_and_contact_must_both_agree(context: Flask, name: str, contact: dict[str, str]) -> None:
    make_registration(coming(), person=make_person("Dehen", phone=PHONE))

    assert ask(name=name, at=now(), **contact) == 0
    assert told() == []


def test_what_is_over_cancelled_or_given_up_has_no_link(context: Flask) -> None:
    person = make_person("Dehen", email=MAIL)
    make_registration(coming(start=now() - timedelta(days=3)), person=person)
    make_registration(coming(status=EventStatus.CANCELLED), person=person)
    make_registration(coming(), person=person, status=RegistrationStatus.CANCELLED)

    assert ask(name="Dehen", email=MAIL, at=now()) == 0


def test_known_and_unknown_get_the_same_answer(client: FlaskClient, stored: Stored) -> None:
    stored(lambda: make_registration(coming(), person=make_person("Dehen", email=MAIL)))

    answers = [
        client.post("/tickets/lost", data={"name": name, "contact": MAIL}, follow_redirects=True)
        for name in ("Dehen", "Tidak Ada")
    ]

    assert answers[0].text == answers[1].text
    assert [answer.request.path for answer in answers] == ["/tickets/lost/asked"] * 2
    assert "cukup sebutkan nama di meja" in answers[0].text
    assert "Terkirim" not in answers[0].text


@pytest.mark.parametrize(
    ("contact", "sentence"), [("0812", "kurang angkanya"), ("salah@", "belum tepat"), ("", "Mohon tulis")]
)
def test_a_contact_that_cannot_be_is_said_at_its_field(client: FlaskClient, contact: str, sentence: str) -> None:
    answer = client.post("/tickets/lost", data={"name": "Dehen", "contact": contact})

    assert (answer.status_code, sentence in answer.text) == (422, True)
    assert 'value="Dehen"' in answer.text
