"""Entries of the log as their readers see them: the newest first, personal values where their key still stands."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import Select, and_, or_, select, tuple_

from webapp.accounts.models import User
from webapp.audit import keys
from webapp.audit.models import ActorKind, AuditEntry, PersonKey
from webapp.database import db
from webapp.privacy.auditing import words
from webapp.privacy.auditing.fields import called, said


@dataclass(frozen=True)
class Search:
    """What is asked for. `organization_ids` is the reader's scope; None sees everything."""

    organization_ids: Collection[int] | None
    words: str = ""
    act: str = ""
    since: datetime | None = None
    until: datetime | None = None
    organization_id: int | None = None


@dataclass(frozen=True)
class Shown:
    """One entry in words."""

    entry: AuditEntry
    act: str
    actor: str
    changes: tuple[tuple[str, str, str], ...]  # (what, before, after)
    is_forgotten: bool


def found(search: Search) -> Select[AuditEntry]:
    """The entries, the newest first."""
    query = select(AuditEntry).order_by(AuditEntry.id.desc())
    if search.organization_ids is not None:
        query = query.where(AuditEntry.organization_id.in_(search.organization_ids))
    if search.organization_id is not None:
        query = query.where(AuditEntry.organization_id == search.organization_id)
    if search.act:
        query = query.where(
            or_(AuditEntry.act == search.act, AuditEntry.act.startswith(f"{search.act}.", autoescape=True))
        )
    if search.since is not None:
        query = query.where(AuditEntry.at >= search.since)
    if search.until is not None:
        query = query.where(AuditEntry.at < search.until)
    return query.where(_matches(search.words)) if search.words else query


def shown(entries: Sequence[AuditEntry]) -> list[Shown]:
    """Entries in words: two more statements, however many there are."""
    ids = {entry.actor_id for entry in entries if entry.actor_kind is ActorKind.USER}
    rows_of = select(User.id, User.name).where(User.id.in_(ids))
    names: dict[int, str] = dict(db.session.execute(rows_of).all()) if ids else {}
    people = {(entry.person_kind, entry.person_id) for entry in entries if entry.sealed}
    rows = select(PersonKey).where(tuple_(PersonKey.person_kind, PersonKey.person_id).in_(people))
    held = {(row.person_kind, row.person_id): row.key for row in db.session.scalars(rows)} if people else {}
    return [_shown(entry, names, held.get((entry.person_kind, entry.person_id or 0))) for entry in entries]


def _shown(entry: AuditEntry, names: dict[int, str], key: str | None) -> Shown:
    personal = keys.opened(entry, key)
    before, after = dict(entry.before), dict(entry.after)
    if personal:
        before, after = before | personal["before"], after | personal["after"]
    what = list(dict.fromkeys([*before, *after]))
    changes = tuple(
        (called(name), said(name, _said(before.get(name))), said(name, _said(after.get(name)))) for name in what
    )
    return Shown(entry, words.act(entry.act), _actor(entry, names), changes, bool(entry.sealed) and personal is None)


def _actor(entry: AuditEntry, names: dict[int, str]) -> str:
    if entry.actor_kind is ActorKind.USER and entry.actor_id in names:
        return names[entry.actor_id]
    kind = str(words.ACTORS[entry.actor_kind.value])
    return f"{kind} {entry.actor_id}" if entry.actor_id is not None else kind


def _said(value: Any) -> str:
    if isinstance(value, dict):
        return ", ".join(f"{called(name)}: {_said(one)}" for name, one in value.items())
    if isinstance(value, list):
        return ", ".join(_said(one) for one in value)
    if isinstance(value, bool):
        return _("ya") if value else _("tidak")
    return "" if value is None else str(value)


def _matches(text: str) -> Any:
    """By the subject's words, by the name of the account that acted, or by the address of the account acted on."""
    accounts = select(User.id).where(
        or_(*(column.icontains(text, autoescape=True) for column in (User.name, User.email, User.phone)))
    )
    return or_(
        AuditEntry.subject_label.icontains(text, autoescape=True),
        and_(AuditEntry.actor_kind == ActorKind.USER, AuditEntry.actor_id.in_(accounts)),
        and_(AuditEntry.subject_kind == "user", AuditEntry.subject_id.in_(accounts)),
    )
