"""What clients saw succeed, held against the database afterwards."""

import threading
from dataclasses import dataclass, field
from typing import Any

from flask import Flask
from sqlalchemy import text

from webapp.database import db


@dataclass(frozen=True)
class Wish:
    """One request with the key that makes its repetition harmless."""

    path: str
    key: str
    body: dict[str, object]
    headers: dict[str, str]


@dataclass
class Book:
    """Every acknowledgement: the outcome of each scan, the code of each registration."""

    scans: dict[str, str] = field(default_factory=dict)
    codes: dict[str, str] = field(default_factory=dict)
    retries: int = 0
    faults: list[str] = field(default_factory=list)
    guard: threading.Lock = field(default_factory=threading.Lock)

    @property
    def acknowledged(self) -> int:
        return len(self.scans) + len(self.codes)

    def note(self, wish: Wish, answer: dict[str, Any]) -> None:
        with self.guard:
            if "outcome" in answer:
                self.scans[wish.key] = answer["outcome"]
            else:
                self.codes[wish.key] = answer["code"]

    def note_retry(self) -> None:
        with self.guard:
            self.retries += 1

    def fault(self, sentence: str) -> None:
        with self.guard:
            self.faults.append(sentence)


# Each must find nothing: doubles, halves, and figures that differ from their rows. The year of bench.recaps has neither
# tickets nor seats, so it is left out where those are asked for.
RULES = {
    "a ticket that was admitted twice": """
        SELECT session_id, registration_id FROM scans WHERE outcome = 'admitted' AND action = 'in' AND undoes_id IS NULL
        GROUP BY session_id, registration_id HAVING count(*) > 1""",
    "an admission without attendance": """
        SELECT scans.id FROM scans LEFT JOIN attendances ON attendances.session_id = scans.session_id
        AND attendances.registration_id = scans.registration_id
        WHERE scans.outcome = 'admitted' AND attendances.id IS NULL""",
    "a confirmed registration without a ticket": """
        SELECT registrations.id FROM registrations LEFT JOIN tickets ON tickets.registration_id = registrations.id
        WHERE registrations.status = 'confirmed' AND tickets.id IS NULL AND registrations.event_id IN (SELECT id FROM
        events WHERE slug NOT LIKE 'tahun-%')""",
    "a person who is registered twice for one activity": """
        SELECT event_id, person_id FROM registrations WHERE status IN ('pending', 'waiting', 'confirmed')
        GROUP BY event_id, person_id HAVING count(*) > 1""",
    "seats that do not add up": """
        SELECT seats.id FROM seats WHERE seats.event_id IN (SELECT id FROM events WHERE slug NOT LIKE 'tahun-%')
        AND (seats.taken <> (SELECT count(*) FROM registrations
        WHERE registrations.event_id = seats.event_id AND registrations.mode = seats.mode
        AND registrations.status = 'confirmed' AND NOT registrations.is_outside_quota)
        OR seats.taken > seats.capacity + seats.margin)""",
}


def compare(app: Flask, book: Book) -> list[str]:
    """A sentence for everything that was acknowledged and is not there, and for every broken rule."""
    with app.app_context():
        kept = {row.uuid: row.outcome for row in db.session.execute(text("SELECT uuid, outcome FROM scans"))}
        codes = set(db.session.scalars(text("SELECT code FROM tickets")))
        faults = [f"scan {uuid} is lost" for uuid, outcome in book.scans.items() if kept.get(uuid) != outcome]
        faults += [f"a registration of key {key} is lost" for key, code in book.codes.items() if code not in codes]
        for name, query in RULES.items():
            faults += [f"{name}: {tuple(row)}" for row in db.session.execute(text(query)).fetchmany(3)]
        if db.engine.dialect.name == "sqlite":
            said = db.session.scalar(text("PRAGMA integrity_check"))
            faults += [] if said == "ok" else [f"the database is damaged: {said}"]
        db.session.remove()
        db.engine.dispose()
    return faults
