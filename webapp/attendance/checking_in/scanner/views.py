"""The scanner, of a signed-in person or of a paired phone."""

from flask import Blueprint, abort, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from webapp import clock
from webapp.accounts import queries as accounts
from webapp.accounts.identity import signed_in_identity
from webapp.accounts.models import GrantRole
from webapp.attendance.checking_in.desks import pairing
from webapp.attendance.checking_in.desks.bearers import is_open, staff_token
from webapp.attendance.checking_in.scanner.page import scanner_page
from webapp.database import db
from webapp.events import timing
from webapp.events.loading import organizers_event
from webapp.events.models import Event, Session
from webapp.web.access import secret_link, signed_in
from webapp.web.tokens import token_hash

bp = Blueprint("checkin", __name__)


@bp.get("/manage/events/<slug>/scanner")
@signed_in
def scanner(slug: str) -> ResponseReturnValue:
    """Scan as oneself: the page's token lives as long as this sign-in."""
    event = organizers_event(slug, GrantRole.DESK)
    identity, at = signed_in_identity(), clock.now()
    sign_in = db.session.scalars(accounts.standing_sign_in(token_hash(identity.token), at=at)).one()
    return scanner_page(
        event,
        _session(event),
        token=staff_token(sign_in.id, sign_in.token_hash, event.id),
        name=identity.user.name,
        here=url_for("checkin.scanner", slug=slug),
        back=url_for("room.show", slug=slug) if identity.may(GrantRole.COMMITTEE, event.organization_id) else None,
        at=at,
    )


@bp.get("/desk/<token>")
@secret_link
def paired(token: str) -> ResponseReturnValue:
    """The scanner of a phone that was paired by link or QR: no account, this event alone."""
    desk = db.session.scalar(pairing.by_token(token))
    if desk is None:
        abort(404)
    at = clock.now()
    if not is_open(desk, desk.event, at=at):
        abort(410, _("Meja ini sudah ditutup. Mintalah tautan baru kepada panitia."))
    here = url_for("checkin.paired", token=token)
    return scanner_page(desk.event, _session(desk.event), token=token, name=desk.name, here=here, back=None, at=at)


def _session(event: Event) -> Session:
    """The session asked for, else the one that the clock means; another event's is not found."""
    asked = request.args.get("session")
    if asked is None:
        return timing.session_at(event, at=clock.now())
    found = next((session for session in event.sessions if str(session.id) == asked), None)
    return found or abort(404)
