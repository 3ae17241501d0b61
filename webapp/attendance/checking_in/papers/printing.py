"""The papers of the door as files: those of a room while somebody waits, those of a large hall by the worker."""

from collections.abc import Mapping
from datetime import datetime

from flask_babel import gettext as _

from webapp.accounts.models import GrantRole
from webapp.attendance.checking_in.papers import setting
from webapp.attendance.checking_in.papers.numbering import Numbered, numbered
from webapp.database import db
from webapp.documents.door_papers import Labels
from webapp.documents.finished import PDF, File
from webapp.errors import Refused
from webapp.events import loading
from webapp.events import queries as events
from webapp.events.models import Event, Mode, Session
from webapp.work.asking import Order
from webapp.work.running import Handler, Result, Task, handlers

KIND = "door.papers"
MOST_LABELS, MOST_ROWS = 300, 2_000
"""People on a paper that a page waits for: so many codes, or so many rows, take about a second of one core."""


def badged(event_id: int) -> list[Numbered]:
    """Everybody who has a place in the room and a standing ticket, in the order of names."""
    there = [one for one in expected(event_id) if one.code and one.mode is Mode.IN_PERSON]
    return sorted(there, key=lambda one: one.folded_name)


def expected(event_id: int) -> list[Numbered]:
    """Everybody of the sheet, by number."""
    return [one for one in numbered(event_id) if one.is_expected]


def labels(event: Event, people: list[Numbered], paper: Labels, *, at: datetime) -> File:
    """One label for each. Raises Refused when nobody has a place in the room."""
    if not people:
        raise Refused(_("Belum ada peserta luring yang dapat dicetak labelnya."))
    return File(setting.labels(event, people, paper, at=at), PDF, f"label-{event.slug}.pdf", is_inline=True)


def sheet(event: Event, session: Session, people: list[Numbered], *, at: datetime) -> File:
    content = setting.signing_sheet(event, session, people, at=at)
    return File(content, PDF, f"lembar-hadir-{event.slug}.pdf", is_inline=True)


def order(event: Event, title: str, *, back: str, **what: str | int) -> Order:
    """What to ask the worker for: labels on `paper`, or the sheet of `session`. It is the desk's, as at once."""
    return Order(
        kind=KIND,
        title=f"{title}: {event.summary}",
        back=back,
        organization_id=event.organization_id,
        least_role=GrantRole.DESK,
        arguments={"event": event.id, **what},
    )


def run(task: Task) -> Result:
    """Read everybody at one moment, then set the paper."""
    asked = task.arguments
    task.progress(0, 2)
    event = db.session.scalar(events.whole().where(Event.id == asked["event"]))
    if event is None:
        raise Refused(_("Kegiatan ini sudah tidak ada."))
    people = badged(event.id) if "paper" in asked else expected(event.id)
    file = _file(event, people, asked, at=task.at)
    task.progress(2, 2)
    return Result(_("%(n)d nama.", n=len(people)), file.name, file.media_type, file.content)


def _file(event: Event, people: list[Numbered], asked: Mapping[str, str | int], *, at: datetime) -> File:
    if "paper" in asked:
        return labels(event, people, Labels(str(asked["paper"])), at=at)
    session = next((one for one in event.sessions if one.id == asked["session"]), event.sessions[0])
    return sheet(event, session, people, at=at)


handlers[KIND] = Handler(run, may=loading.may_have)
