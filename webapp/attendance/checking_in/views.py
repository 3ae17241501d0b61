"""Pages of the desk: the scanner of a signed-in person, the scanner of a paired phone, and the list of desks."""

from flask import Blueprint, abort, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from webapp import clock
from webapp.accounts import queries as accounts
from webapp.accounts.identity import signed_in_identity
from webapp.accounts.models import GrantRole
from webapp.attendance.checking_in import desks
from webapp.attendance.checking_in.bearers import is_open, staff_token
from webapp.attendance.checking_in.forms import DeskForm
from webapp.attendance.checking_in.scanner_page import scanner_page
from webapp.attendance.models import Desk
from webapp.database import db
from webapp.documents import qr
from webapp.events import timing
from webapp.events.loading import organizers_event
from webapp.events.models import Event, Session
from webapp.web.access import secret_link, signed_in
from webapp.web.pages import public_url
from webapp.web.tokens import token_hash

bp = Blueprint("checkin", __name__)

# A desk's address is longer than a ticket's and is read once, close up.
DESK_QR_VERSION = 10


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
    desk = db.session.scalar(desks.by_token(token))
    if desk is None:
        abort(404)
    at = clock.now()
    if not is_open(desk, desk.event, at=at):
        abort(410, _("Meja ini sudah ditutup. Mintalah tautan baru kepada panitia."))
    here = url_for("checkin.paired", token=token)
    return scanner_page(desk.event, _session(desk.event), token=token, name=desk.name, here=here, back=None, at=at)


@bp.get("/manage/events/<slug>/desks")
@signed_in
def index_desks(slug: str) -> ResponseReturnValue:
    event = organizers_event(slug)
    return _desks_page(event, DeskForm(name=desks.next_name(_names(event))))


@bp.post("/manage/events/<slug>/desks")
@signed_in
def create_desk(slug: str) -> ResponseReturnValue:
    """Make a desk and show its link and QR: this once, since only a hash of the secret is kept."""
    form = DeskForm()
    event = organizers_event(slug)
    form.taken = _names(event)
    if not form.validate():
        return _desks_page(event, form), 422
    desk, token = desks.make_desk(event, name=form.name.data or "", at=clock.now())
    db.session.commit()
    link = public_url("checkin.paired", token=token)
    symbol = qr.svg(link, _("QR untuk %(desk)s", desk=desk.name), max_version=DESK_QR_VERSION)
    answer = make_response(render_template("attendance/desk_made.html", event=event, desk=desk, link=link, qr=symbol))
    answer.headers["Cache-Control"] = "no-store"
    answer.headers["Referrer-Policy"] = "no-referrer"
    return answer


@bp.post("/manage/events/<slug>/desks/<int(max=2147483647):desk_id>/revocation")
@signed_in
def revoke_desk(slug: str, desk_id: int) -> ResponseReturnValue:
    event = organizers_event(slug)
    desk = db.session.scalar(desks.desks_of(event.id).where(Desk.id == desk_id))
    if desk is None:
        abort(404)
    desks.revoke_desk(desk, at=clock.now())
    db.session.commit()
    return redirect(url_for("checkin.index_desks", slug=slug))


def _session(event: Event) -> Session:
    """The session asked for, else the one that the clock means; another event's is not found."""
    asked = request.args.get("session")
    if asked is None:
        return timing.session_at(event, at=clock.now())
    found = next((session for session in event.sessions if str(session.id) == asked), None)
    return found or abort(404)


def _names(event: Event) -> list[str]:
    return [desk.name for desk in db.session.scalars(desks.desks_of(event.id)) if desk.revoked_at is None]


def _desks_page(event: Event, form: DeskForm) -> str:
    at = clock.now()
    rows = [(desk, is_open(desk, event, at=at), activity) for desk, activity in desks.with_activity(event.id)]
    return render_template("attendance/desks.html", event=event, form=form, desks=rows)
