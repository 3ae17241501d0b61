"""Applications for tests, and many of them at one instant."""

import threading
import time
from collections.abc import Callable, Sequence
from datetime import timedelta
from typing import Any

from flask import Flask
from sqlalchemy import select

from tests.factories import START
from webapp import database
from webapp.attendance.models import Attendance, Channel, Registration, RegistrationStatus
from webapp.attendance.registering.applications import AlreadyRegistered, Application
from webapp.attendance.registering.applying import register
from webapp.database import db
from webapp.events.models import Event, Mode, Seats

BEFORE = START - timedelta(days=2)
PATIENCE = 30  # seconds before a race is called stuck


def an_application(name: str = "Dehen", **values: Any) -> Application:
    return Application(**({"name": name, "mode": Mode.IN_PERSON} | values))


def registered(event: Event, name: str = "Dehen", **values: Any) -> Registration:
    """Register through the verb and expect a registration."""
    made = register(event, an_application(name, **values), at=BEFORE)
    assert isinstance(made, Registration)
    return made


def make_attendance(registration: Registration, **values: Any) -> Attendance:
    """The registration is inside the first session of its event."""
    given = {
        "session_id": values.get("session_id") or registration.event.sessions[0].id,
        "registration_id": registration.id,
        "is_standing": True,
        "first_at": START,
        "standing_at": START,
        "last_at": START,
        "channel": Channel.CAMERA,
        "mode": registration.mode,
    } | values
    made = Attendance(**given)
    db.session.add(made)
    db.session.flush()
    return made


def waiting_numbers(rows: Sequence[Registration]) -> list[int]:
    return sorted(row.queue_number or 0 for row in rows if row.status == RegistrationStatus.WAITING)


def at_once(app: Flask, acts: Sequence[Callable[[], Any]], *, as_writers: bool = True) -> list[Any]:
    """Run every act in a thread and a transaction of its own, all let go at one instant.

    Returns what each gave back, or the error it raised; a race that hangs is an AssertionError.
    """
    barrier = threading.Barrier(len(acts))
    results: list[Any] = [None] * len(acts)

    def run(number: int, act: Callable[[], Any]) -> None:
        database.begin_for_writing(may_write=as_writers)
        with app.test_request_context():
            barrier.wait(timeout=PATIENCE)
            try:
                results[number] = act()
                db.session.commit()
            except Exception as error:  # the test judges what came of it
                db.session.rollback()
                results[number] = error

    threads = [threading.Thread(target=run, args=pair, daemon=True) for pair in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=PATIENCE)
    assert not any(thread.is_alive() for thread in threads), "the race hangs"
    return results


def unlocked(event_id: int) -> dict[Mode, Seats]:
    """What seating.lock would be without its lock: the negative control of every race."""
    rows = db.session.scalars(select(Seats).where(Seats.event_id == event_id).order_by(Seats.id)).all()
    time.sleep(0.1)  # longer than the slowest of them takes to connect
    return {seats.mode: seats for seats in rows}


def register_by_id(event_id: int, application: Application) -> Callable[[], Registration | AlreadyRegistered]:
    """An act for at_once."""
    return lambda: register(db.session.get_one(Event, event_id), application, at=BEFORE)
