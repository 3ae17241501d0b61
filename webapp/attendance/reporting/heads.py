"""What stands at the head and at the foot of an organizer's papers."""

from datetime import date

from webapp.database import db
from webapp.directory import queries
from webapp.directory.models import Organization
from webapp.documents.letterheads import Letterhead, Signatory
from webapp.events.models import Event
from webapp.files.storing import path_of
from webapp.web.formatting import local, long_date


def letterhead(organization: Organization) -> Letterhead | None:
    """The office's own lines beside its logo; None when it has given none."""
    lines = tuple(line for line in organization.letterhead.splitlines() if line.strip())
    return Letterhead(lines, logo(organization), name_line=min(1, len(lines) - 1)) if lines else None


def logo(organization: Organization) -> bytes | None:
    """Its picture, if it has one and the disk still holds it. One query."""
    found = db.session.scalar(queries.logo(organization.id))
    path = path_of(found.file) if found else None
    return path.read_bytes() if path and path.is_file() else None


def signatory(organization: Organization, day: date) -> Signatory | None:
    """Who signs first, with the town and the day over it; None when nobody is named."""
    first = next(iter(organization.signatories), None)
    if first is None:
        return None
    written = long_date(day).partition(", ")[2]
    return Signatory(
        place_date=f"{organization.place}, {written}" if organization.place else written,
        title=first.title_line,
        name=first.name,
        rank=first.rank,
        nip=first.nip,
    )


def ended_on(event: Event) -> date:
    """The last day of an event on its own wall clock."""
    return local(event.dtend or event.dtstart, event.tzid).date()
