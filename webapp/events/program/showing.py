"""The program as people read it: days with their lines, whom to ask, who holds it together, what is handed out."""

from dataclasses import dataclass
from datetime import timedelta

from flask import url_for

from webapp.database import db
from webapp.events.changing import standing
from webapp.events.featuring.filling import features
from webapp.events.models import Event
from webapp.events.program import queries
from webapp.events.program.models import EventContact, Material, RundownLine
from webapp.files.models import StoredFile
from webapp.web.formatting import clock_time, long_date, phone_number


@dataclass(frozen=True)
class Program:
    """`days` are (heading, lines of (hour, what, by whom)); the heading is empty where there is one session."""

    days: list[tuple[str, list[tuple[str, str, str]]]]
    contacts: list[tuple[str, str]]  # (words, address of the chat or "")
    co_hosts: list[str]
    materials: dict[int, list[Material]]  # by role
    features: list[tuple[str, str]]  # what the public reads of its kind's own: (label, words)


@dataclass(frozen=True)
class Handout:
    """A link under a speaker's talk; `file` tells type and size where it is one of ours."""

    title: str
    href: str
    file: StoredFile | None


def program(event: Event) -> Program:
    """Five statements, whatever there is. Needs sessions loaded."""
    lines = list(db.session.scalars(queries.rundown(event.id)))
    materials: dict[int, list[Material]] = {}
    for one in db.session.scalars(queries.materials(event.id)):
        materials.setdefault(one.role_id, []).append(one)
    return Program(
        days=days_of(event, lines),
        contacts=[_contact(one) for one in db.session.scalars(queries.contacts(event.id))],
        co_hosts=[one.organization.name for one in db.session.scalars(queries.co_hosts(event.id))],
        materials=materials,
        features=[(str(one.label), value) for one, value in features(event) if value and one.is_public],
    )


def handouts(event: Event, shown: Program, *, is_preview: bool) -> dict[int, list[Handout]]:
    """The materials of each role as links; in a preview by the address that its committee may use."""
    endpoint = "program_parts.show_own_material" if is_preview else "program_parts.show_material"
    return {
        role_id: [
            Handout(one.title, one.url or url_for(endpoint, slug=event.slug, material_id=one.id), one.file)
            for one in materials
        ]
        for role_id, materials in shown.materials.items()
    }


def days_of(event: Event, lines: list[RundownLine]) -> list[tuple[str, list[tuple[str, str, str]]]]:
    """The standing sessions that have lines, in order."""
    sessions = standing(event)
    found = []
    for session in sessions:
        own = [
            (clock_time(session.dtstart + timedelta(minutes=line.minutes), event.tzid), line.title, line.people)
            for line in lines
            if line.session_id == session.id
        ]
        heading = " · ".join(
            part for part in (long_date(session.dtstart, event.tzid), session.title) if part
        )  # fmt: skip
        if own:
            found.append((heading if len(sessions) > 1 else "", own))
    return found


def _contact(one: EventContact) -> tuple[str, str]:
    words = ", ".join(part for part in (one.name, phone_number(one.phone)) if part)
    return words, f"https://wa.me/{one.phone.removeprefix('+')}" if one.phone else ""
