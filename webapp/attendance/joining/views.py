"""The personal page: GET shows, POST records and leads on; it stays open beside the call and takes the codes."""

from flask import Blueprint, Response, abort, flash, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from webapp import clock
from webapp.attendance.joining import claiming
from webapp.attendance.joining.claiming_forms import ClaimForm
from webapp.attendance.joining.entering import ZONES, entrance, join, joined_at, overflow_of
from webapp.attendance.joining.noticing import notice
from webapp.attendance.joining.responses import private
from webapp.attendance.models import Registration
from webapp.attendance.rooms import embedding
from webapp.attendance.rooms.keeping import room_of
from webapp.attendance.rooms.leading import address_for
from webapp.attendance.ticketing import links
from webapp.attendance.verdicts.staying import stay_of
from webapp.database import begin_for_writing, db
from webapp.errors import Refused
from webapp.web.access import secret_link

bp = Blueprint("joining", __name__)


@bp.get("/join/<token>")
@secret_link
def show(token: str) -> ResponseReturnValue:
    return _page(token, ClaimForm(formdata=None))


@bp.post("/join/<token>")
@secret_link
def create_join(token: str) -> ResponseReturnValue:
    """Record the join, then lead on: in a window of its own, or inside this page."""
    registration, at, is_embedded = _registration(token), clock.now(), "here" in request.form
    try:
        join(registration, at=at)
        notice(registration, at=at)
        db.session.commit()
        begin_for_writing(may_write=False)  # a server may be asked now, and nobody waits for that
        return private(make_response(redirect(address_for(registration, at=at, is_embedded=is_embedded), 303)))
    except Refused as refusal:
        db.session.rollback()
        page = private(make_response(render_template("errors/409.html", sentence=refusal.sentence), 409))
        return embedding.shown_here(page) if is_embedded else page


@bp.post("/join/<token>/codes")
@secret_link
def create_claim(token: str) -> ResponseReturnValue:
    """Somebody typed the code that was read aloud."""
    form = ClaimForm()
    if not form.validate():
        begin_for_writing(may_write=False)
        return _page(token, form, 422)
    registration = _registration(token)
    try:
        part = claiming.claim(registration, form.claimed.data or "", at=clock.now())
    except Refused as refusal:
        db.session.commit()  # the failure is counted
        form.claimed.errors = [refusal.sentence]
        return _page(token, form, 422)
    notice(registration, at=clock.now())
    db.session.commit()
    flash(claiming.thanks(part), "ok")
    return private(make_response(redirect(url_for("joining.show", token=token, _anchor="code"), 303)))


def _page(token: str, form: ClaimForm, status: int = 200) -> Response:
    registration, at = _registration(token), clock.now()
    found = entrance(registration, at=at)
    server = room_of(registration.event)
    origin = embedding.origin_of(registration.event, server)
    page = render_template(
        "attendance/join.html",
        registration=registration,
        event=registration.event,
        entrance=found,
        joined_at=joined_at(registration, found.session),
        stay=stay_of(registration, found.session, at=at),
        form=form,
        zones=ZONES,
        token=token,
        now=int(at.timestamp() * 1000),
        manage_url=links.manage_url(registration),
        may_embed=bool(origin),
        overflow=overflow_of(registration.event),
    )
    return embedding.may_show(private(make_response(page, status)), origin)


def _registration(token: str) -> Registration:
    """The registration of a joining link, or 404."""
    registration = links.registration_behind(token, links.JOIN)
    if registration is None:
        abort(404)
    return registration
