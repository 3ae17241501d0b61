"""What an entry is made of: who acted, on what, and what changed."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from webapp.audit.models import ActorKind


@dataclass(frozen=True)
class Actor:
    """Who acted: a user, a desk, a program or a participant by id, or the system itself."""

    kind: ActorKind
    id: int | None = None


SYSTEM = Actor(ActorKind.SYSTEM)


@dataclass(frozen=True)
class Subject:
    """What was acted on: "event", 7, "Sarasehan …". The label stays readable for ever, so it names no person."""

    kind: str
    id: int | None = None
    label: str = ""


@dataclass(frozen=True)
class About:
    """Personal values of one person, kept under a key that erasure destroys: ("person" | "user", id)."""

    kind: str
    id: int
    before: Mapping[str, Any] = field(default_factory=dict)
    after: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Act:
    """One act. `before` and `after` hold what changed, without anything personal: that goes into `about`."""

    name: str
    subject: Subject
    organization_id: int | None = None
    before: Mapping[str, Any] = field(default_factory=dict)
    after: Mapping[str, Any] = field(default_factory=dict)
    about: About | None = None


def changes(before: Mapping[str, Any], after: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """Only what differs, on both sides, as values that JSON knows."""
    names = [name for name in {**before, **after} if before.get(name) != after.get(name)]
    return (
        {name: plain(before.get(name)) for name in names if name in before},
        {name: plain(after.get(name)) for name in names if name in after},
    )


def plain(value: Any) -> Any:
    """A value as JSON knows it: moments in ISO 8601, everything unknown as its words."""
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {str(name): plain(one) for name, one in value.items()}
    if isinstance(value, (list, tuple, set, frozenset)):
        return [plain(one) for one in value]
    if value is None or isinstance(value, (bool, int, float)):
        return value
    return str(value)
