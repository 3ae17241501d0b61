"""Who stands behind a bearer token: a paired desk, a signed-in member of the committee, or a program."""

import hashlib
import hmac
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from flask import abort
from sqlalchemy import Connection

from webapp import clock
from webapp.accounts.identity import ORDER
from webapp.accounts.models import GrantRole
from webapp.attendance.checking_in.desks import bearer_queries as queries
from webapp.attendance.checking_in.scanning.gates import Gate, gate_from
from webapp.attendance.models import Channel
from webapp.audit.acts import Actor
from webapp.audit.models import ActorKind
from webapp.database import db
from webapp.events import timing
from webapp.web.bodies import bearer_token, refuse_bearer
from webapp.web.pages import settings
from webapp.web.tokens import token_hash

STAFF = "staff"
# Who comes late to the tidying up, and a phone that finds the network on the way home, may still send.
GRACE = timedelta(days=1)
AT_DOORS = frozenset(ORDER[ORDER.index(GrantRole.DESK) :])


@dataclass(frozen=True, slots=True)
class Bearer:
    """A door's keeper: the name that answers carry, the event, the session's gate if one was asked for."""

    desk: str
    event_id: int
    channel: Channel
    gate: Gate | None
    desk_id: int | None = None  # of a paired phone
    user_id: int | None = None  # of a signed-in member of the committee
    token_id: int | None = None  # of a program

    @property
    def actor(self) -> Actor:
        """As the audit log names them."""
        if self.desk_id is not None:
            return Actor(ActorKind.DESK, self.desk_id)
        if self.user_id is not None:
            return Actor(ActorKind.USER, self.user_id)
        return Actor(ActorKind.PROGRAM, self.token_id)


def bearer_at(session_id: int, connection: Connection | None = None) -> tuple[Bearer, Gate]:
    """Who asks, and the gate they stand at; 401 without a valid token, 404 at another event's session."""
    bearer = find_bearer(bearer_token(), session_id=session_id, at=clock.now(), connection=connection)
    if bearer is None:
        refuse_bearer()
    if bearer.gate is None:
        abort(404)
    return bearer, bearer.gate


def desk_bearer() -> Bearer:
    """The desk or member of the committee who asks, whatever the session; 401 otherwise."""
    bearer = find_bearer(bearer_token(), session_id=0, at=clock.now())
    if bearer is None or bearer.channel is Channel.API:
        refuse_bearer()
    return bearer


def find_bearer(token: str, *, session_id: int, at: datetime, connection: Connection | None = None) -> Bearer | None:
    """The keeper behind a token, None when it is not valid; one statement for a desk, at most two.

    Asked on `connection`, or on the session's own.
    """
    connection = connection or db.session.connection()
    if token.startswith(f"{STAFF}."):
        return _staff(connection, token, session_id, at)
    hashed = token_hash(token)
    row = queries.DESK.first(connection, token_hash=hashed, session_id=session_id)
    if row is not None:
        return replace(_bearer(row, Channel.CAMERA), desk_id=row.desk_id) if is_open(row, row, at=at) else None
    row = queries.PROGRAM.first(connection, token_hash=hashed, session_id=session_id)
    if row is None or row.revoked_at is not None or (row.expires_at is not None and row.expires_at <= at):
        return None
    return replace(_bearer(row, Channel.API), token_id=row.token_id) if row.role in AT_DOORS else None


def staff_token(sign_in_id: int, sign_in_hash: str, event_id: int) -> str:
    """A desk token that lives as long as the sign-in it was made from: nothing is stored, a GET may show it."""
    message = f"desk:{sign_in_hash}:{event_id}".encode()
    mac = hmac.new(settings().secret_key.encode(), message, hashlib.sha256).hexdigest()
    return f"{STAFF}.{sign_in_id}.{event_id}.{mac}"


def _staff(connection: Connection, token: str, session_id: int, at: datetime) -> Bearer | None:
    parts = token.split(".")
    if len(parts) != 4 or not all(part.isascii() and part.isdigit() and len(part) < 10 for part in parts[1:3]):
        return None
    sign_in_id, event_id = int(parts[1]), int(parts[2])
    row = queries.STAFF.first(connection, sign_in_id=sign_in_id, event_id=event_id, session_id=session_id)
    if row is None or row.ended_at is not None or row.disabled_at is not None or row.expires_at <= at:
        return None
    if not hmac.compare_digest(staff_token(sign_in_id, row.token_hash, event_id).encode(), token.encode()):
        return None
    if not (row.is_platform_admin or row.role in AT_DOORS):
        return None
    return replace(_bearer(row, Channel.CAMERA), user_id=row.user_id)


def is_open(desk: Any, event: Any, *, at: datetime) -> bool:
    """Whether a desk may check in: neither revoked nor over. Any rows with the columns of Desk and Event will do."""
    if desk.revoked_at is not None:
        return False
    if at < desk.expires_at:
        return True
    # An activity that was moved to a later day takes its desks along.
    return bool(event.revised_at > desk.created_at and at < timing.end_of_event(event) + GRACE)


def _bearer(row: Any, channel: Channel) -> Bearer:
    # Where the session is not this event's, the joined columns are empty.
    gate = gate_from(row) if row.session_id is not None else None
    return Bearer(row.name, row.event_id, channel, gate)
