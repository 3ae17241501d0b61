"""The rows of reports that nobody has decided about: guesses, and people who are nobody yet."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Select, and_, func, or_, select
from sqlalchemy.orm import joinedload

from webapp.attendance.importing.models import AttendanceImport, ImportedParticipant
from webapp.attendance.importing.queries import GUESSED, UNMATCHED
from webapp.attendance.models import Registration
from webapp.database import db

MOST_ROWS = 20
_UNDECIDED = and_(or_(UNMATCHED, GUESSED), ImportedParticipant.decided_by_id.is_(None))


@dataclass(frozen=True)
class Rest:
    """What of one report had no room: how many rows, and which of them its page shall show."""

    import_id: int
    filename: str
    number: int
    show: str


@dataclass(frozen=True)
class Waiting:
    """The first MOST_ROWS with the name of their file, and what is left of each report."""

    rows: Sequence[tuple[ImportedParticipant, str]]
    rest: Sequence[Rest]


def waiting_of(event_id: int) -> Waiting:
    """Guesses first: one press settles them. Two statements."""
    found = db.session.execute(_rows(event_id).limit(MOST_ROWS))
    rows = [(row, filename) for row, filename in found]
    shown = Counter((row.import_id, row.is_guess) for row, _filename in rows)
    rest = []
    for import_id, filename, guessed, nobody in db.session.execute(_counted(event_id)):
        guesses, others = guessed - shown[import_id, True], nobody - shown[import_id, False]
        if guesses or others:
            rest.append(Rest(import_id, filename, guesses + others, "guessed" if guesses else "unmatched"))
    return Waiting(rows, rest)


def count_waiting(event_id: int) -> int:
    """How many rows there are to decide about."""
    joined = select(func.count(ImportedParticipant.id)).join(AttendanceImport, _of_import())
    return db.session.scalar(joined.where(_counts(event_id))) or 0


def _rows(event_id: int) -> Select[ImportedParticipant, str]:
    return (
        select(ImportedParticipant, AttendanceImport.filename)
        .join(AttendanceImport, _of_import())
        .where(_counts(event_id))
        .options(joinedload(ImportedParticipant.registration).joinedload(Registration.person))
        .order_by(UNMATCHED, AttendanceImport.id, ImportedParticipant.number)
    )


def _counted(event_id: int) -> Select[int, str, int, int]:
    """(import, file name, guesses, people who are nobody yet) of every report that counts."""
    number = func.count(ImportedParticipant.id)
    return (
        select(AttendanceImport.id, AttendanceImport.filename, number.filter(GUESSED), number.filter(UNMATCHED))
        .join(ImportedParticipant, _of_import())
        .where(_counts(event_id))
        .group_by(AttendanceImport.id, AttendanceImport.filename)
        .order_by(AttendanceImport.id)
    )


def _of_import() -> ColumnElement[bool]:
    return ImportedParticipant.import_id == AttendanceImport.id


def _counts(event_id: int) -> ColumnElement[bool]:
    """Undecided, in a report of this event that counts."""
    is_counted = and_(AttendanceImport.confirmed_at.is_not(None), AttendanceImport.undone_at.is_(None))
    return and_(AttendanceImport.event_id == event_id, is_counted, _UNDECIDED)
