"""The list of desks: making one and showing its QR, shutting one."""

from flask import Blueprint, abort, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from webapp import clock
from webapp.attendance.checking_in.desks import linking, pairing
from webapp.attendance.checking_in.desks.bearers import is_open
from webapp.attendance.checking_in.desks.forms import DeskForm
from webapp.attendance.models import Desk
from webapp.attendance.ticketing.responses import private
from webapp.database import db
from webapp.documents import qr
from webapp.events import noting, timing
from webapp.events.loading import organizers_event
from webapp.events.models import Event
from webapp.web.access import signed_in
from webapp.web.pages import public_url

bp = Blueprint("desks", __name__)

# A desk's address is longer than a ticket's and is read once, close up.
DESK_QR_VERSION = 10


@bp.get("/manage/events/<slug>/desks")
@signed_in
def index(slug: str) -> ResponseReturnValue:
    event = organizers_event(slug)
    return _desks_page(event, DeskForm(name=pairing.next_name(_names(event))))


@bp.post("/manage/events/<slug>/desks")
@signed_in
def create(slug: str) -> ResponseReturnValue:
    """Make a desk and show the link and QR that make one phone this desk: only a hash of the link is kept."""
    form = DeskForm()
    event = organizers_event(slug)
    form.taken = _names(event)
    if not form.validate():
        return _desks_page(event, form), 422
    desk, _token = pairing.make_desk(event, name=form.name.data or "", at=clock.now())
    noting.note("desk.opened", event, at=clock.now(), after={"desk": desk.name})
    return _link_page(event, desk)


@bp.post("/manage/events/<slug>/desks/<int(max=2147483647):desk_id>/pairing")
@signed_in
def create_link(slug: str, desk_id: int) -> ResponseReturnValue:
    """A new link and QR for a desk: for a second phone in the place of the first, or when the first link was lost."""
    event = organizers_event(slug)
    desk = _desk(event, desk_id)
    if not is_open(desk, event, at=clock.now()):
        abort(410, _("Meja ini sudah ditutup. Tambahkan meja baru."))
    noting.note("desk.offered", event, at=clock.now(), after={"desk": desk.name})
    return _link_page(event, desk)


@bp.post("/manage/events/<slug>/desks/<int(max=2147483647):desk_id>/revocation")
@signed_in
def revoke(slug: str, desk_id: int) -> ResponseReturnValue:
    event = organizers_event(slug)
    desk = _desk(event, desk_id)
    pairing.revoke_desk(desk, at=clock.now())
    noting.note("desk.closed", event, at=clock.now(), before={"desk": desk.name})
    db.session.commit()
    return redirect(url_for("desks.index", slug=slug))


def _desk(event: Event, desk_id: int) -> Desk:
    return db.session.scalar(pairing.desks_of(event.id).where(Desk.id == desk_id)) or abort(404)


def _link_page(event: Event, desk: Desk) -> ResponseReturnValue:
    """Commit, with a new link for this desk, and show it."""
    link = public_url("pairing.show", code=linking.offer_link(desk, at=clock.now()))
    db.session.commit()
    symbol = qr.svg(link, _("QR untuk %(desk)s", desk=desk.name), max_version=DESK_QR_VERSION)
    return private(
        render_template(
            "attendance/desk_made.html", event=event, desk=desk, link=link, qr=symbol, is_over=_is_over(event)
        )
    )


def _names(event: Event) -> list[str]:
    return [desk.name for desk in db.session.scalars(pairing.desks_of(event.id)) if desk.revoked_at is None]


def _desks_page(event: Event, form: DeskForm) -> str:
    at = clock.now()
    rows = [(desk, is_open(desk, event, at=at), activity) for desk, activity in pairing.with_activity(event.id)]
    unused = set(db.session.scalars(linking.unused(event.id)))
    return render_template(
        "attendance/desks.html", event=event, form=form, desks=rows, unused=unused, is_over=_is_over(event)
    )


def _is_over(event: Event) -> bool:
    return timing.end_of_event(event) <= clock.now()
