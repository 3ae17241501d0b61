"""Personal values in the log stand under a key of that person; without the key they are noise, and the chain holds."""

import json
from typing import Any

from cryptography.fernet import Fernet, InvalidToken
from sqlalchemy import delete, select
from sqlalchemy.dialects import postgresql, sqlite

from webapp.audit.acts import About, plain
from webapp.audit.models import AuditEntry, PersonKey
from webapp.database import db


def sealed(about: About) -> str:
    """The values of `about`, encrypted and authenticated (Fernet: AES-128-CBC, HMAC-SHA256)."""
    values = json.dumps({"before": plain(about.before), "after": plain(about.after)}, ensure_ascii=False)
    return Fernet(_key(about.kind, about.id)).encrypt(values.encode()).decode()


def opened(entry: AuditEntry, key: str | None) -> dict[str, Any] | None:
    """{"before": …, "after": …} of an entry; None when nothing is in it or the person was forgotten."""
    if not entry.sealed or key is None:
        return None
    try:
        values: dict[str, Any] = json.loads(Fernet(key).decrypt(entry.sealed.encode()))
    except InvalidToken:  # under an older key: the person was forgotten before
        return None
    return values


def forget(kind: str, person_id: int) -> None:
    """Destroy a person's key: everything personal about them in the log is unreadable from the commit on."""
    db.session.execute(delete(PersonKey).where(PersonKey.person_kind == kind, PersonKey.person_id == person_id))


def _key(kind: str, person_id: int) -> str:
    """The key of a person, made when it is first needed, also by two at one instant."""
    standing = select(PersonKey.key).where(PersonKey.person_kind == kind, PersonKey.person_id == person_id)
    if found := db.session.scalar(standing):
        return found
    insert = postgresql.insert if db.engine.dialect.name == "postgresql" else sqlite.insert
    new = Fernet.generate_key().decode()
    db.session.execute(
        insert(PersonKey).values(person_kind=kind, person_id=person_id, key=new).on_conflict_do_nothing()
    )
    return db.session.scalars(standing).one()
