"""What the sample committee did, in the audit log as its pages would have written it: all of it stands in rows."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import groupby
from typing import NamedTuple

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from webapp.accounts.models import GrantRole, User
from webapp.attendance.attesting.models import Watcher, WatchParty
from webapp.attendance.certifying.models import Certificate
from webapp.attendance.importing.models import AttendanceImport
from webapp.attendance.models import Desk, Registration
from webapp.audit.acts import About, Act, Actor, Subject
from webapp.audit.models import ActorKind
from webapp.audit.recording import record
from webapp.database import db
from webapp.demo import offices
from webapp.events.models import Event, EventRevision, Session
from webapp.privacy.requesting.models import PrivacyRequest

# What a revision of the calendar is called in the log.
REVISIONS = {"postponed": "event.postponed", "cancelled": "event.cancelled", "reopened": "event.reopened"}
BEFORE, AFTER = timedelta(minutes=20), timedelta(hours=2)  # of the doors: when the list is looked at, and fetched


class Deed(NamedTuple):
    """One entry to be: when, what, by whom."""

    at: datetime
    act: Act
    by: Actor


def write(*, at: datetime) -> None:
    """Tell the log everything up to `at`, the oldest first, as the worker would have chained it."""
    committee, head = (offices.sample_account(role) for role in (GrantRole.ADMIN, GrantRole.VIEWER))
    if committee is None or head is None:
        return
    deeds = [*_of_events(committee), *_of_desks(committee), *_of_papers(committee, head), *_of_requests(committee)]
    deeds += _of_screens(committee)
    deeds += _sign_ins(deeds, (committee, head))
    for deed in sorted(deeds, key=lambda one: one.at):
        if deed.at <= at:
            record(deed.act, by=deed.by, at=deed.at)


def _did(user: User) -> Actor:
    return Actor(ActorKind.USER, user.id)


def _act(name: str, event: Event, **after: object) -> Act:
    return Act(name, Subject("event", event.id, event.summary), event.organization_id, after=after)


def _of_events(committee: User) -> Iterator[Deed]:
    for event in db.session.scalars(select(Event).where(Event.is_sample)):
        yield Deed(event.created_at, _act("event.drafted", event), _did(committee))
        if event.published_at is not None:
            yield Deed(event.published_at, _act("event.published", event), _did(committee))
    changed = select(EventRevision, Event).join(Event, Event.id == EventRevision.event_id).where(Event.is_sample)
    for revision, event in db.session.execute(changed):
        said = {"reason": revision.reason} if revision.reason else {}
        told = _act(REVISIONS.get(revision.kind, "event.revised"), event, **said)
        yield Deed(revision.at, told, _did(committee))


def _of_desks(committee: User) -> Iterator[Deed]:
    for desk in db.session.scalars(
        select(Desk).join(Desk.event).where(Event.is_sample).options(joinedload(Desk.event))
    ):
        yield Deed(desk.created_at, _act("desk.opened", desk.event, desk=desk.name), _did(committee))
        if desk.contacted_at is not None:
            fetched = _act("roster.fetched", desk.event, people=desk.listed)
            yield Deed(desk.created_at + BEFORE, fetched, Actor(ActorKind.DESK, desk.id))


def _of_papers(committee: User, head: User) -> Iterator[Deed]:
    """Lists looked at before the doors, fetched after the end; certificates; reports of meetings."""
    named = select(Event, Registration.id).join(Registration, Registration.event_id == Event.id)
    rows = db.session.execute(named.where(Event.is_sample).order_by(Event.id)).all()
    for event, group in groupby(rows, key=lambda row: row[0]):
        people = len(list(group))
        viewed = _act("participants.viewed", event, people=people, phones="masked")
        yield Deed(event.dtstart - BEFORE, viewed, _did(committee))
        fetched = _act("attendance.exported", event, format="pdf", people=people, phones="masked")
        yield Deed((event.dtend or event.dtstart) + AFTER, fetched, _did(head))
    issued = select(Certificate.issued_at, Event).join(Event, Event.id == Certificate.event_id).where(Event.is_sample)
    certified = db.session.execute(issued.order_by(Event.id, Certificate.issued_at)).all()
    for (at, event), made in groupby(certified, key=lambda row: (row[0], row[1])):
        yield Deed(at, _act("certificates.issued", event, certificates=len(list(made)), told=0), _did(committee))
    imports = select(AttendanceImport, Event).join(Event, Event.id == AttendanceImport.event_id).where(Event.is_sample)
    for one, event in db.session.execute(imports):
        told = {"import": one.id, "provider": one.provider}
        yield Deed(one.uploaded_at, _act("report.uploaded", event, **told), _did(committee))
        if one.confirmed_at is not None:
            confirmed = _act("report.confirmed", event, **{"import": one.id, "shift": one.shift})
            yield Deed(one.confirmed_at, confirmed, _did(committee))


def _of_screens(committee: User) -> Iterator[Deed]:
    desk = offices.sample_account(GrantRole.DESK)
    people = select(func.count()).where(Watcher.party_id == WatchParty.id).scalar_subquery()
    found = select(WatchParty, Event, people).join(Session, Session.id == WatchParty.session_id).join(Session.event)
    for party, event, count in db.session.execute(found.where(Event.is_sample)):
        declared = _act("watching.declared", event, party=party.id, people=count)
        yield Deed(party.declared_at, declared, _did(desk or committee))
        if party.approved_at is not None:
            decided = _act("watching.decided", event, party=party.id, is_approved=True)
            yield Deed(party.approved_at, decided, _did(committee))


def _of_requests(committee: User) -> Iterator[Deed]:
    asked = select(PrivacyRequest, Registration, Event).join(PrivacyRequest.registration).join(Registration.event)
    for request, registration, event in db.session.execute(asked.where(Event.is_sample)):
        if request.answered_at is not None:
            about = About("person", registration.person_id, before={"words": request.words})
            after = {"request": request.id, "kind": request.kind.value}
            subject = Subject("event", event.id, event.summary)
            act = Act("privacy.answered", subject, event.organization_id, after=after, about=about)
            yield Deed(request.answered_at, act, _did(committee))


def _sign_ins(deeds: list[Deed], users: tuple[User, ...]) -> Iterator[Deed]:
    """Who did something signed in a little before, once a day."""
    for user in users:
        first: dict[object, datetime] = {}
        for one in sorted(deeds, key=lambda one: one.at):
            if one.by == _did(user):
                first.setdefault(one.at.date(), one.at)
        about = About("user", user.id, after={"name": user.name, "login": user.login})
        act = Act("account.signed_in", Subject("user", user.id), about=about)
        yield from (Deed(at - BEFORE / 4, act, _did(user)) for at in first.values())
