"""The organizer's own list: what runs, what comes, what is still a draft, what is done."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import ceil

from sqlalchemy import ColumnElement, Select, and_, func, or_, select
from sqlalchemy.orm import joinedload, selectinload

from webapp.database import db
from webapp.events.consulting.queries import is_appointment
from webapp.events.models import Event, EventStatus
from webapp.events.queries import held_by
from webapp.events.timing import Phase, phase

PAGE_SIZE = 10
ROW = (joinedload(Event.organization), joinedload(Event.region), selectinload(Event.seats))


@dataclass(frozen=True)
class Workplace:
    """Events of an organizer by what they need; `done` is one page of the finished ones, newest first."""

    running: list[Event]
    coming: list[Event]
    drafts: list[Event]
    done: list[Event]
    done_total: int
    page: int
    pages: int

    @property
    def is_empty(self) -> bool:
        return not (self.running or self.coming or self.drafts or self.done_total)


def workplace(organization_ids: Collection[int] | None, *, page: int, at: datetime) -> Workplace:
    """The events of these organizations (None: of all). The same statements for one event and for many."""
    total = db.session.scalar(select(func.count()).select_from(_of(organization_ids).where(_is_over(at)).subquery()))
    pages = max(1, ceil((total or 0) / PAGE_SIZE))
    page = min(max(1, page), pages)
    standing = _of(organization_ids).where(~_is_over(at)).order_by(Event.dtstart, Event.id).options(*ROW)
    over = _of(organization_ids).where(_is_over(at)).order_by(Event.dtstart.desc(), Event.id.desc()).options(*ROW)
    groups: dict[str, list[Event]] = {"running": [], "coming": [], "drafts": [], "just_done": []}
    for event in db.session.scalars(standing):
        groups[_group(event, at)].append(event)
    done = list(db.session.scalars(over.limit(PAGE_SIZE).offset(PAGE_SIZE * (page - 1))))
    just_done = groups["just_done"][::-1]
    return Workplace(
        running=groups["running"],
        coming=groups["coming"],
        drafts=groups["drafts"],
        done=[*just_done, *done] if page == 1 else done,
        done_total=(total or 0) + len(just_done),
        page=page,
        pages=pages,
    )


def _of(organization_ids: Collection[int] | None) -> Select[Event]:
    query = select(Event).where(~is_appointment())  # those stand on the page of their consultation
    return query if organization_ids is None else query.where(held_by(organization_ids))


def _group(event: Event, at: datetime) -> str:
    if event.status is EventStatus.DRAFT:
        return "drafts"
    now = phase(event, at=at)
    if now is Phase.RUNNING and event.status is EventStatus.PUBLISHED:
        return "running"
    return "just_done" if now is Phase.DONE else "coming"


def _is_over(at: datetime) -> ColumnElement[bool]:
    """Over, as far as SQL can tell: an open end lasts until midnight of its zone, at most a day. Drafts never are."""
    ended = or_(Event.dtend <= at, and_(Event.dtend.is_(None), Event.dtstart <= at - timedelta(days=1)))
    return and_(Event.status != EventStatus.DRAFT, ended)
