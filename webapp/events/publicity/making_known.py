"""Setting and taking away an event's poster and its point on the map. The view commits."""

from datetime import datetime

from flask_babel import gettext as _
from sqlalchemy import delete
from werkzeug.datastructures import FileStorage

from webapp.database import db
from webapp.errors import Refused
from webapp.events.changing import hold, note_visible_change
from webapp.events.models import Event, Visibility
from webapp.events.publicity.models import Publicity
from webapp.events.publicity.points import Point
from webapp.files.models import StoredFile
from webapp.files.storing import store_picture

EDGE = 1_280
"""Pixels of a poster's longer side: sharp on a phone, and some 200 KB."""


def set_poster(event: Event, upload: FileStorage, *, words: str, at: datetime) -> StoredFile:
    """Show this picture instead of any before. Raises Refused for what is confidential or no picture."""
    _refuse_confidential(event)
    stored = store_picture(upload, at=at, edge=EDGE)
    row = _row(event, at)
    before = row.poster_id
    row.poster, row.poster_words = stored, words
    _drop(before)
    note_visible_change(event, at=at)
    return stored


def describe_poster(event: Event, *, words: str, at: datetime) -> None:
    _row(event, at).poster_words = words
    note_visible_change(event, at=at)


def remove_poster(event: Event, *, at: datetime) -> None:
    """Harmless where there is none."""
    row = _row(event, at)
    before = row.poster_id
    row.poster, row.poster_words = None, ""
    _drop(before)
    note_visible_change(event, at=at)


def set_point(event: Event, point: Point | None, *, at: datetime) -> None:
    """Where calendars and maps lead to; None takes it away. Raises Refused for a confidential activity."""
    if point:
        _refuse_confidential(event)
    row = _row(event, at)
    row.latitude, row.longitude = (point.latitude, point.longitude) if point else (None, None)
    note_visible_change(event, at=at)


def _refuse_confidential(event: Event) -> None:
    if event.visibility is Visibility.CONFIDENTIAL:
        raise Refused(_("Kegiatan rahasia tidak memakai poster maupun titik peta."))


def _row(event: Event, at: datetime) -> Publicity:
    hold(event)
    if event.publicity is None:
        event.publicity = Publicity(event_id=event.id)
    event.publicity.changed_at = at
    return event.publicity


def _drop(file_id: int | None) -> None:
    """The row of the picture before; its bytes are swept."""
    if file_id is not None:
        db.session.flush()
        db.session.execute(delete(StoredFile).where(StoredFile.id == file_id))
