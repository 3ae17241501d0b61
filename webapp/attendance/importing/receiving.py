"""Taking in a report: it is read, and its people are looked for; nothing counts before somebody has looked at it."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any
from zoneinfo import ZoneInfo

from flask_babel import gettext as _
from sqlalchemy import delete, insert

from webapp.attendance.importing import queries
from webapp.attendance.importing.files_of_providers.lines import Frame, Report, Stay
from webapp.attendance.importing.files_of_providers.recognising import recognise
from webapp.attendance.importing.matching import Known, Match, Matcher, Somebody
from webapp.attendance.importing.models import AttendanceImport, ImportedParticipant
from webapp.attendance.registering import seating
from webapp.attendance.verdicts import intervals
from webapp.database import db
from webapp.errors import Refused
from webapp.events import timing
from webapp.events.models import Event, Session
from webapp.files import storing
from webapp.files.models import StoredFile
from webapp.web.text import folded


@dataclass(frozen=True, kw_only=True)
class Upload:
    """A file, the zone its times are in, and the session that clock times and bare durations belong to."""

    content: bytes
    filename: str
    tzid: str
    session_id: int


def receive(event: Event, upload: Upload, *, by: int | None, at: datetime) -> AttendanceImport:
    """Read a report and look for its people among the registrations; a file that is here already changes nothing.

    The event must be loaded with its sessions. Refused for what is no report, for dates that cannot be told, and for
    another event's session; then nothing is kept.
    """
    digest = sha256(upload.content).hexdigest()
    seating.lock(event.id)  # two uploads of one file decide one after the other
    if same := db.session.scalar(queries.standing(event.id, digest)):
        return same
    session = next((one for one in event.sessions if one.id == upload.session_id), None)
    if session is None:
        raise Refused(_("Sesi ini bukan bagian dari kegiatan ini."), reason="session")
    report = recognise(upload.content, _frame(event, session, upload.tzid))
    spans = [stay.span for stay in report.stays if stay.span]
    imported = AttendanceImport(
        event_id=event.id,
        session_id=session.id,
        file=storing.store_data(upload.content, upload.filename, at=at),
        filename=upload.filename,
        sha256=digest,
        provider=report.provider,
        title=report.title,
        tzid=upload.tzid,
        begins_at=min((start for start, _end in spans), default=None),
        ends_at=max((end for _start, end in spans), default=None),
        skipped=report.skipped,
        uploaded_at=at,
        uploaded_by_id=by,
    )
    db.session.add(imported)
    db.session.flush()
    db.session.execute(insert(ImportedParticipant), _people(imported.id, report, event.id))
    return imported


def discard(imported: AttendanceImport) -> None:
    """Forget a report that was never confirmed, with its file. Refused once it counts: then it is taken back."""
    if imported.confirmed_at is not None:
        raise Refused(_("Laporan ini sudah dihitung. Tarik kembali bila keliru."), reason="confirmed")
    if imported.file_id and (stored := db.session.get(StoredFile, imported.file_id)):
        db.session.delete(stored)
    db.session.execute(delete(ImportedParticipant).where(ImportedParticipant.import_id == imported.id))
    db.session.delete(imported)
    db.session.flush()


def _frame(event: Event, session: Session, tzid: str) -> Frame:
    zone = ZoneInfo(tzid)
    held = [one for one in event.sessions if one.cancelled_at is None]
    bounds = [(one.dtstart, timing.end_of(one, event.tzid)) for one in held]
    return Frame(zone=zone, sessions=bounds, day=session.dtstart.astimezone(zone).date())


def _people(import_id: int, report: Report, event_id: int) -> list[dict[str, Any]]:
    """One row for each person: visits of one name and address together."""
    together: dict[tuple[str, ...], list[Stay]] = defaultdict(list)
    for stay in report.stays:
        together[stay.key, stay.email, stay.phone, folded(stay.name)].append(stay)
    matcher = Matcher(Known(*row) for row in db.session.execute(queries.known(event_id)))
    return [
        _person(import_id, number, stays, matcher.match(_somebody(stays[0])))
        for number, stays in enumerate(together.values(), 1)
    ]


def _somebody(stay: Stay) -> Somebody:
    return Somebody(stay.name, stay.email, stay.phone, stay.key)


def _person(import_id: int, number: int, stays: Sequence[Stay], match: Match) -> dict[str, Any]:
    first = stays[0]
    return {
        "import_id": import_id,
        "number": number,
        "name": first.name or first.email,
        "email": first.email,
        "phone": first.phone,
        "registration_id": match.registration_id,
        "how": match.how,
        "is_guess": match.is_guess,
        **_presence(stays),
    }


def _presence(stays: Sequence[Stay]) -> dict[str, Any]:
    """The visits as a union; without times what was counted, None where nothing was."""
    spans = intervals.union(stay.span for stay in stays if stay.span)
    counted = [stay.seconds for stay in stays if stay.seconds is not None]
    seconds = round(intervals.length(spans).total_seconds()) if spans else sum(counted) if counted else None
    return {"spans": [[_text(start), _text(end)] for start, end in spans], "seconds": seconds}


def _text(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat()
