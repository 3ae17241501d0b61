"""Places beyond the chairs: who waits moves up, what is taken is never undercut, and the page says what it means."""

from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from tests.attendance.applying import BEFORE, registered
from tests.attendance.pages import Stored, coming
from tests.factories import make_event, make_user
from webapp.attendance.models import Registration, RegistrationStatus
from webapp.attendance.overbooking.deciding import MarginTooLow, set_margins
from webapp.audit.models import AuditEntry
from webapp.database import db
from webapp.directory.models import Organization
from webapp.events.models import Mode, Seats

CONFIRMED, WAITING = RegistrationStatus.CONFIRMED, RegistrationStatus.WAITING


def test_a_margin_moves_up_who_waits_in_their_order(context: Flask) -> None:
    event = make_event(in_person=1)
    people = [registered(event, name) for name in ("Satu", "Dua", "Tiga", "Empat")]

    moved = set_margins(event, {Mode.IN_PERSON: 2}, at=BEFORE)

    db.session.expire_all()
    states = [db.session.get_one(Registration, one.id).status for one in people]
    assert (moved, states) == (2, [CONFIRMED, CONFIRMED, CONFIRMED, WAITING])


def test_a_margin_that_is_taken_stays(context: Flask) -> None:
    event = make_event(in_person=1)
    set_margins(event, {Mode.IN_PERSON: 2}, at=BEFORE)
    for name in ("Satu", "Dua", "Tiga"):
        registered(event, name)

    with pytest.raises(MarginTooLow) as refused:
        set_margins(event, {Mode.IN_PERSON: 1}, at=BEFORE)

    assert (refused.value.mode, "2" in refused.value.sentence) == (Mode.IN_PERSON, True)


def test_the_page_sets_it_and_says_what_is_wrong(app: Flask, stored: Stored, sign_in: Any) -> None:
    def make() -> int:
        event = coming(slug="forum", online=None)
        return make_user(db.session.get_one(Organization, event.organization_id)).id

    client = sign_in(stored(make))
    page = client.get("/manage/events/forum/margin")

    wrong = client.post("/manage/events/forum/margin", data={"in_person": "-3"})
    right = client.post("/manage/events/forum/margin", data={"in_person": "12"})

    assert (page.status_code, wrong.status_code, right.status_code) == (200, 422, 303)
    with app.app_context():
        assert db.session.scalars(select(Seats.margin)).one() == 12
        assert "seats.overbooked" in set(db.session.scalars(select(AuditEntry.act)))
