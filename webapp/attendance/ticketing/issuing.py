"""Issuing a ticket: a code that nobody can guess, and a short one for the desk that only this event uses."""

from datetime import datetime

from flask_babel import gettext as _
from sqlalchemy import bindparam, exists, select

from webapp.attendance.models import Registration, Ticket
from webapp.attendance.registering import placing, seating
from webapp.database import db
from webapp.errors import Refused
from webapp.web.tokens import new_code, new_short_code

# 31^6 short codes: even the second draw is a rarity, so running out means the random source is broken.
DRAWS = 20
_IS_TAKEN = select(
    exists().where(Ticket.event_id == bindparam("event_id"), Ticket.short_code == bindparam("short_code"))
)


def issue_ticket(registration: Registration, *, at: datetime) -> Ticket:
    """Give a registration its ticket and append it to `registration.tickets`; not flushed.

    Call it while the seats of the event are held: then a short code that is free stays free.
    """
    ticket = new_ticket(registration, at=at)
    registration.tickets.append(ticket)
    return ticket


def new_ticket(registration: Registration, *, at: datetime) -> Ticket:
    """The same, known to nobody yet."""
    event_id = registration.event_id or registration.event.id
    return Ticket(
        event_id=event_id,
        registration_id=registration.id,
        code=new_code(),
        short_code=_free_short_code(event_id),
        issued_at=at,
    )


def reissue(registration: Registration, *, at: datetime) -> Ticket:
    """A new ticket instead of the standing one, whose code admits nobody from now on; older links end too.

    Needs tickets loaded. Refused: not_live.
    """
    seating.lock(registration.event_id)
    placing.read_again(registration)
    if not registration.is_live:
        raise Refused(_("Pendaftaran ini sudah tidak berlaku."), reason="not_live")
    for ticket in registration.tickets:
        if ticket.revoked_at is None:
            ticket.revoked_at = at
    registration.link_version += 1
    db.session.flush()
    made = issue_ticket(registration, at=at)
    db.session.flush()
    return made


def _free_short_code(event_id: int) -> str:
    for _draw in range(DRAWS):
        drawn = new_short_code()
        asked = {"event_id": event_id, "short_code": drawn}
        if not db.session.connection().execute(_IS_TAKEN, asked).scalar():
            return drawn
    raise RuntimeError(f"no free short code in {DRAWS} draws")
