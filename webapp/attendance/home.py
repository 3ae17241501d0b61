"""The first page: what runs now, what is near, the month, and three figures of the year."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy import Select, case, func, select
from sqlalchemy.orm import selectinload

from webapp import clock
from webapp.attendance.models import COUNTED, Attendance, Registration
from webapp.database import db
from webapp.directory import queries as directory
from webapp.directory.regions import HOME_PROVINCE, home_regencies
from webapp.events import listing, presenting, public_queries
from webapp.events.filters import Filters, parse
from webapp.events.models import Event, EventStatus, Session
from webapp.events.months import month_shown
from webapp.events.narrowing import choices_of
from webapp.web.access import public
from webapp.web.compressing import compress
from webapp.web.formatting import local, number
from webapp.web.pages import settings

bp = Blueprint("home", __name__)
bp.after_request(compress)

SHOWN = 9
# A real activity of the past stands quietly below the living ones once it is this old.
QUIET_AFTER = timedelta(days=30)


@bp.get("/")
@public
def index() -> ResponseReturnValue:
    at = clock.now()
    coming = listing.coming(at=at, limit=SHOWN)
    first = leading(coming)
    quiet = db.session.scalar(latest_real(before=at - QUIET_AFTER, at=at))
    today = local(at, settings().default_timezone).date()
    return render_template(
        "home/index.html",
        first=presenting.card(first, at=at) if first else None,
        first_free={seats.mode.value for seats in first.seats if seats.free > 0} if first else set(),
        groups=listing.grouped([event for event in coming if event is not first], at=at),
        card=lambda event: presenting.card(event, at=at),
        filters=Filters(),
        choices=choices_of(Filters()),
        month=month_shown(parse(request.args).month or today.replace(day=1), today=today),
        figures=figures(today.year),
        office=db.session.scalar(directory.home_office()),
        quiet=quiet,
        quiet_card=presenting.card(quiet, at=at) if quiet else None,
    )


def leading(coming: list[Event]) -> Event | None:
    """The event that leads the page: the first that stands, running ones being first; else none."""
    return next((event for event in coming if event.status is EventStatus.PUBLISHED), None)


def latest_real(*, before: datetime, at: datetime) -> Select[Event]:
    """The newest finished activity that is no sample, with who spoke."""
    return (
        public_queries.listed(Filters())
        .where(public_queries.is_over(at), Event.dtstart < before, Event.is_sample.is_(False))
        .where(Event.status != EventStatus.CANCELLED)
        .order_by(Event.dtstart.desc(), Event.id.desc())
        .limit(1)
        .options(*public_queries.ROW, selectinload(Event.roles))
    )


def figures(year: int) -> list[tuple[str, str, None, None]]:
    """Activities, attendances and regencies reached in `year`, as the stat row takes them; zeros are left out."""
    held, came, reached = db.session.execute(_sums(year)).one()
    told = [
        (held, number(held), _("kegiatan tahun ini")),
        (came, number(came), _("kehadiran")),
        (reached, f"{reached}/{len(home_regencies())}", _("kab/kota terjangkau")),
    ]
    return [(shown, words, None, None) for value, shown, words in told if value]


def _sums(year: int) -> Select[int, int, int]:
    begins = datetime(year, 1, 1, tzinfo=ZoneInfo(settings().default_timezone))
    of_year = (Event.dtstart >= begins, Event.dtstart < begins.replace(year=year + 1))
    standing = public_queries.listed(Filters()).where(
        *of_year, Event.status.in_([EventStatus.PUBLISHED, EventStatus.ARCHIVED])
    )
    held = select(func.count()).select_from(standing.subquery()).scalar_subquery()
    regency = func.substr(Registration.region_code, 1, 5)
    at_home = Registration.region_code.startswith(f"{HOME_PROVINCE}.")
    return (
        select(
            held,
            func.count(Registration.id.distinct()),
            func.count(case((at_home, regency)).distinct()),
        )
        .select_from(Attendance)
        .join(Registration, Registration.id == Attendance.registration_id)
        .join(Session, Session.id == Attendance.session_id)
        .join(Event, Event.id == Session.event_id)
        .where(COUNTED, *of_year)
    )
