"""An act is written with what it does, and its personal values can be forgotten."""

import threading

import pytest
from flask import Flask
from sqlalchemy import delete, select, update
from sqlalchemy.exc import DBAPIError

from webapp.audit import keys
from webapp.audit.acts import SYSTEM, About, Act, Actor, Subject, changes
from webapp.audit.models import ActorKind, AuditEntry, PersonKey
from webapp.audit.recording import record
from webapp.clock import now
from webapp.database import db

AT = now()
SUBJECT = Subject("event", 7, "Sarasehan")


def key_of(kind: str, person_id: int) -> str | None:
    row = db.session.get(PersonKey, (kind, person_id))
    return row.key if row else None


def test_an_act_says_who_when_what_and_what_changed(context: Flask) -> None:
    record(Act("event.moved", SUBJECT, 3, {"dtstart": AT}, {"dtstart": None}), by=Actor(ActorKind.USER, 5), at=AT)
    db.session.commit()
    db.session.expunge_all()

    entry = db.session.scalars(select(AuditEntry)).one()

    assert (entry.at, entry.act, entry.actor_kind, entry.actor_id) == (AT, "event.moved", ActorKind.USER, 5)
    assert (entry.subject_kind, entry.subject_id, entry.organization_id) == ("event", 7, 3)
    assert (entry.before, entry.after) == ({"dtstart": AT.isoformat()}, {"dtstart": None})


def test_what_is_rolled_back_was_never_done(context: Flask) -> None:
    record(Act("event.moved", SUBJECT), by=SYSTEM, at=AT)
    db.session.rollback()

    assert db.session.scalars(select(AuditEntry)).all() == []


def test_only_what_differs_is_kept() -> None:
    assert changes({"a": 1, "b": 2}, {"a": 1, "b": 3, "c": 4}) == ({"b": 2}, {"b": 3, "c": 4})


def test_personal_values_are_read_with_the_key_and_gone_without_it(context: Flask) -> None:
    about = About("person", 9, {"name": "Sulastri"}, {"name": "Sulastri Dehen"})
    entry = record(Act("person.corrected", SUBJECT, about=about), by=SYSTEM, at=AT)

    assert "Sulastri" not in entry.sealed
    assert keys.opened(entry, key_of("person", 9)) == {
        "before": {"name": "Sulastri"},
        "after": {"name": "Sulastri Dehen"},
    }

    keys.forget("person", 9)
    record(Act("person.corrected", SUBJECT, about=about), by=SYSTEM, at=AT)

    assert keys.opened(entry, key_of("person", 9)) is None, "a new key opens nothing old"


def test_one_person_has_one_key_also_for_two_at_one_instant(app: Flask) -> None:
    start, made = threading.Barrier(4, timeout=20), []

    def write() -> None:
        start.wait()
        with app.app_context():
            made.append(record(Act("x", SUBJECT, about=About("person", 1, after={"name": "A"})), by=SYSTEM, at=AT).id)
            db.session.commit()

    threads = [threading.Thread(target=write) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)

    with app.app_context():
        key = key_of("person", 1)
        opened = [keys.opened(entry, key) for entry in db.session.scalars(select(AuditEntry))]
    assert opened == [{"before": {}, "after": {"name": "A"}}] * 4


@pytest.mark.parametrize(
    "forgery", [delete(AuditEntry), update(AuditEntry).values(act="y"), update(AuditEntry).values(actor_id=1)]
)
def test_the_database_refuses_to_change_or_delete_what_was_written(context: Flask, forgery: object) -> None:
    record(Act("x", SUBJECT), by=SYSTEM, at=AT)
    db.session.commit()

    with pytest.raises(DBAPIError, match="append-only"):
        db.session.execute(forgery)  # type: ignore[call-overload]
    db.session.rollback()
