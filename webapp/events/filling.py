"""Filling the event form: from a kind's habits, from an event, and by its row buttons."""

from datetime import date, timedelta

from flask_babel import gettext as _

from webapp.database import db
from webapp.directory.models import Organization, OrganizationKind
from webapp.events.forms import EventForm
from webapp.events.kinds import KINDS, Kind
from webapp.events.models import Event, Mode
from webapp.events.presenting import mode_of
from webapp.events.repeating import queries as series
from webapp.events.rows import RoleRow, SessionRow
from webapp.events.wall_clock import written_hour
from webapp.web.formatting import local


def new_form(kind: Kind, organizations: list[Organization], *, name: str = "") -> EventForm:
    """An empty form with the kind's habits; one session and one person to begin with."""
    first = organizations[0]
    form = EventForm(
        data={
            "kind": kind.code,
            "kind_name": name,
            "organization": first.slug,
            "tzid": first.tzid,
            # A group meets at home; an office goes out, and a wrong town on a page is worse than none.
            "region_code": (first.region_code or "") if first.kind is OrganizationKind.KIM else "",
            "mode": kind.mode,
            "in_person_seats": kind.in_person,
            "online_seats": kind.online,
            "visibility": "confidential" if kind.is_confidential else "public",
            "sessions": [{"title": str(title)} for title in kind.sessions] or [{}],
            "roles": [{"role": kind.leading_role}],
        }
    )
    form.offer(organizations=organizations, tzid=first.tzid, region_code=first.region_code)
    return form


def form_of(event: Event) -> EventForm:
    """The form of an event as it stands; what was sent wins over it. Needs sessions, seats and roles loaded."""
    seats = {row.mode: row.capacity for row in event.seats}
    opens, closes = event.registration_opens_at, event.registration_closes_at
    values = {
        name: getattr(event, name)
        for name in (
            "kind", "kind_name", "summary", "description", "topic", "tzid", "venue", "conference_url",
            "conference_passcode", "stream_url", "requires_approval", "lesson_hours",
        )
    }  # fmt: skip
    form = EventForm(
        data={
            **values,
            "organization": event.organization.slug,
            "region_code": event.region_code or "",
            "visibility": event.visibility.value,
            "mode": mode_of(event),
            "in_person_seats": seats.get(Mode.IN_PERSON),
            "online_seats": seats.get(Mode.ONLINE),
            "sessions": [SessionRow.values_of(s, event.tzid) for s in event.sessions if s.cancelled_at is None],
            "roles": [RoleRow.values_of(role) for role in event.roles],
            "opens_day": local(opens, event.tzid).date() if opens else None,
            "opens_hour": written_hour(opens, event.tzid) if opens else "",
            "closes_day": local(closes, event.tzid).date() if closes else None,
            "closes_hour": written_hour(closes, event.tzid) if closes else "",
            "seen": event.revised_at.isoformat(),
        }
    )
    form.offer(organizations=[event.organization], tzid=event.tzid, region_code=event.region_code)
    form.following = db.session.scalar(series.count_following(event)) or 0
    return form


def is_of_this_revision(form: EventForm, event: Event) -> bool:
    """False, with a sentence, when the event changed since the form was filled; sending it once more overwrites."""
    now = event.revised_at.isoformat()
    if form.seen.data in ("", None, now):
        return True
    form.form_errors.append(
        _(
            "Kegiatan ini baru saja diubah orang lain, jadi isian ini belum tersimpan. "
            "Mohon bandingkan dahulu; bila sudah benar, kirim sekali lagi."
        )
    )
    form.seen.data = now
    return False


def press(form: EventForm, button: str) -> bool:
    """Do what a row button says; False when none was pressed."""
    kind = KINDS.get(form.kind.data, KINDS["lainnya"])
    return form.sessions.press(button, _next_session(form)) or form.roles.press(button, {"role": kind.leading_role})


def _next_session(form: EventForm) -> dict[str, object]:
    """The day after the last session, at the same hours: most often that is what is meant."""
    if not form.sessions.entries:
        return {}
    last = form.sessions.entries[-1].form
    day: date | None = last.day.data
    following = day + timedelta(days=1) if day and day < date(2199, 12, 31) else None
    return {"day": following, "starts": last.starts.data, "ends": last.ends.data}
