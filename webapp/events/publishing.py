"""What is decided about an event as a whole: it is published, postponed, cancelled, opened again."""

from datetime import datetime

from flask_babel import gettext as _

from webapp.database import db
from webapp.errors import Refused
from webapp.events import changing
from webapp.events.models import Event, EventStatus
from webapp.events.timing import Phase, phase

MAX_REASON = 500


def publish(event: Event, *, at: datetime) -> None:
    """Show a draft to everybody it is meant for. Publishing twice is harmless; Refused for other states."""
    changing.hold(event)
    if event.status is EventStatus.PUBLISHED:
        return
    if event.status is not EventStatus.DRAFT:
        raise Refused(_("Hanya draf yang dapat diterbitkan. Kegiatan ini sudah pernah terbit."))
    event.status = EventStatus.PUBLISHED
    event.published_at = at
    for session in changing.standing(event):
        session.revised_at = at
    changing.note_visible_change(event, at=at)
    db.session.flush()


def postpone(event: Event, *, reason: str, at: datetime) -> None:
    """Take back the date of a published event until a new one is known; registrations stay. Needs a reason."""
    changing.hold(event)
    if event.status is not EventStatus.PUBLISHED:
        raise Refused(_("Hanya kegiatan yang terbit yang dapat ditunda."))
    _refuse_when_done(event, at=at)
    _decide(event, EventStatus.POSTPONED, kind="postponed", reason=reason, at=at)


def cancel(event: Event, *, reason: str, at: datetime) -> None:
    """Call a published or postponed event off. It stays visible, as cancelled. Needs a reason."""
    changing.hold(event)
    if event.status not in {EventStatus.PUBLISHED, EventStatus.POSTPONED}:
        raise Refused(_("Hanya kegiatan yang terbit atau ditunda yang dapat dibatalkan."))
    if event.status is EventStatus.PUBLISHED:
        _refuse_when_done(event, at=at)
    _decide(event, EventStatus.CANCELLED, kind="cancelled", reason=reason, at=at)


def reopen(event: Event, *, at: datetime) -> None:
    """Hold a postponed or cancelled event after all. Refused while its dates lie in the past."""
    changing.hold(event)
    if event.status not in {EventStatus.POSTPONED, EventStatus.CANCELLED}:
        raise Refused(_("Kegiatan ini tidak sedang ditunda atau dibatalkan."))
    if phase(event, at=at) is Phase.DONE:
        raise Refused(_("Jadwalnya sudah lewat. Ubah tanggalnya dahulu, lalu buka kembali."))
    before = changing.snapshot(event)
    event.status = EventStatus.PUBLISHED
    event.status_reason = ""
    _trace(event, "reopened", before=before, reason="", at=at)


def archive(event: Event, *, at: datetime) -> None:
    """Put away an event that is over: nobody changes it any more. For people and calendars nothing is new.

    Archiving twice is harmless. Refused before the event is over, and for what was called off: its
    calendar entries go on saying so.
    """
    changing.hold(event)
    if event.status is EventStatus.ARCHIVED:
        return
    if event.status is not EventStatus.PUBLISHED or phase(event, at=at) is not Phase.DONE:
        raise Refused(_("Hanya kegiatan yang sudah selesai yang dapat diarsipkan."))
    event.status = EventStatus.ARCHIVED
    db.session.flush()


def unarchive(event: Event) -> None:
    """Take an event out of the archive, to correct it. Harmless for one that is not there."""
    changing.hold(event)
    if event.status is EventStatus.ARCHIVED:
        event.status = EventStatus.PUBLISHED
    db.session.flush()


def _refuse_when_done(event: Event, *, at: datetime) -> None:
    if phase(event, at=at) is Phase.DONE:
        raise Refused(_("Kegiatan ini sudah selesai, jadi tidak dapat ditunda atau dibatalkan lagi."))


def _decide(event: Event, status: EventStatus, *, kind: str, reason: str, at: datetime) -> None:
    reason = reason.strip()[:MAX_REASON]
    if not reason:
        raise Refused(_("Tuliskan alasannya, agar pendaftar mengerti."))
    before = changing.snapshot(event)
    event.status = status
    event.status_reason = reason
    _trace(event, kind, before=before, reason=reason, at=at)


def _trace(event: Event, kind: str, *, before: dict[str, object], reason: str, at: datetime) -> None:
    changing.raise_sequence(changing.standing(event), at=at)
    changing.record_revision(event, kind, before=before, reason=reason, at=at)
    changing.note_visible_change(event, at=at)
    db.session.flush()
