"""Where an event is held online, and the door by which its own people run the room."""

from flask import Blueprint, flash, make_response, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from webapp import clock
from webapp.accounts.identity import signed_in_identity
from webapp.accounts.models import GrantRole
from webapp.attendance.joining.responses import leads_away
from webapp.attendance.rooms import jitsi, keeping, leading, queries
from webapp.attendance.rooms.forms import NAMES, RoomForm
from webapp.attendance.rooms.models import Server
from webapp.database import begin_for_writing, db
from webapp.errors import Refused
from webapp.events import noting
from webapp.events.loading import organizers_event
from webapp.events.models import Event
from webapp.web.access import signed_in
from webapp.web.forms import options

bp = Blueprint("rooms", __name__, url_prefix="/manage/events/<slug>/online/room")

LINK = "link"


@bp.get("")
@signed_in
def edit(slug: str) -> ResponseReturnValue:
    event = organizers_event(slug, GrantRole.COMMITTEE)
    server = keeping.room_of(event)
    return _page(event, RoomForm(formdata=None, room=server.kind.value if server else LINK))


@bp.post("")
@signed_in
def update(slug: str) -> ResponseReturnValue:
    event, form = organizers_event(slug, GrantRole.COMMITTEE), RoomForm()
    _offer(form, event)
    if not form.validate():
        begin_for_writing(may_write=False)
        return _page(organizers_event(slug, GrantRole.COMMITTEE), form), 422
    kind = None if form.room.data == LINK else Server(form.room.data)
    keeping.choose_room(event, kind)
    noting.note("room.chosen", event, at=clock.now(), after={"room": form.room.data})
    db.session.commit()
    flash(_("Ruang daring tersimpan."), "ok")
    return redirect(url_for("online.show", slug=slug), 303)


@bp.post("/entry")
@signed_in
def create_entry(slug: str) -> ResponseReturnValue:
    """Open the room and enter it as the one who runs it. Nobody's attendance: whoever runs the room is at work."""
    event, at = organizers_event(slug, GrantRole.DESK), clock.now()
    server = keeping.room_of(event)
    if server is None:
        raise Refused(_("Kegiatan ini memakai tautan rapatnya sendiri."), reason="room")
    noting.note("room.entered", event, at=at)
    db.session.commit()
    begin_for_writing(may_write=False)
    guest = jitsi.Guest(leading.MODERATOR, signed_in_identity().user.name, is_moderator=True)
    return leads_away(make_response(redirect(leading.opened(server, event, guest, at=at), 303)))


def _offer(form: RoomForm, event: Event) -> None:
    servers = [one for one in db.session.scalars(queries.servers(event.organization_id)) if one.kind is not Server.ZOOM]
    own = [(one.kind.value, f"{NAMES[one.kind]} · {one.address}") for one in servers]
    form.room.choices = options([(LINK, _("Tautan rapat pada kegiatan")), *own])


def _page(event: Event, form: RoomForm) -> str:
    _offer(form, event)
    return render_template(
        "attendance/room_choice.html",
        event=event,
        form=form,
        may_keep_servers=signed_in_identity().may(GrantRole.ADMIN, event.organization_id),
    )
