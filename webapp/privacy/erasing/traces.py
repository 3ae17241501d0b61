"""What others wrote of a person: their group's directory, words of the committee, errors of mails, finished exports."""

from datetime import datetime

from sqlalchemy import delete, exists, or_, select, update

from webapp.attendance.calendars.models import SubscribedRegistration, Subscription
from webapp.attendance.checking_in.reviewing.models import ScanReview
from webapp.attendance.models import Registration, Scan
from webapp.attendance.verdicts.models import VerdictOverride
from webapp.database import db
from webapp.directory.groups.forgetting import forget_member
from webapp.directory.importing import exporting
from webapp.directory.importing.forgetting import forget_tables_naming
from webapp.messages.models import Message
from webapp.privacy.requesting.models import PrivacyRequest
from webapp.privacy.visiting.models import DataVisit
from webapp.work import asking
from webapp.work.models import Job, JobState


def wipe(registration: Registration, *, anonymous: str, at: datetime) -> None:
    """Forget them. Needs person and event loaded, and called while the person still has a name."""
    _forget_words(registration.id, anonymous, at)
    _forget_calendars(registration.id, anonymous, at)
    _forget_member(registration, anonymous)
    _remove_exports(registration.event.organization_id, at)


def _forget_member(registration: Registration, anonymous: str) -> None:
    person = registration.person
    if person.email:
        db.session.execute(delete(DataVisit).where(DataVisit.email == person.email))
    if registration.kim_id is not None:
        forget_member(registration.kim_id, person.name, distinguisher=person.distinguisher, anonymous=anonymous)
    forget_tables_naming(person.name)


def _forget_words(registration_id: int, anonymous: str, at: datetime) -> None:
    """Free words about one registration; where a table demands a reason, the reason is that it was erased."""
    scans = select(Scan.id).where(Scan.registration_id == registration_id)
    asked = (PrivacyRequest.registration_id == registration_id, PrivacyRequest.answered_at < at)
    for change in (
        update(VerdictOverride).where(VerdictOverride.registration_id == registration_id).values(reason=anonymous),
        update(ScanReview).where(ScanReview.scan_id.in_(scans)).values(reason=anonymous),
        update(Message).where(Message.registration_id == registration_id).values(last_error=""),
        update(PrivacyRequest).where(PrivacyRequest.registration_id == registration_id).values(words=""),
        update(PrivacyRequest).where(*asked).values(answer=anonymous),
    ):
        db.session.execute(change.execution_options(synchronize_session=False))


def _forget_calendars(registration_id: int, anonymous: str, at: datetime) -> None:
    """Take the registration out of personal calendars; one that held nothing else is over, and what it was called."""
    row = SubscribedRegistration
    held = select(row).where(row.registration_id == registration_id)
    ids = [one.subscription_id for one in db.session.scalars(held)]
    for one in db.session.scalars(held):
        db.session.delete(one)
    db.session.flush()
    empty = (Subscription.id.in_(ids), ~exists().where(row.subscription_id == Subscription.id))
    over = update(Subscription).where(*empty).values(name=anonymous, revoked_at=at)
    db.session.execute(over.execution_options(synchronize_session=False))


def _remove_exports(organization_id: int, at: datetime) -> None:
    """Files that long work has made may hold the name; they can be asked for again. What is being made begins anew."""
    mine = or_(Job.organization_id == organization_id, Job.kind == exporting.KIND)
    for job in db.session.scalars(select(Job).where(mine, Job.filename != "")):
        asking.remove(job)
    running = update(Job).where(mine, Job.state == JobState.RUNNING).values(state=JobState.WAITING, due_at=at)
    db.session.execute(running.execution_options(synchronize_session=False))
