"""Requests about personal data: asked for, answered in time, filed on somebody's behalf."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from tests.attendance.pages import coming
from tests.factories import make_event, make_organization, make_registration, make_user
from webapp import clock
from webapp.accounts.models import GrantRole
from webapp.attendance.models import Person
from webapp.attendance.ticketing import links
from webapp.database import db
from webapp.errors import Refused
from webapp.privacy.erasing.models import Erasure, Wish
from webapp.privacy.requesting import asking
from webapp.privacy.requesting.models import PrivacyRequest, RequestKind

Stored = Callable[[Callable[[], Any]], Any]
SignIn = Callable[[int], FlaskClient]
WORDS = "Nama saya salah pada daftar yang dicetak."


@pytest.fixture
def scene(stored: Stored) -> dict[str, Any]:
    """An office with an administrator and a committee member, and somebody registered at its event."""

    def make() -> dict[str, Any]:
        office = make_organization(slug="kantor")
        event = coming(organization=office)
        one = make_registration(event, name="Siti Kenari")
        return {
            "admin": make_user(office, GrantRole.ADMIN).id,
            "committee": make_user(office, GrantRole.COMMITTEE).id,
            "stranger": make_user(make_organization(), GrantRole.ADMIN).id,
            "slug": event.slug,
            "registration": one.id,
            "token": links.token_of(one, links.MANAGE),
        }

    found: dict[str, Any] = stored(make)
    return found


def ask(client: FlaskClient, scene: dict[str, Any], kind: str = "correct", words: str = WORDS) -> Any:
    return client.post(f"/registrations/{scene['token']}/data/requests", data={"kind": kind, "words": words})


def the_request(app: Flask) -> PrivacyRequest:
    with app.app_context():
        return db.session.scalars(select(PrivacyRequest)).one()


def test_a_request_is_answered_where_it_was_asked(
    app: Flask, scene: dict[str, Any], client: FlaskClient, sign_in: SignIn
) -> None:
    ask(app.test_client(), scene)
    request = the_request(app)
    admin = sign_in(scene["admin"])

    queue = admin.get("/manage/privacy").text
    admin.post(f"/manage/privacy/{request.id}/answer", data={"answer": "Sudah dibetulkan."})

    assert WORDS in queue
    assert "Siti Kenari" in queue
    assert request.due_at - request.filed_at == timedelta(hours=72)
    assert "Sudah dibetulkan." in app.test_client().get(f"/registrations/{scene['token']}/data").text
    assert WORDS not in admin.get("/manage/privacy").text


def test_staff_file_for_somebody_without_a_telephone(app: Flask, scene: dict[str, Any], sign_in: SignIn) -> None:
    path = f"/manage/events/{scene['slug']}/participants/{scene['registration']}/privacy-request"
    committee = sign_in(scene["committee"])

    page = committee.get(path)
    answer = committee.post(path, data={"kind": "erase", "words": "Disampaikan di meja."})

    assert "Siti Kenari" in page.text
    assert answer.status_code == 303
    assert the_request(app).filed_by_id == scene["committee"]


def test_erasing_on_request_answers_with_what_stays(app: Flask, scene: dict[str, Any], sign_in: SignIn) -> None:
    ask(app.test_client(), scene, "erase")
    admin = sign_in(scene["admin"])

    admin.post(f"/manage/privacy/{the_request(app).id}/erasure")

    request = the_request(app)
    assert (request.words, request.answer) == ("", "Data sudah dihapus.")
    with app.app_context():
        assert db.session.scalars(select(Erasure.wish)).one() is Wish.FILED
        assert db.session.scalars(select(Person.name)).one() == "(dihapus)"


def test_only_the_administrators_of_the_organizer_see_the_queue(
    app: Flask, scene: dict[str, Any], sign_in: SignIn
) -> None:
    ask(app.test_client(), scene)
    path = f"/manage/privacy/{the_request(app).id}"

    assert sign_in(scene["committee"]).get("/manage/privacy").status_code == 404
    stranger = sign_in(scene["stranger"])
    assert WORDS not in stranger.get("/manage/privacy").text
    assert stranger.post(f"{path}/answer", data={"answer": "x"}).status_code == 404
    assert stranger.post(f"{path}/erasure").status_code == 404


@pytest.mark.parametrize(
    ("kind", "words"), [("correct", ""), ("raja", WORDS), ("correct", "x" * 2_001), ("copy", "\x00")]
)
def test_a_wrong_request_is_said_at_its_field(
    scene: dict[str, Any], client: FlaskClient, kind: str, words: str
) -> None:
    assert ask(client, scene, kind, words).status_code == 422


def test_the_queue_is_not_flooded(scene: dict[str, Any], client: FlaskClient) -> None:
    codes = [ask(client, scene).status_code for _ in range(asking.MOST_OPEN + 1)]

    assert codes == [303] * asking.MOST_OPEN + [409]


def test_a_request_is_answered_once(context: Flask) -> None:
    user, one = make_user(), make_registration(make_event())
    request = asking.file_request(one, kind=RequestKind.COPY, words=WORDS, at=clock.now())
    asking.answer(request, "Pertama.", by_id=user.id, at=clock.now())

    with pytest.raises(Refused, match="sudah dijawab"):
        asking.answer(request, "Kedua.", by_id=user.id, at=clock.now())
