"""The text of a personal calendar: built from the rows as they stand, kept while nothing in it changed."""

from datetime import datetime

from flask import current_app
from flask_babel import gettext as _
from sqlalchemy import select
from sqlalchemy.orm import selectinload

from webapp.accounts.models import User
from webapp.attendance.calendars import queries
from webapp.attendance.calendars.models import Subscription
from webapp.attendance.calendars.personal import personal_entries
from webapp.attendance.models import Registration, RegistrationStatus
from webapp.database import db
from webapp.events.calendars import feeds, windows
from webapp.events.calendars.entries import Entry
from webapp.events.calendars.feeds import Feed
from webapp.events.calendars.packing import Text, text_of
from webapp.events.calendars.shelf import Shelf
from webapp.events.calendars.texts import Head, calendar_text
from webapp.events.models import Event, EventStatus
from webapp.web.pages import public_url, settings
from webapp.web.saying import speaking


def personal_feed(subscription: Subscription, *, at: datetime) -> Feed | None:
    """The feed as it stands; None when the account behind it may not see anything any more.

    A pure function of the stored rows and of the month in which `at` lies, like every feed.
    """
    if subscription.user_id is None:
        return _participants(subscription, at=at)
    query = select(User).where(User.id == subscription.user_id, User.disabled_at.is_(None))
    user = db.session.scalar(query.options(selectinload(User.grants)))
    return _organizers(subscription, user, at=at) if user else None


def _participants(subscription: Subscription, *, at: datetime) -> Feed:
    """Two small statements while nothing changes."""
    marks = tuple(tuple(row) for row in db.session.execute(queries.marks(subscription)))
    since = windows.since(at)
    shelf: Shelf = current_app.extensions[feeds.EXTENSION]
    text = shelf.take(
        ("personal", subscription.id, subscription.name, marks, since), lambda: _text(subscription, since)
    )
    moments = [moment for row in marks for moment in row[-queries.MOMENTS :] if moment]
    return Feed(text, max([subscription.changed_at, windows.turned(at), *moments]))


def _text(subscription: Subscription, since: datetime) -> Text:
    with speaking(subscription.locale):
        rows = db.session.scalars(queries.whole(subscription).where(windows.touches(since))).all()
        entries = list(personal_entries(rows))
        return text_of(calendar_text(entries, _head(subscription, public_url("tickets.index"))))


def nearest_entries(subscription: Subscription, *, at: datetime) -> list[Entry]:
    """What comes next in a participant's calendar, in the language of the moment."""
    query = queries.whole(subscription).where(
        Event.dtstart > at,
        Event.status == EventStatus.PUBLISHED,
        Registration.status == RegistrationStatus.CONFIRMED,
    )
    return list(personal_entries(db.session.scalars(query.limit(1)).all()))


def _organizers(subscription: Subscription, user: User, *, at: datetime) -> Feed:
    """Everything that organizers publish moves the calendar's own date, so that is this feed's date too."""
    since, (revision, changed_at) = windows.since(at), feeds.state()
    ids = None if user.is_platform_admin else {grant.organization_id for grant in user.grants}
    key = ("organizer", subscription.id, subscription.name, frozenset(ids) if ids else ids, revision, changed_at, since)
    shelf: Shelf = current_app.extensions[feeds.EXTENSION]

    def build() -> Text:
        with speaking(settings().default_locale):
            head = _head(subscription, public_url("manage.index"))
            return feeds.text_for(queries.held_by(ids), head, since=since)

    return Feed(shelf.take(key, build), max(changed_at, subscription.changed_at, windows.turned(at)))


def _head(subscription: Subscription, url: str) -> Head:
    return Head(
        name=_("Gelar: %(name)s", name=subscription.name),
        description=_("Kalender pribadi dari Gelar. Alamatnya rahasia; mohon tidak dibagikan."),
        source="",
        url=url,
        tzid=settings().default_timezone,
        image=feeds.mark(),
    )
