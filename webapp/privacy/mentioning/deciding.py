"""Finding the name of somebody at their erasure, and what a person decides about each text that holds it."""

import json
import secrets
from collections.abc import Collection, Iterator
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Select, func, inspect, or_, select, tuple_
from sqlalchemy.orm import joinedload

from webapp.attendance.models import Registration
from webapp.database import db
from webapp.events import changing
from webapp.events.models import Event, Session
from webapp.privacy.erasing.models import Erasure
from webapp.privacy.mentioning.models import NameMention
from webapp.privacy.mentioning.places import PLACES, Place
from webapp.privacy.mentioning.spotting import Excerpt, Mark, excerpt, marked, spans, without, words_of

Key = tuple[int | str, ...]


class Shown(NamedTuple):
    """One text for the page: where it stands and what is written around the name."""

    mention: NameMention
    label: Any
    excerpt: Excerpt


def search(registration: Registration, *, at: datetime) -> list[NameMention]:
    """Texts of the organizer's activities that hold the person's name, not stored yet. Needs person and event."""
    name, organization_id = registration.person.name, registration.event.organization_id
    if not words_of(name):
        return []
    mark = marked(name, salt=secrets.token_hex(8))
    return [
        NameMention(
            event_id=event_id,
            place=place.model.__tablename__,
            row_key=json.dumps(inspect(row).identity),
            column=column,
            salt=mark.salt,
            mark=mark.digest,
            words=mark.words,
            found_at=at,
        )
        for place in PLACES.values()
        for row, event_id in db.session.execute(_holding(place, max(words_of(name), key=len), organization_id))
        for column in place.columns
        if any(spans(getattr(row, column) or "", mark))
    ]


def keep(found: Collection[NameMention], erasure: Erasure) -> None:
    for mention in found:
        mention.erasure_id = erasure.id
    db.session.add_all(found)
    db.session.flush()


def count(erasures: Collection[Erasure]) -> int:
    ids = [one.id for one in erasures]
    return db.session.scalar(select(func.count(NameMention.id)).where(NameMention.erasure_id.in_(ids))) or 0


def waiting(organization_ids: Collection[int]) -> Select[NameMention]:
    """What waits for a decision, the oldest first."""
    mine = select(NameMention).join(NameMention.event).where(Event.organization_id.in_(organization_ids))
    whole = joinedload(NameMention.event).options(joinedload(Event.organization))
    return mine.order_by(NameMention.found_at, NameMention.id).options(whole)


def shown(mentions: Collection[NameMention]) -> Iterator[Shown]:
    """Those whose text still holds the name: who edited it by hand has decided."""
    rows = _rows(mentions)
    for mention in mentions:
        row = rows.get((mention.place, _key(mention)))
        found = excerpt(getattr(row, mention.column) or "", _mark(mention)) if row is not None else None
        if found is not None:
            yield Shown(mention, PLACES[mention.place].label, found)


def replace(mention: NameMention, *, instead: str, at: datetime) -> None:
    """Write `instead` where the name stands; needs event loaded."""
    changing.hold(mention.event)
    row = db.session.get(PLACES[mention.place].model, _key(mention))
    if row is not None:
        setattr(row, mention.column, without(getattr(row, mention.column) or "", _mark(mention), instead=instead))
        changing.note_visible_change(mention.event, at=at)
    leave(mention)


def leave(mention: NameMention) -> None:
    """The text stays as it is: somebody else of that name, or a record that must stand."""
    db.session.delete(mention)
    db.session.flush()


def _holding(place: Place, word: str, organization_id: int) -> Select[Any, int]:
    model = place.model
    holds: list[ColumnElement[bool]] = [getattr(model, name).icontains(word, autoescape=True) for name in place.columns]
    asked = select(model, Event.id)
    if model is not Event and hasattr(model, "session_id") and not hasattr(model, "event_id"):
        asked = asked.join(Session, Session.id == model.session_id).join(Event, Event.id == Session.event_id)
    elif model is not Event:
        asked = asked.join(Event, Event.id == model.event_id)
    return asked.where(Event.organization_id == organization_id, or_(*holds))


def _rows(mentions: Collection[NameMention]) -> dict[tuple[str, Key], Any]:
    """The rows that hold them, by table and key: one statement a table."""
    found: dict[tuple[str, Key], Any] = {}
    for table in {one.place for one in mentions}:
        model = PLACES[table].model
        keys = {_key(one) for one in mentions if one.place == table}
        asked = select(model).where(tuple_(*inspect(model).primary_key).in_(keys))
        found |= {(table, tuple(inspect(row).identity)): row for row in db.session.scalars(asked)}
    return found


def _key(mention: NameMention) -> Key:
    return tuple(json.loads(mention.row_key))


def _mark(mention: NameMention) -> Mark:
    return Mark(mention.salt, mention.mark, mention.words)
