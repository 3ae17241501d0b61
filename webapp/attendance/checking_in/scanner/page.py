"""What the scanner page is given: words, addresses and the desk's token, as plain values."""

from datetime import datetime
from uuid import UUID

from flask import Response, make_response, render_template, url_for
from flask_babel import gettext as _

from webapp.attendance.checking_in.desks.bearers import GRACE
from webapp.attendance.checking_in.people.counting import counter
from webapp.attendance.checking_in.practising.codes import practice_codes
from webapp.attendance.checking_in.scanner.wire import moment
from webapp.attendance.checking_in.scanning.gates import gate_of
from webapp.events import timing
from webapp.events.kinds import named
from webapp.events.models import Event, Session
from webapp.web.formatting import EN_DASH, clock_time, long_date, zone_name
from webapp.web.weave import weave_svg

# Stands in the address of undo where the page puts a scan's own id.
NIL = UUID(int=0)
CONTENT_POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self' 'wasm-unsafe-eval'",
        "style-src 'self'",
        "img-src 'self' data:",
        "font-src 'self'",
        "connect-src 'self'",
        "worker-src 'self'",
        "manifest-src 'self'",
        "base-uri 'none'",
        "form-action 'self'",
        "frame-ancestors 'none'",
    )
)


def scanner_page(
    event: Event,
    session: Session,
    *,
    token: str,
    name: str,
    here: str,
    back: str | None,
    at: datetime,
    until: datetime | None = None,
) -> Response:
    """The page of one desk at one session; `here` is its own address, which choosing another session follows.

    The phone forgets names a day after the activity, or `until` when a desk may scan for longer.
    """
    kept_until = timing.end_of_event(event) + GRACE
    desk = {
        "token": token,
        "desk": name,
        "here": here,
        "manifest": f"{here}/app.webmanifest",
        "worker": url_for("scanner_shell.worker"),
        "kept_until": moment(max(kept_until, until or kept_until)),
        "event": {"slug": event.slug, "summary": event.summary, "kind": named(event)},
        "session": _session(session, event.tzid),
        "sessions": [_session(one, event.tzid) | {"url": f"{here}?session={one.id}"} for one in event.sessions],
        "time_zone": {"id": event.tzid, "label": zone_name(at, event.tzid)},
        "counter": counter(gate_of(session)),
        "back": back,
        "practice": [{"story": one.story.value, "code": one.code} for one in practice_codes()],
        "urls": _urls(session.id),
    }
    page = render_template("attendance/scanner.html", desk=desk, weave=weave_svg(event.slug, event.kind))
    answer = make_response(page)
    answer.headers["Content-Security-Policy"] = CONTENT_POLICY
    answer.headers["Permissions-Policy"] = "camera=(self), microphone=(), geolocation=()"
    answer.headers["Referrer-Policy"] = "no-referrer"
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _urls(session_id: int) -> dict[str, str]:
    return {
        "scans": url_for("api_scans.create_scan", session_id=session_id),
        "batch": url_for("api_scans.create_scans", session_id=session_id),
        "simulate": url_for("api_scans.simulate", session_id=session_id),
        "roster": url_for("api_rosters.show", session_id=session_id),
        "undo": url_for("desk_api.create_undo", scan_id=NIL),
        "search": url_for("desk_api.find_participants", session_id=session_id),
        "genders": url_for("desk_api.create_gender", session_id=session_id),
        "walk_ins": url_for("desk_api.create_walk_in", session_id=session_id),
        "contact": url_for("desk_api.create_contact", session_id=session_id),
    }


def _session(session: Session, tzid: str) -> dict[str, object]:
    return {
        "id": session.id,
        "title": session.title,
        "date": long_date(session.dtstart, tzid),
        "time": _hours(session, tzid),
        "ends_at": moment(timing.end_of(session, tzid)),
        "is_cancelled": session.cancelled_at is not None,
    }


def _hours(session: Session, tzid: str) -> str:
    start = clock_time(session.dtstart, tzid)
    if session.dtend is None:
        return _("%(start)s s.d. selesai", start=start)
    return f"{clock_time(session.dtstart, tzid, with_zone=False)}{EN_DASH}{clock_time(session.dtend, tzid)}"
