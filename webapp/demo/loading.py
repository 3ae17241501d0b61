"""Loading, refreshing and removing the demo."""

from dataclasses import replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import func, select

from webapp.attendance.certifying.issuing import issue_all
from webapp.attendance.checking_in.desks.pairing import Contact, make_desk, note_contact
from webapp.attendance.narrating import photographing
from webapp.attendance.narrating import writing as narrating
from webapp.database import db
from webapp.demo import (
    activities,
    asked,
    boxes,
    consulting,
    forms,
    groups,
    logged,
    measures,
    offices,
    opinions,
    past,
    pictures,
    programs,
    removing,
    reports,
    stories,
    together,
    told,
    watching,
)
from webapp.demo.activities import RUNNING, SEED_SLUG, Activity
from webapp.demo.people import invent
from webapp.directory.models import Organization
from webapp.events import publishing, scheduling
from webapp.events.models import Event, Mode
from webapp.events.plans import PlannedSession, plan_of
from webapp.events.timing import DOORS_OPEN

PUBLISHED_BEFORE = timedelta(days=21)
DRAFT = "diklat-pengurus-kim-kotim"
YESTERDAY = "workshop-berita-warga-kobar"
FULL = "temu-wicara-seruyan"
MOVED = "sarasehan-cerita-kampung-barsel"
CANCELLED = "dialog-publik-barut"
ASKING = "lokakarya-adart-gumas"
# How many have registered for the rest, luring and daring.
MODEST = {
    "lokakarya-adart-gumas": (18, 9),
    "anjangsana-bukit-liti": (21, 0),
    "diskusi-cek-fakta": (0, 64),
    "widyawisata-sebangau": (12, 0),
    "advokasi-paralegal-kapuas": (7, 5),
}


def is_loaded() -> bool:
    """True while the demo's office stands."""
    return bool(db.session.scalar(select(func.count()).where(Organization.slug == offices.SAMPLE_OFFICE)))


def is_stale(*, at: datetime) -> bool:
    """True when the demo's dates are more than a day behind: time to offer fresh ones."""
    start = db.session.scalar(
        select(Event.dtstart)
        .join(Organization)
        .where(Organization.slug == offices.SAMPLE_OFFICE, Event.is_sample)
        .where(Event.summary == _running_summary(at))
    )
    return start is not None and at - start > timedelta(days=1)


def _running_summary(at: datetime) -> str:
    return next(one.plan.summary for one in activities.activities(anchor=at) if one.key == RUNNING)


def load(*, at: datetime) -> None:
    """Load the demo around `at`. Does nothing when it stands already."""
    if is_loaded():
        return
    sample, seed = offices.make_offices()
    members = groups.make_groups(at=at)
    forum = db.session.scalars(select(Organization).where(Organization.slug == groups.SAMPLE_FORUM)).one()
    offices.make_accounts((sample, seed, forum), at=at)
    offices.let_zoom_tell(sample, at=at)
    measures.write(sample)
    teller = Teller(sample, seed, members, at=at)
    past.tell(sample, members, offices.origins(members, regencies=12, most=18), at=at)
    for activity in activities.activities(anchor=at):
        teller.tell(activity)
    consulting.open_hours(sample, members, offices.origins(members, regencies=9, most=14), at=at)
    db.session.flush()
    logged.write(at=at)


def refresh(*, at: datetime) -> None:
    """Load it anew around `at`. Only on demand: subscribed calendars stay as they are until somebody asks."""
    removing.remove_samples(at=at)
    load(at=at)


