"""Whose words a message has: the event's, else its organization's, else the standard ones."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from flask_babel import force_locale
from flask_babel import gettext as _
from sqlalchemy import ColumnElement, and_, delete, or_, select

from webapp.attendance.telling.kind import Kind
from webapp.attendance.telling.models import MessageText
from webapp.attendance.telling.writing import unknown_placeholders
from webapp.database import db
from webapp.errors import Refused
from webapp.events.models import Event
from webapp.web.forms import has_control_characters

LOCALES = ("id", "en")
LONGEST_SUBJECT, LONGEST_BODY = 150, 4_000


class Level(StrEnum):
    """For whom words are kept."""

    EVENT = "event"
    ORGANIZATION = "organization"


@dataclass(frozen=True)
class Text:
    """Subject and body with their placeholders; `level` is None for the standard words."""

    subject: str
    body: str
    level: Level | None = None


def text_of(kind: Kind, event: Event, locale: str) -> Text:
    """The words that hold for this event and language, in one query."""
    rows = db.session.scalars(
        select(MessageText).where(MessageText.kind == kind.code, MessageText.locale == locale, _any_of(event))
    ).all()
    best = min(rows, key=lambda row: row.event_id is None, default=None)
    if best is None:
        return standard(kind, locale)
    return Text(best.subject, best.body, Level.ORGANIZATION if best.event_id is None else Level.EVENT)


def standard(kind: Kind, locale: str) -> Text:
    with force_locale(locale):
        return Text(str(kind.subject), str(kind.body))


def levels_of(event: Event) -> dict[tuple[str, str], Level]:
    """Which kinds and languages have words of their own here: (kind, locale) → level."""
    rows = db.session.scalars(select(MessageText).where(_any_of(event)).order_by(MessageText.event_id.is_not(None)))
    return {(row.kind, row.locale): Level.ORGANIZATION if row.event_id is None else Level.EVENT for row in rows}


def keep(event: Event, kind: Kind, locale: str, text: Text, *, at: datetime) -> None:
    """Keep these words at `text.level`. Refused (text_wrong) when wrong_with finds something."""
    if wrong := wrong_with(kind, text):
        raise Refused(next(iter(wrong.values())), reason="text_wrong")
    restore(event, kind, locale, text.level or Level.EVENT)
    db.session.add(
        MessageText(
            organization_id=event.organization_id,
            event_id=event.id if text.level is not Level.ORGANIZATION else None,
            kind=kind.code,
            locale=locale,
            subject=text.subject,
            body=text.body,
            updated_at=at,
        )
    )
    db.session.flush()


def restore(event: Event, kind: Kind, locale: str, level: Level) -> None:
    """Forget the words of this level: what stands above it holds again."""
    own = _of_event(event) if level is Level.EVENT else _of_organization(event)
    db.session.execute(delete(MessageText).where(MessageText.kind == kind.code, MessageText.locale == locale, own))


def wrong_with(kind: Kind, text: Text) -> dict[str, str]:
    """A sentence for each part that cannot stand: {"subject": …, "body": …}."""
    parts = {"subject": (text.subject, LONGEST_SUBJECT), "body": (text.body, LONGEST_BODY)}
    found = {name: _wrong(value, most, kind) for name, (value, most) in parts.items()}
    if not found["subject"] and "\n" in text.subject:
        found["subject"] = _("Judul surel hanya satu baris.")
    return {name: sentence for name, sentence in found.items() if sentence}


def _wrong(value: str, most: int, kind: Kind) -> str:
    if not value.strip():
        return _("Bagian ini belum diisi.")
    if len(value) > most:
        return _("Paling banyak %(most)s huruf.", most=most)
    if has_control_characters(value):
        return _("Ada tanda yang tidak dapat dipakai di sini.")
    if unknown := unknown_placeholders(value, kind.placeholders):
        return _(
            "Penanda %(unknown)s tidak dikenal untuk pesan ini. Yang dapat dipakai ada pada daftar di bawah.",
            unknown=", ".join(unknown),
        )
    return ""


def _any_of(event: Event) -> ColumnElement[bool]:
    return or_(_of_event(event), _of_organization(event))


def _of_event(event: Event) -> ColumnElement[bool]:
    return MessageText.event_id == event.id


def _of_organization(event: Event) -> ColumnElement[bool]:
    return and_(MessageText.organization_id == event.organization_id, MessageText.event_id.is_(None))
