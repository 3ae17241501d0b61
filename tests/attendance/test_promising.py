"""Promises: versions stay dense, the newest one speaks, one commit with what they tell."""

from datetime import timedelta

import pytest
from flask import Flask, g
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from tests.attendance.applying import BEFORE
from tests.factories import make_event, make_registration
from webapp.database import db
from webapp.messages.models import Message, MessageState
from webapp.messages.promising import is_recent, is_superseded, promise, promise_to


def promised(registration_id: int) -> list[Message]:
    found = select(Message).where(Message.registration_id == registration_id).order_by(Message.kind, Message.version)
    return list(db.session.scalars(found))


def test_each_promise_of_a_kind_is_the_next_version(context: Flask) -> None:
    made = make_registration(make_event())

    for kind in ("ticket", "link", "ticket"):
        promise(made.id, kind, at=BEFORE)

    assert [(row.kind, row.version) for row in promised(made.id)] == [("link", 1), ("ticket", 1), ("ticket", 2)]


def test_the_newest_version_speaks_for_all(context: Flask) -> None:
    made = make_registration(make_event())
    for _ in range(2):
        promise(made.id, "ticket", at=BEFORE)

    assert [is_superseded(row) for row in promised(made.id)] == [True, False]


def test_a_promise_by_mail_wakes_the_worker_and_one_by_hand_does_not(context: Flask) -> None:
    made = make_registration(make_event())

    promise(made.id, "link", at=BEFORE, state=MessageState.BY_HAND)
    by_hand = g.get("has_promised")
    promise(made.id, "ticket", at=BEFORE)

    assert (by_hand, g.get("has_promised")) == (None, True)


def test_recent_means_after_the_moment(context: Flask) -> None:
    made = make_registration(make_event())
    promise(made.id, "link", at=BEFORE)

    assert is_recent(made.id, "link", since=BEFORE - timedelta(minutes=1))
    assert not is_recent(made.id, "link", since=BEFORE)
    assert not is_recent(made.id, "ticket", since=BEFORE - timedelta(minutes=1))


def test_what_is_rolled_back_was_not_promised(context: Flask) -> None:
    made = make_registration(make_event())
    db.session.commit()
    promise(made.id, "ticket", at=BEFORE)

    db.session.rollback()

    assert promised(made.id) == []


def test_somebody_without_a_registration_can_be_promised_something(context: Flask) -> None:
    for _ in range(2):
        promise_to("invitation:7", "invitation", at=BEFORE)
    promise_to("invitation:8", "invitation", at=BEFORE)

    rows = db.session.scalars(select(Message).order_by(Message.id)).all()
    assert [(row.reference, row.version, row.registration_id) for row in rows] == [
        ("invitation:7", 1, None),
        ("invitation:7", 2, None),
        ("invitation:8", 1, None),
    ]
    assert [is_superseded(row) for row in rows] == [True, False, False]


def test_a_message_is_for_exactly_one(context: Flask) -> None:
    db.session.add(Message(kind="invitation", due_at=BEFORE, created_at=BEFORE))

    with pytest.raises(IntegrityError):
        db.session.flush()
