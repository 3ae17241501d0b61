"""What a phone opens from the QR that the committee shows: looking does nothing, one press makes it the desk."""

from typing import NamedTuple

from flask import Blueprint, abort, redirect, render_template, url_for
from flask import session as browser
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from webapp import clock
from webapp.attendance.checking_in.desks import linking
from webapp.attendance.checking_in.desks.bearers import is_open
from webapp.attendance.checking_in.desks.models import PairingLink
from webapp.attendance.models import Desk
from webapp.attendance.ticketing.responses import private
from webapp.audit.acts import Actor
from webapp.audit.models import ActorKind
from webapp.database import begin_for_writing, db
from webapp.errors import Refused
from webapp.events import noting
from webapp.web.access import secret_link
from webapp.web.pages import settings
from webapp.web.tokens import new_token

bp = Blueprint("pairing", __name__, url_prefix="/desk/pairing/<code>")

# A phone's own secret, by which it is known again when an answer was lost or the link is opened a second time.
PHONE = "phone"


class Found(NamedTuple):
    link: PairingLink
    desk: Desk


@bp.get("")
@secret_link
def show(code: str) -> ResponseReturnValue:
    """Ask whether this phone is to be the desk. Messengers and mail scanners look too, so nothing happens yet."""
    found = _found(code)
    phone = browser.setdefault(PHONE, new_token())
    token = linking.phones_token(code, phone=phone, key=settings().secret_key)
    if linking.is_phone_of(found.desk.token_hash, token):
        return private(redirect(url_for("checkin.paired", token=token)))
    if found.link.used_at or found.link.replaced_at:
        return _spent(found)
    return private(render_template("attendance/pairing.html", desk=found.desk, event=found.desk.event, code=code))


@bp.post("")
@secret_link
def create(code: str) -> ResponseReturnValue:
    found, at = _found(code), clock.now()
    phone = browser.setdefault(PHONE, new_token())
    try:
        taken = linking.take_link(found.desk, code=code, phone=phone, key=settings().secret_key, at=at)
    except Refused:
        db.session.rollback()
        begin_for_writing(may_write=False)
        return _spent(_found(code))
    if taken.is_first:
        by = Actor(ActorKind.DESK, found.desk.id)
        noting.note("desk.paired", found.desk.event, at=at, by=by, after={"desk": found.desk.name})
    db.session.commit()
    return private(redirect(url_for("checkin.paired", token=taken.token), 303))


def _found(code: str) -> Found:
    row = db.session.execute(linking.link_of(code).execution_options(populate_existing=True)).first()
    if row is None:
        abort(404)
    if not is_open(row.Desk, row.Desk.event, at=clock.now()):
        abort(410, _("Meja ini sudah ditutup. Mintalah tautan baru kepada panitia."))
    return Found(row.PairingLink, row.Desk)


def _spent(found: Found) -> ResponseReturnValue:
    page = render_template("attendance/pairing_spent.html", desk=found.desk, event=found.desk.event, link=found.link)
    return private((page, 410))
