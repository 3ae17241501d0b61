"""Which scans are in doubt, and settling them one by one."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import ColumnElement, Select, and_, or_, select
from sqlalchemy.dialects import postgresql, sqlite

from webapp.accounts.models import User
from webapp.attendance.checking_in.reviewing.models import ScanReview
from webapp.attendance.checking_in.scanning.answers import Reason
from webapp.attendance.models import Outcome, Person, Registration, Scan
from webapp.database import db
from webapp.events.models import Session


class Doubt(StrEnum):
    """Why somebody should look."""

    TWICE = "twice"  # two desks without a network let the same person in
    LET_IN = "let_in"  # a desk without a network let somebody in who should not have come in
    UNKNOWN = "unknown"  # noted without a network, and nobody's code
    SHARED = "shared"  # one of several tickets from one phone
    CLOCK = "clock"  # the device's clock was far off


@dataclass(frozen=True, slots=True)
class Doubtful:
    """A scan, whose it is ("" when nobody's), why it is in doubt, and what was said of it, if anything."""

    scan: Scan
    name: str
    doubt: Doubt
    review: ScanReview | None
    reviewer: str


def doubtful(event_id: int) -> list[Doubtful]:
    """The event's doubtful scans, those that nobody has looked at first, then the newest. One statement."""
    rows = db.session.execute(_rows(event_id)).all()
    return [Doubtful(scan, name or "", _doubt(scan), review, by or "") for scan, name, review, by in rows]


def one_of(event_id: int, scan_id: int) -> Select[Scan]:
    return _scans(event_id).where(Scan.id == scan_id)


def review(scan: Scan, *, reason: str, user_id: int, at: datetime) -> bool:
    """Say why a scan stands as it does; False when somebody has said so before: the first word counts."""
    insert = postgresql.insert if db.engine.dialect.name == "postgresql" else sqlite.insert
    values = {"scan_id": scan.id, "user_id": user_id, "reason": reason, "reviewed_at": at}
    written = insert(ScanReview).values(values).on_conflict_do_nothing(index_elements=["scan_id"])
    return db.session.scalar(written.returning(ScanReview.scan_id)) is not None


def _in_doubt() -> ColumnElement[bool]:
    was_let_in = and_(Scan.told == Outcome.ADMITTED.value, Scan.outcome != Outcome.ADMITTED)
    is_nobodys = and_(Scan.told == "kept", Scan.outcome.in_((Outcome.UNKNOWN, Outcome.REFUSED)))
    return or_(was_let_in, is_nobodys, Scan.reason.in_((Reason.SHARED.value, Reason.CLOCK.value)))


def _scans(event_id: int) -> Select[Scan]:
    return select(Scan).join(Session, Session.id == Scan.session_id).where(Session.event_id == event_id, _in_doubt())


def _rows(event_id: int) -> Select[Scan, str | None, ScanReview | None, str | None]:
    return (
        select(Scan, Person.name, ScanReview, User.name)
        .join(Session, Session.id == Scan.session_id)
        .outerjoin(Registration, Registration.id == Scan.registration_id)
        .outerjoin(Person, Person.id == Registration.person_id)
        .outerjoin(ScanReview, ScanReview.scan_id == Scan.id)
        .outerjoin(User, User.id == ScanReview.user_id)
        .where(Session.event_id == event_id, _in_doubt())
        .order_by(ScanReview.scan_id.is_not(None), Scan.id.desc())
    )


def _doubt(scan: Scan) -> Doubt:
    if scan.reason == Reason.CONFLICT or (scan.told == Outcome.ADMITTED and scan.outcome is Outcome.ALREADY):
        return Doubt.TWICE
    if scan.told == Outcome.ADMITTED and scan.outcome is not Outcome.ADMITTED:
        return Doubt.LET_IN
    if scan.reason == Reason.SHARED:
        return Doubt.SHARED
    return Doubt.CLOCK if scan.reason == Reason.CLOCK else Doubt.UNKNOWN
