"""A file beside the database that remembers erasures, so that restoring an older backup does not undo them."""

import json
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from sqlalchemy import select

from webapp.attendance.models import Registration
from webapp.attendance.registering import queries
from webapp.config import Settings
from webapp.database import db
from webapp.privacy.erasing import forgetting
from webapp.privacy.erasing.models import Erasure, Wish

NAME = "erasures.jsonl"


def path_of(settings: Settings) -> Path:
    return settings.instance_path / NAME


def write(settings: Settings, *erasures: Erasure) -> None:
    """Append what is about to be committed: refs and moments, nobody's name."""
    path = path_of(settings)
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a", encoding="utf-8") as file:
        for one in erasures:
            line = {"ref": one.registration_ref, "wish": one.wish.value, "at": one.erased_at.isoformat()}
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
    """Erase what the ledger names and this database still holds; return how many registrations that was.

    After a restore the database is as old as its backup. Flushes; the caller commits.
    """
    known = set(db.session.scalars(select(Erasure.registration_ref)))
    missing = {ref: (wish, at) for ref, wish, at in _lines(settings) if ref not in known}
    found = db.session.scalars(select(Registration.ref).where(Registration.ref.in_(missing))).all()
    for ref in found:
        wish, at = missing[ref]
        forgetting.erase(db.session.scalars(queries.by_ref(ref)).one(), wish=wish, at=at)
    return len(found)


def _lines(settings: Settings) -> Iterator[tuple[str, Wish, datetime]]:
    path = path_of(settings)
    if not path.exists():
        return
    for line in path.read_text(encoding="utf-8").splitlines():
        try:
            read = json.loads(line)
            yield read["ref"], Wish(read["wish"]), datetime.fromisoformat(read["at"])
        except (ValueError, KeyError, TypeError):  # a line that was cut short when the machine stopped
            continue