class Teller:
    """Makes each sample and lets happen what happened there."""

    def __init__(
        self,
        sample: Organization,
        seed: Organization,
        members: dict[str, Organization],
        *,
        at: datetime,
    ) -> None:
        self._sample, self._seed, self._groups, self._at = sample, seed, members, at
        self._origins = offices.origins(members, regencies=9, most=14)

    def tell(self, activity: Activity) -> None:
        event = self._scheduled(activity)
        special = {
            RUNNING: self._running,
            YESTERDAY: self._yesterday,
            FULL: self._full,
            MOVED: self._moved,
            CANCELLED: self._cancelled,
        }
        if activity.key in special:
            special[activity.key](event)
        elif activity.key in MODEST:
            self._modest(event, *MODEST[activity.key])

    def _scheduled(self, activity: Activity) -> Event:
        first = min(session.dtstart for session in activity.plan.sessions)
        at = min(self._at, first) - PUBLISHED_BEFORE
        office = self._sample if activity.is_sample else self._seed
        event = scheduling.schedule(office, plan=activity.plan, at=at, is_sample=activity.is_sample)
        if activity.key == SEED_SLUG:
            event.slug = SEED_SLUG
        if activity.key == ASKING:
            forms.ask_at_working_meeting(event, at=at)
        programs.dress(activity.key, event, at=at)
        if activity.key != DRAFT:
            publishing.publish(event, at=at)
        return event

    def _crowd(self, event: Event) -> stories.Crowd:
        return stories.Crowd(event, self._groups, seed=event.id)

    def _running(self, event: Event) -> None:
        """60 and 36 confirmed, 4 waiting, 41 and 31 in; one shown twice, one instead of another, two unasked.

        Of those online three share a screen, and four more are said to.
        """
        crowd, opened = self._crowd(event), event.dtstart - timedelta(days=12)
        last = event.dtstart - timedelta(hours=4)
        people = invent(102, origins=self._origins, seed=2022)
        here = crowd.register(people[:64], Mode.IN_PERSON, first=opened, last=last)
        there = crowd.register(people[64:100], Mode.ONLINE, first=opened, last=last)
        here[3].represents = "Kepala Desa Bukit Liti (contoh)"
        for name in stories.DESKS:
            desk, _token = make_desk(event, name=name, at=event.dtstart - DOORS_OPEN)
            note_contact(desk.id, Contact(waiting=0, listed=100, has_camera=True, has_queue=True), at=self._at)
        until = self._at - timedelta(minutes=5)
        deeds = crowd.arrivals(here[:41], until=until) + crowd.joins(there[:31], until=until)
        deeds.append(crowd.again(here[5], at=event.dtstart + timedelta(minutes=31)))
        deeds += [crowd.walk_in(person, at=event.dtstart + timedelta(minutes=8)) for person in people[100:]]
        stories.play(deeds)
        told.tell([*here[44:58], *there[32:36]], event, at=self._at)
        without_page = there[watching.WITHOUT_PAGE - 1 : 31 : watching.WITHOUT_PAGE]
        together.watch(event, without_page, there[31:35], at=self._at)
        watching.stay(event, there[:31], at=self._at)

    def _yesterday(self, event: Event) -> None:
        """Finished: every paper of it can be opened."""
        crowd, opened = self._crowd(event), event.dtstart - timedelta(days=14)
        people = invent(90, origins=self._origins, seed=1119)
        last = event.dtstart - timedelta(hours=9)
        here = crowd.register(people[:38], Mode.IN_PERSON, first=opened, last=last)
        there = crowd.register(people[38:], Mode.ONLINE, first=opened, last=last)
        stories.play(crowd.arrivals(here[:35], until=self._at) + crowd.joins(there[:44], until=self._at))
        watching.stay(event, there[:44], at=self._at)
        narrating.write(event, texts=past.WRITTEN, at=self._at)
        reports.import_zoom_report(event, there[:24], at=self._at)
        for n, words in enumerate(pictures.CAPTIONS):
            photographing.add(event, [pictures.picture(event, n)], caption=words, at=self._at)
        opinions.give(event, [*here[:35], *there[:20]])
        issue_all(event, at=self._at)
        asked.ask(here[7], here[9], at=self._at)

    def _full(self, event: Event) -> None:
        """Every place in the hall is taken, four wait, and online is still free."""
        people = invent(104, origins=self._origins, seed=1126)
        crowd, opened = self._crowd(event), self._at - timedelta(days=9)
        here = crowd.register(people[:84], Mode.IN_PERSON, first=opened, last=self._at - timedelta(hours=5))
        told.tell(here[20:36], event, at=self._at)
        crowd.register(people[84:], Mode.ONLINE, first=opened, last=self._at - timedelta(hours=3))
        boxes.fill(event, at=self._at)

    def _moved(self, event: Event) -> None:
        """Announced a day earlier and at another hour, then moved."""
        self._modest(event, 23, 31)
        plan = plan_of(event)
        zone = ZoneInfo(event.tzid)
        later = tuple(
            PlannedSession(
                id=one.id,
                dtstart=(one.dtstart.astimezone(zone) + timedelta(days=1, hours=-1)),
                dtend=one.dtend and one.dtend.astimezone(zone) + timedelta(days=1, hours=-1),
            )
            for one in plan.sessions
        )
        scheduling.revise(event, plan=replace(plan, sessions=later), at=self._at - timedelta(days=2))

    def _cancelled(self, event: Event) -> None:
        self._modest(event, 11, 14)
        reason = "Aula dipakai untuk keperluan lain pada hari itu. Tanggal baru akan diumumkan."
        publishing.cancel(event, reason=reason, at=self._at - timedelta(days=1))

    def _modest(self, event: Event, in_person: int, online: int) -> None:
        people = invent(in_person + online, origins=self._origins, seed=event.id + 7)
        crowd, opened = self._crowd(event), self._at - timedelta(days=8)
        last = self._at - timedelta(hours=2)
        crowd.register(people[:in_person], Mode.IN_PERSON, first=opened, last=last)
        crowd.register(people[in_person:], Mode.ONLINE, first=opened, last=last)
