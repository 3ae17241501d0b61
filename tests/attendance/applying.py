"""Applications for tests, and many of them at one instant."""

import threading
from collections.abc import Callable, Sequence
from datetime import timedelta
from typing import Any

from flask import Flask

from tests.factories import START
from webapp import database
from webapp.attendance.models import Registration, RegistrationStatus
from webapp.attendance.registering.applications import AlreadyRegistered, Application
from webapp.attendance.registering.applying import register
from webapp.database import db
from webapp.events.models import Event, Mode

BEFORE = START - timedelta(days=2)
PATIENCE = 30  # seconds before a race is called stuck


def an_application(name: str = "Dehen", **values: Any) -> Application:
    return Application(**({"name": name, "mode": Mode.IN_PERSON} | values))


def registered(event: Event, name: str = "Dehen", **values: Any) -> Registration:
    """Register through the verb and expect a registration."""
    made = register(event, an_application(name, **values), at=BEFORE)
    assert isinstance(made, Registration)
    return made


def waiting_numbers(rows: Sequence[Registration]) -> list[int | None]:
    return sorted(row.queue_number or 0 for row in rows if row.status == RegistrationStatus.WAITING)


def at_once(app: Flask, acts: Sequence[Callable[[], Any]]) -> list[Any]:
    """Run every act in a thread and a transaction of its own, all let go at one instant.

    Returns what each gave back, or the error it raised; a race that hangs is an AssertionError.
    """
    barrier = threading.Barrier(len(acts))
    results: list[Any] = [None] * len(acts)

    def run(number: int, act: Callable[[], Any]) -> None:
        database.begin_for_writing(True)
        with app.test_request_context():
            barrier.wait(timeout=PATIENCE)
            try:
                results[number] = act()
                db.session.commit()
            except Exception as error:  # noqa: BLE001  # the test judges what came of it
                db.session.rollback()
                results[number] = error

    threads = [threading.Thread(target=run, args=pair, daemon=True) for pair in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=PATIENCE)
    assert not any(thread.is_alive() for thread in threads), "the race hangs"
    return results


def register_by_id(event_id: int, application: Application) -> Callable[[], Registration | AlreadyRegistered]:
    """An act for at_once."""
    return lambda: register(db.session.get_one(Event, event_id), application, at=BEFORE)
