"""A series is made of an event and a rule; its drafts are published together."""

from datetime import datetime

from flask_babel import gettext as _
from sqlalchemy import update

from webapp.database import db
from webapp.errors import Refused
from webapp.events import changing, publishing, queries
from webapp.events.models import Event, EventStatus
from webapp.events.plans import plan_of
from webapp.events.repeating import queries as series_queries
from webapp.events.repeating.duplicating import duplicate
from webapp.events.repeating.models import Series, SeriesDate
from webapp.events.repeating.rules import Rule, dates
from webapp.events.repeating.shifting import first_day, shifted
from webapp.web import slugs

LONGEST_TITLE = slugs.MAX_LENGTH - len("-2027-01-31")


def repeat(event: Event, rule: Rule, *, at: datetime) -> list[Event]:
    """Make a draft for each further date of `rule` and tie them to `event`; return the drafts.

    Raises Refused for an event that is in a series already or was called off, for a rule that is not
    sound (`rules.dates`), and for one that makes no further date.
    """
    changing.hold(event)
    if event.status not in series_queries.CHANGEABLE:
        raise Refused(_("Kegiatan yang dibatalkan atau diarsipkan tidak dapat dijadikan rangkaian."))
    if db.session.scalar(series_queries.series_of(event.id)):
        raise Refused(_("Kegiatan ini sudah bagian dari sebuah rangkaian."))
    plan = plan_of(event)
    first, *later = dates(rule, first_day(plan))
    if not later:
        raise Refused(_("Aturan ini tidak menghasilkan tanggal lain. Mohon periksa kembali."))
    title = slugs.slugify(plan.summary)[:LONGEST_TITLE]
    made = [
        duplicate(event, event.organization, plan=shifted(plan, day), at=at, address=f"{title} {day}") for day in later
    ]
    series = Series(
        frequency=rule.frequency,
        step=rule.interval,
        weekdays=list(rule.weekdays),
        first=first,
        count=rule.count,
        until=rule.until,
        skipped=sorted(day.isoformat() for day in rule.skipped),
        created_at=at,
    )
    db.session.add(series)
    db.session.flush()
    db.session.add_all(SeriesDate(event_id=one.id, series_id=series.id) for one in (event, *made))
    db.session.flush()
    return made


def hold(series: Series) -> None:
    """Lock the series' row until the commit, so that two edits of its dates go one after the other."""
    db.session.execute(update(Series).where(Series.id == series.id).values(created_at=Series.created_at))


def publish_all(series: Series, *, at: datetime) -> list[Event]:
    """Publish every draft of the series; return those."""
    hold(series)
    drafts = (
        queries.whole()
        .join(SeriesDate, SeriesDate.event_id == Event.id)
        .where(SeriesDate.series_id == series.id, Event.status == EventStatus.DRAFT)
        .order_by(Event.id)
    )
    found = list(db.session.scalars(drafts))
    for event in found:
        publishing.publish(event, at=at)
    return found
