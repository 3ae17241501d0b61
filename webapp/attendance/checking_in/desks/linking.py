"""One phone for one link: the committee offers it, the first press takes it, every other is told so."""

import base64
import hashlib
import hmac
from dataclasses import dataclass
from datetime import datetime

from flask_babel import gettext as _
from sqlalchemy import Select, select, update
from sqlalchemy.orm import joinedload

from webapp.attendance.checking_in.desks.models import PairingLink
from webapp.attendance.models import Desk
from webapp.database import db
from webapp.errors import Refused
from webapp.events import queries as events
from webapp.web.tokens import new_token, token_hash

# What a phone said of itself; the next one has to say it anew.
_UNHEARD = {"contacted_at": None, "waiting": 0, "listed": 0, "has_camera": False, "has_queue": False}


@dataclass(frozen=True, slots=True)
class Taken:
    """The phone's bearer secret, and whether the link was used with this very press."""

    token: str
    is_first: bool


def offer_link(desk: Desk, *, at: datetime) -> str:
    """A new link's code for this desk, shown once and stored hashed. One that was not used yet ends with this."""
    db.session.execute(
        update(PairingLink)
        .where(PairingLink.desk_id == desk.id, PairingLink.used_at.is_(None), PairingLink.replaced_at.is_(None))
        .values(replaced_at=at),
        execution_options={"synchronize_session": False},
    )
    code = new_token()
    db.session.add(PairingLink(desk_id=desk.id, code_hash=token_hash(code), created_at=at))
    db.session.flush()
    return code


def take_link(desk: Desk, *, code: str, phone: str, key: str, at: datetime) -> Taken:
    """Make the phone that holds the secret `phone` this desk, and end any other's right to it.

    The same phone may ask again and is given the same token. Raises Refused when another phone was first, or when
    the committee has shown a newer link.
    """
    token = phones_token(code, phone=phone, key=key)
    is_first = _is_unused(code, at=at)
    if is_first:
        db.session.execute(
            update(Desk).where(Desk.id == desk.id).values(token_hash=token_hash(token), **_UNHEARD),
            execution_options={"synchronize_session": False},
        )
    elif not is_phone_of(db.session.scalar(select(Desk.token_hash).where(Desk.id == desk.id)), token):
        raise Refused(_("Tautan ini sudah dipakai atau diganti. Mintalah QR baru kepada panitia."))
    return Taken(token, is_first)


def _is_unused(code: str, *, at: datetime) -> bool:
    """One statement decides: of many presses at one instant, one finds the link unused."""
    taken = db.session.scalar(
        update(PairingLink)
        .where(
            PairingLink.code_hash == token_hash(code),
            PairingLink.used_at.is_(None),
            PairingLink.replaced_at.is_(None),
        )
        .values(used_at=at)
        .returning(PairingLink.id)
        .execution_options(synchronize_session=False)
    )
    return taken is not None


def phones_token(code: str, *, phone: str, key: str) -> str:
    """The bearer secret of the phone that takes this link: derived, so that an answer lost on the way can be asked for
    again, and unknown to whoever has seen the link alone.
    """
    mac = hmac.new(key.encode(), f"desk phone:{code}:{phone}".encode(), hashlib.sha256).digest()
    return base64.urlsafe_b64encode(mac).decode().rstrip("=")


def is_phone_of(stored_hash: str | None, token: str) -> bool:
    return stored_hash is not None and hmac.compare_digest(stored_hash, token_hash(token))


def link_of(code: str) -> Select[PairingLink, Desk]:
    """A link, whatever has become of it, and its desk with all that their page shows."""
    return (
        select(PairingLink, Desk)
        .join(Desk, Desk.id == PairingLink.desk_id)
        .where(PairingLink.code_hash == token_hash(code))
        .options(joinedload(Desk.event).options(*events.PAGE))
    )


def unused(event_id: int) -> Select[int]:
    """The desks of an event whose newest link no phone has taken yet."""
    return (
        select(PairingLink.desk_id)
        .join(Desk, Desk.id == PairingLink.desk_id)
        .where(Desk.event_id == event_id, PairingLink.used_at.is_(None), PairingLink.replaced_at.is_(None))
    )
