"""Taking every sample out again: what is left is a clean installation."""

from datetime import datetime

from sqlalchemy import Delete, Select, delete, select, update

from webapp.accounts.models import User
from webapp.attendance.importing.models import AttendanceImport, RegistrationImport
from webapp.attendance.models import (
    Attendance,
    Desk,
    Person,
    Registration,
    Scan,
    Ticket,
)
from webapp.attendance.narrating.models import ReportPhoto
from webapp.attendance.registering.models import RegistrationGroup
from webapp.audit.models import PersonKey
from webapp.database import db
from webapp.directory.models import Organization
from webapp.events.changing import calendar_changed
from webapp.events.models import Event, Session
from webapp.events.publicity.models import Publicity
from webapp.files.models import StoredFile

_UPLOADED = (AttendanceImport, RegistrationImport, ReportPhoto)


def remove_samples(*, at: datetime) -> int:
    """Delete the sample organizations, their events and everybody who registered there; return how many events."""
    people = list(db.session.scalars(select(Registration.person_id).where(Registration.event_id.in_(_events()))))
    chairs = select(RegistrationGroup.chair_id).where(RegistrationGroup.event_id.in_(_events()))
    people += db.session.scalars(chairs).all()
    count = len(db.session.scalars(_events()).all())
    # Parents last. What hangs on these rows by ON DELETE CASCADE goes with them.
    for statement in _rows():
        db.session.execute(statement.execution_options(synchronize_session=False))
    for start in range(0, len(people), 500):
        chunk = people[start : start + 500]
        elsewhere = select(Registration.person_id).where(Registration.person_id.in_(chunk))
        gone = select(Person.id).where(Person.id.in_(chunk), Person.id.not_in(elsewhere))
        _forget_keys("person", gone)
        db.session.execute(
            delete(Person).where(Person.id.in_(gone)),
            execution_options={"synchronize_session": False},
        )
    _forget_groups()
    _forget_keys("user", select(User.id).where(User.is_sample))
    for table in (User, Organization):
        db.session.execute(
            delete(table).where(table.is_sample),
            execution_options={"synchronize_session": False},
        )
    calendar_changed(at)
    db.session.expire_all()
    return count


def _forget_keys(kind: str, ids: Select[int]) -> None:
    """What the audit log holds of them under their key is unreadable from now on."""
    theirs = (PersonKey.person_kind == kind, PersonKey.person_id.in_(ids))
    db.session.execute(delete(PersonKey).where(*theirs).execution_options(synchronize_session=False))


def _events() -> Select[int]:
    return select(Event.id).join(Organization).where(Organization.is_sample)


def _files(kind: type[AttendanceImport | RegistrationImport | ReportPhoto]) -> Select[int | None]:
    return select(kind.file_id).where(kind.event_id.in_(_events()))


def _posters() -> Select[int | None]:
    return select(Publicity.poster_id).where(Publicity.event_id.in_(_events()))


def _rows() -> list[Delete]:
    sessions = select(Session.id).where(Session.event_id.in_(_events()))
    return [
        delete(Scan).where(Scan.session_id.in_(sessions)),
        delete(Attendance).where(Attendance.session_id.in_(sessions)),
        delete(Desk).where(Desk.event_id.in_(_events())),
        delete(Ticket).where(Ticket.event_id.in_(_events())),
        delete(Registration).where(Registration.event_id.in_(_events())),
        *(delete(StoredFile).where(StoredFile.id.in_(_files(kind))) for kind in _UPLOADED),
        delete(StoredFile).where(StoredFile.id.in_(_posters())),
        delete(Event).where(Event.id.in_(_events())),
    ]


def _forget_groups() -> None:
    """Somebody may have registered elsewhere as from a sample group."""
    groups = select(Organization.id).where(Organization.is_sample)
    db.session.execute(
        update(Registration).where(Registration.kim_id.in_(groups)).values(kim_id=None),
        execution_options={"synchronize_session": False},
    )
