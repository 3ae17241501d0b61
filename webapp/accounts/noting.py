"""What happens to an account, written into the audit log; its name and address stand under the key of that person."""

from collections.abc import Mapping
from typing import Any

from flask_login import current_user

from webapp import clock
from webapp.accounts.identity import acting
from webapp.accounts.models import User
from webapp.audit.acts import SYSTEM, About, Act, Actor, Subject
from webapp.audit.models import ActorKind
from webapp.audit.recording import record


def note(
    name: str,
    user: User,
    *,
    by: User | None = None,
    organization_id: int | None = None,
    before: Mapping[str, Any] | None = None,
    after: Mapping[str, Any] | None = None,
) -> None:
    """Record `name` about the account; done by `by`, else by whoever is signed in, else by the system."""
    about = About("user", user.id, after={"name": user.name, "login": user.login})
    act = Act(name, Subject("user", user.id), organization_id, before or {}, after or {}, about)
    record(act, by=_actor(by), at=clock.now())


def _actor(by: User | None) -> Actor:
    if by is not None:
        return Actor(ActorKind.USER, by.id)
    return acting() if current_user and current_user.is_authenticated else SYSTEM
