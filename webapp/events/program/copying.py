"""The program goes along when an event is duplicated; a file is handed out by both and kept once."""

from itertools import chain

from webapp.database import db
from webapp.events.changing import standing
from webapp.events.models import Event
from webapp.events.program import queries
from webapp.events.program.models import CoHost, EventContact, Material, RundownLine
from webapp.events.repeating import duplicating


def init_app() -> None:
    if carry_over not in duplicating.after_duplicating:
        duplicating.after_duplicating.append(carry_over)


def carry_over(event: Event, made: Event) -> None:
    """Sessions and roles of a duplicate stand in the order of the original's."""
    sessions = {old.id: new.id for old, new in zip(standing(event), made.sessions, strict=False)}
    roles = {old.id: new.id for old, new in zip(event.roles, made.roles, strict=False)}
    lines = (
        RundownLine(session_id=sessions[one.session_id], **_of(one, "position", "minutes", "title", "people"))
        for one in db.session.scalars(queries.rundown(event.id))
        if one.session_id in sessions
    )
    contacts = (
        EventContact(event_id=made.id, **_of(one, "position", "name", "phone"))
        for one in db.session.scalars(queries.contacts(event.id))
    )
    co_hosts = (
        CoHost(event_id=made.id, **_of(one, "organization_id", "added_at"))
        for one in db.session.scalars(queries.co_hosts(event.id))
    )
    materials = (
        Material(role_id=roles[one.role_id], **_of(one, "title", "url", "file_id", "added_at"))
        for one in db.session.scalars(queries.materials(event.id))
        if one.role_id in roles
    )
    db.session.add_all(list(chain(lines, contacts, co_hosts, materials)))
    db.session.flush()


def _of(row: object, *names: str) -> dict[str, object]:
    return {name: getattr(row, name) for name in names}
