"""An organization's servers, and which event is held on one of them."""

from dataclasses import dataclass
from datetime import datetime

from cryptography.fernet import InvalidToken
from flask_babel import gettext as _

from webapp.attendance.rooms import fetching, queries
from webapp.attendance.rooms.models import EventRoom, RoomServer, Server
from webapp.config import Settings
from webapp.database import db
from webapp.directory.models import Organization
from webapp.errors import Refused
from webapp.events.models import Event
from webapp.web import sealing
from webapp.web.tokens import new_ref

PURPOSE = b"room server"
SHORTEST_SECRET = 8


@dataclass(frozen=True)
class Account:
    """What somebody (`by`) typed of a server; an empty secret means the one that is there."""

    address: str
    app_id: str
    secret: str
    by: int | None


def keep_server(
    organization: Organization, kind: Server, account: Account, *, settings: Settings, at: datetime
) -> RoomServer:
    """Keep the address, app id and secret of a server.

    Refused for an address that may not be asked (see `fetching`), and without a secret.
    """
    address, app_id, secret = account.address, account.app_id, account.secret
    found = db.session.scalar(queries.server(organization.id, kind))
    if (not secret and found is None) or 0 < len(secret) < SHORTEST_SECRET:
        raise Refused(_("Tulis kunci rahasia server, sedikitnya 8 tanda."), reason="secret")
    if kind is not Server.ZOOM:
        address = fetching.judged_address(address, settings)
    if kind is Server.JITSI and not app_id:
        raise Refused(_("Tulis App ID yang dipasang pada server Jitsi."), reason="app_id")
    if found is None:
        found = RoomServer(organization_id=organization.id, kind=kind, hook=new_ref())
    found.address, found.app_id = ("" if kind is Server.ZOOM else address), app_id
    if secret:
        found.sealed_secret = sealing.seal(secret, purpose=PURPOSE)
    found.changed_at, found.changed_by_id = at, account.by
    db.session.add(found)
    db.session.flush()
    return found


def remove_server(server: RoomServer) -> None:
    """Forget a server and its secret; events that were held there have no room until one is chosen."""
    db.session.delete(server)
    db.session.flush()


def secret_of(server: RoomServer) -> str:
    """The secret again. Refused when SECRET_KEY is not the one it was kept under: then it is typed in anew."""
    try:
        return sealing.unseal(server.sealed_secret, purpose=PURPOSE)
    except InvalidToken:
        raise Refused(_("Kunci server ruang daring perlu diisi ulang oleh administrator."), reason="server") from None


def choose_room(event: Event, kind: Server | None) -> None:
    """Hold the event on its organization's server of this kind, or behind its own link (None).

    Refused while there is no such server.
    """
    found = db.session.get(EventRoom, event.id)
    if kind is None:
        if found is not None:
            db.session.delete(found)
        db.session.flush()
        return
    if kind is Server.ZOOM or db.session.scalar(queries.server(event.organization_id, kind)) is None:
        raise Refused(_("Server itu belum dipasang pada pengaturan penyelenggara."), reason="server")
    found = found or EventRoom(event_id=event.id)
    found.kind = kind
    db.session.add(found)
    db.session.flush()


def room_of(event: Event) -> RoomServer | None:
    """The server on which the event is held; None where its own link leads."""
    return db.session.scalar(queries.server_of(event.id))
