"""Tokens with the event they open and one of its sessions: one statement each."""

from typing import cast

from sqlalchemy import Table, and_, bindparam, select

from webapp.accounts.models import ApiToken, Grant, SignIn, User
from webapp.attendance.checking_in.scanning.gates import COLUMNS
from webapp.attendance.models import Desk
from webapp.events.models import Event, Session
from webapp.prepared import Prepared

_desks, _users, _sign_ins, _grants, _tokens, _events, _sessions = (
    cast(Table, model.__table__) for model in (Desk, User, SignIn, Grant, ApiToken, Event, Session)
)
_times = (_events.c.dtstart, _events.c.dtend, _events.c.revised_at)
_this_session = and_(_sessions.c.event_id == _events.c.id, _sessions.c.id == bindparam("session_id"))

DESK = Prepared(
    select(
        *COLUMNS,
        *_times,
        _desks.c.id.label("desk_id"),
        _desks.c.name,
        _desks.c.created_at,
        _desks.c.expires_at,
        _desks.c.revoked_at,
    )
    .select_from(_desks.join(_events, _events.c.id == _desks.c.event_id).outerjoin(_sessions, _this_session))
    .where(_desks.c.token_hash == bindparam("token_hash"))
)

PROGRAM = Prepared(
    select(
        *COLUMNS,
        _tokens.c.id.label("token_id"),
        _tokens.c.name,
        _tokens.c.role,
        _tokens.c.expires_at,
        _tokens.c.revoked_at,
    )
    .select_from(
        _tokens.outerjoin(
            _sessions.join(_events, _events.c.id == _sessions.c.event_id),
            and_(_sessions.c.id == bindparam("session_id"), _events.c.organization_id == _tokens.c.organization_id),
        )
    )
    .where(_tokens.c.token_hash == bindparam("token_hash"))
)

STAFF = Prepared(
    select(
        *COLUMNS,
        _users.c.id.label("user_id"),
        _users.c.name,
        _users.c.is_platform_admin,
        _users.c.disabled_at,
        _grants.c.role,
        _sign_ins.c.token_hash,
        _sign_ins.c.expires_at,
        _sign_ins.c.ended_at,
    )
    .select_from(
        _sign_ins.join(_users, _users.c.id == _sign_ins.c.user_id)
        .join(_events, _events.c.id == bindparam("event_id"))
        .outerjoin(
            _grants,
            and_(_grants.c.user_id == _users.c.id, _grants.c.organization_id == _events.c.organization_id),
        )
        .outerjoin(_sessions, _this_session)
    )
    .where(_sign_ins.c.id == bindparam("sign_in_id"))
)
