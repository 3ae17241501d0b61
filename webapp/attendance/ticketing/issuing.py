"""Issuing a ticket: a code that nobody can guess, and a short one for the desk that only this event uses."""

from datetime import datetime

from flask_babel import gettext as _
from sqlalchemy import bindparam, exists, select
from sqlalchemy.orm import make_transient_to_detached
from sqlalchemy.orm.attributes import set_committed_value

from webapp.attendance.models import Registration, Ticket
from webapp.attendance.registering import placing, seating, statements
from webapp.database import db
from webapp.errors import Refused
from webapp.web.tokens import new_code, new_short_code

# 31^6 short codes: even the second draw is a rarity, so running out means the random source is broken.
DRAWS = 20
_OUT_OF_CODES = f"no free short code in {DRAWS} draws"
_COLUMNS = [column.key for column in statements.tickets.c if not column.primary_key]
_IS_TAKEN = select(
    exists().where(Ticket.event_id == bindparam("event_id"), Ticket.short_code == bindparam("short_code"))
)


def issue_ticket(registration: Registration, *, at: datetime) -> Ticket:
    """Give a registration its ticket and append it to `registration.tickets`; not flushed.

    Call it while the seats of the event are held: then a short code that is free stays free.
    """
    event_id = registration.event_id or registration.event.id
    ticket = _drawn(event_id, _free_short_code(event_id), at=at)
    registration.tickets.append(ticket)
    return ticket


def write_ticket(registration: Registration, *, at: datetime) -> None:
    """The same for a registration that is stored already, in one statement that also finds a free short code."""
    for _draw in range(DRAWS):
        ticket = _drawn(registration.event_id, new_short_code(), at=at)
        values = {name: ticket.__dict__.get(name) for name in _COLUMNS} | {"registration_id": registration.id}
        stored = statements.ADD_TICKET.first(db.session.connection(), **values)
        if stored is not None:
            ticket.__dict__.update(values, id=stored.id)
            make_transient_to_detached(ticket)
            set_committed_value(registration, "tickets", [ticket])
            db.session.add(ticket)
            return
    raise RuntimeError(_OUT_OF_CODES)


def _drawn(event_id: int, short_code: str, *, at: datetime) -> Ticket:
    return Ticket(event_id=event_id, code=new_code(), short_code=short_code, issued_at=at)


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
    raise RuntimeError(_OUT_OF_CODES)
