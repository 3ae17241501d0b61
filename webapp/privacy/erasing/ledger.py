"""A file beside the database that remembers erasures, so that restoring an older backup does not undo them."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import select

from webapp.attendance.models import Registration
from webapp.attendance.registering import queries
from webapp.config import Settings
from webapp.database import db
from webapp.directory.groups.forgetting import IS_KNOWN
from webapp.directory.groups.models import Member
from webapp.privacy.erasing import forgetting, members
from webapp.privacy.erasing.models import Erasure, Wish

NAME = "erasures.jsonl"


@dataclass(frozen=True, slots=True)
class Line:
    """Whom one line names: a registration, a member of a KIM, or both; "" where not."""

    ref: str
    member: str
    wish: Wish
    at: datetime


def path_of(settings: Settings) -> Path:
    return settings.instance_path / NAME


def write(settings: Settings, *erasures: Erasure) -> None:
    """Append what is about to be committed: refs and moments, nobody's name."""
    path = path_of(settings)
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a", encoding="utf-8") as file:
        for one in erasures:
            who = {"ref": one.registration_ref, "member": one.member_ref}
            line = {name: ref for name, ref in who.items() if ref}
            line |= {"wish": one.wish.value, "at": one.erased_at.isoformat()}
            file.write(json.dumps(line) + "\n")


def bring_along(settings: Settings, brought: Path) -> None:
    """Add the lines of a backup's ledger that this place does not have yet."""
    if brought.exists():
        path = path_of(settings)
        known = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
        lines = [line for line in brought.read_text(encoding="utf-8").splitlines() if line not in known]
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("a", encoding="utf-8") as file:
            file.writelines(f"{line}\n" for line in lines)


def apply_again(settings: Settings) -> int:
    """Erase what the ledger names and this database still holds; return how many people that was.

    After a restore the database is as old as its backup: it may know a member of a group whose registration it does
    not know yet. Flushes; the caller commits.
    """
    known = set(db.session.scalars(select(Erasure.registration_ref)))
    lines = list(_lines(settings))
    missing = {line.ref: line for line in lines if line.ref and line.ref not in known}
    found = db.session.scalars(select(Registration.ref).where(Registration.ref.in_(missing))).all()
    for ref in found:
        forgetting.erase(db.session.scalars(queries.by_ref(ref)).one(), wish=missing[ref].wish, at=missing[ref].at)
    returned = _members_that_came_back(lines)
    for line in returned:
        members.forget_again(line.member, wish=line.wish, anonymous=forgetting.ANONYMOUS, at=line.at)
    return len(found) + len(returned)


def _members_that_came_back(lines: Sequence[Line]) -> list[Line]:
    named = select(Member.ref).where(Member.ref.in_({line.member for line in lines if line.member}), IS_KNOWN)
    back = set(db.session.scalars(named))
    return list({line.member: line for line in lines if line.member in back}.values())


def _lines(settings: Settings) -> Iterator[Line]:
    path = path_of(settings)
    if not path.exists():
        return
    for line in path.read_text(encoding="utf-8").splitlines():
        try:
            read = json.loads(line)
            at = datetime.fromisoformat(read["at"])
            yield Line(read.get("ref") or "", read.get("member") or "", Wish(read["wish"]), at)
        except (ValueError, KeyError, TypeError, AttributeError):  # a line cut short when the machine stopped
            continue
