"""When data leaked: who is affected, and that the list was fetched."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from tests.factories import START, make_event, make_organization, make_person, make_registration, make_user
from webapp.accounts.models import GrantRole
from webapp.audit.models import AuditEntry
from webapp.database import db
from webapp.privacy.breaching.listing import affected
from webapp.privacy.erasing import forgetting
from webapp.privacy.erasing.models import Wish

DAY = timedelta(days=1)


def test_everybody_who_was_there_is_affected_and_nobody_else(context: Flask) -> None:
    office = make_organization()
    event = make_event(organization=office)
    there = make_registration(event, name="Ada", registered_at=START)
    make_registration(event, name="Nanti", registered_at=START + 9 * DAY)
    make_registration(make_event(), name="Kantor Lain", registered_at=START)
    gone = make_registration(event, name="Sudah Pergi", registered_at=START)
    forgetting.erase(gone, wish=Wish.OWN, at=START + DAY)

    found = db.session.execute(affected([office.id], since=START + 2 * DAY, until=START + 5 * DAY)).all()

    assert [registration.id for registration, _person, _event in found] == [there.id]


def test_the_list_is_fetched_and_the_fetching_noted(
    app: Flask, stored: Callable[[Callable[[], Any]], Any], sign_in: Callable[[int], FlaskClient]
) -> None:
    def make() -> int:
        office = make_organization()
        person = make_person("=Siti", phone="+6281250123456")
        make_registration(make_event(organization=office), person=person)
        return make_user(office, GrantRole.ADMIN).id

    client = sign_in(stored(make))

    answer = client.post("/manage/privacy/breach", data={"since": "2022-03-01", "until": "2022-03-31"})

    assert "'=Siti" in answer.text
    assert "0812-5012-3456" in answer.text
    with app.app_context():
        entry = db.session.scalars(select(AuditEntry).where(AuditEntry.act == "breach.listed")).one()
        assert entry.after["rows"] == 1
    assert "[tanggal]" in client.get("/manage/privacy/breach").text


@pytest.mark.parametrize(("since", "until"), [("2022-03-31", "2022-03-01"), ("", ""), ("besok", "lusa")])
def test_a_wrong_span_is_said(
    stored: Callable[[Callable[[], Any]], Any], sign_in: Callable[[int], FlaskClient], since: str, until: str
) -> None:
    client = sign_in(stored(lambda: make_user(make_organization(), GrantRole.ADMIN).id))

    assert client.post("/manage/privacy/breach", data={"since": since, "until": until}).status_code == 422
