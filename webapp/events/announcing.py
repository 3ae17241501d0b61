"""What changed after publication, told on the event's page: what was, what is now, and why."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask_babel import gettext as _

from webapp.events.models import Event, EventRevision, EventStatus
from webapp.web.formatting import date_range, stamp, time_range


@dataclass(frozen=True)
class Announcement:
    """A notice for the top of the page; `tone` is that of a notice. Old and new are empty where nothing is new."""

    tone: str
    title: str
    reason: str
    old: str
    new: str
    told_at: str


TITLES = {EventStatus.CANCELLED: "cancelled", EventStatus.POSTPONED: "postponed"}


def announcements(event: Event, revisions: Iterable[EventRevision], *, is_over: bool) -> list[Announcement]:
    """What a reader must know before the rest; `revisions` newest first.

    A cancelled or postponed event says only that; otherwise the newest change of the time and of
    the place are told for as long as the event is not over.
    """
    newest: dict[str, EventRevision] = {}
    for revision in revisions:
        newest.setdefault(revision.kind, revision)
    if event.status in TITLES:
        return [_halted(event, newest.get(TITLES[event.status]))]
    if is_over:
        return []
    told = [_changed(event, newest[kind]) for kind in ("rescheduled", "moved") if kind in newest]
    return [one for one in told if one.old != one.new]


def _halted(event: Event, revision: EventRevision | None) -> Announcement:
    is_cancelled = event.status is EventStatus.CANCELLED
    return Announcement(
        tone="bad" if is_cancelled else "warn",
        title=_("Kegiatan ini dibatalkan") if is_cancelled else _("Kegiatan ini ditunda"),
        reason=event.status_reason,
        old=_times(revision.before) if revision else "",
        new="" if is_cancelled else _("menyusul"),
        told_at=stamp(revision.at, event.tzid) if revision else "",
    )


def _changed(event: Event, revision: EventRevision) -> Announcement:
    is_time = revision.kind == "rescheduled"
    words = _times if is_time else _place
    return Announcement(
        tone="warn",
        title=_("Jadwal berubah") if is_time else _("Tempat berpindah"),
        reason=revision.reason,
        old=words(revision.before),
        new=words(revision.after),
        told_at=stamp(revision.at, event.tzid),
    )


def _place(snapshot: Mapping[str, Any]) -> str:
    return str(snapshot.get("venue") or "")


def _times(snapshot: Mapping[str, Any]) -> str:
    """The days and hours from the first to the last session that stood."""
    standing = [one for one in snapshot.get("sessions", ()) if not one.get("cancelled")]
    if not standing:
        return ""
    tzid = str(snapshot.get("tzid") or "Asia/Jakarta")
    first = min(_moment(one["dtstart"]) for one in standing)
    ends = [_moment(one["dtend"]) if one.get("dtend") else None for one in standing]
    last = None if None in ends else max(end for end in ends if end)
    return f"{date_range(first, last, tzid)}, {time_range(first, last, tzid)}"


def _moment(written: str) -> datetime:
    return datetime.fromisoformat(written)
