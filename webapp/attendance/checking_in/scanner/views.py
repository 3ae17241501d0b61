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
from webapp.attendance.checking_in.scanner.installing import manifest_answer
from webapp.attendance.checking_in.scanner.page import scanner_page
from webapp.attendance.models import Desk
from webapp.database import db
from webapp.events import loading, timing
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
        asked_session(event),
        token=staff_token(sign_in.id, sign_in.token_hash, event.id),
        name=identity.user.name,
        here=url_for("checkin.scanner", slug=slug),
        back=url_for("room.show", slug=slug) if loading.may(GrantRole.COMMITTEE, event) else None,
        at=at,
    )


@bp.get("/manage/events/<slug>/scanner/app.webmanifest")
@signed_in
def scanner_manifest(slug: str) -> ResponseReturnValue:
    event = organizers_event(slug, GrantRole.DESK)
    return manifest_answer(event, name=_("Pemindai"), here=url_for("checkin.scanner", slug=slug))


@bp.get("/desk/<token>")
@secret_link
def paired(token: str) -> ResponseReturnValue:
    """The scanner of a phone that was paired by link or QR: no account, this event alone."""
    desk = _open_desk(token)
    here = url_for("checkin.paired", token=token)
    session, at = asked_session(desk.event), clock.now()
    return scanner_page(
        desk.event, session, token=token, name=desk.name, here=here, back=None, at=at, until=desk.expires_at
    )


@bp.get("/desk/<token>/app.webmanifest")
@secret_link
def paired_manifest(token: str) -> ResponseReturnValue:
    desk = _open_desk(token)
    return manifest_answer(desk.event, name=desk.name, here=url_for("checkin.paired", token=token))


def _open_desk(token: str) -> Desk:
    desk = db.session.scalar(pairing.by_token(token))
    if desk is None:
        abort(404)
    if not is_open(desk, desk.event, at=clock.now()):
        abort(410, _("Meja ini sudah ditutup. Mintalah tautan baru kepada panitia."))
    return desk


def asked_session(event: Event) -> Session:
    """The session asked for, else the one that the clock means; another event's is not found."""
    asked = request.args.get("session")
    if asked is None:
        return timing.session_at(event, at=clock.now())
    found = next((session for session in event.sessions if str(session.id) == asked), None)
    return found or abort(404)
