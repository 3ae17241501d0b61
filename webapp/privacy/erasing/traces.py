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


def wipe(registration: Registration, *, anonymous: str, at: datetime) -> str:
    """Forget them; the ref of the group's member that it was, or "".

    Needs person and event loaded, and to be called while the person still has a name.
    """
    _forget_words(registration.id, anonymous, at)
    _forget_calendars(registration.id, anonymous, at)
    person = registration.person
    if person.email:
        db.session.execute(delete(DataVisit).where(DataVisit.email == person.email))
    remove_exports(person.name, organization_id=registration.event.organization_id, at=at)
    if registration.kim_id is None:
        return ""
    return forget_member(registration.kim_id, person.name, distinguisher=person.distinguisher, anonymous=anonymous)


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


def remove_exports(name: str, *, organization_id: int | None, at: datetime) -> None:
    """Tables on their way in that hold the name, and files that long work has made, which may.

    These can be asked for again, and what is being made begins anew.
    """
    forget_tables_naming(name)
    mine = or_(Job.organization_id == organization_id, Job.kind == exporting.KIND)
    for job in db.session.scalars(select(Job).where(mine, Job.filename != "")):
        asking.remove(job)
    running = update(Job).where(mine, Job.state == JobState.RUNNING).values(state=JobState.WAITING, due_at=at)
    db.session.execute(running.execution_options(synchronize_session=False))
