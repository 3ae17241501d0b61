"""The long work of an import: looking at the table, then writing all of it or nothing."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import select
from sqlalchemy.orm import joinedload

from webapp.accounts.identity import Identity
from webapp.accounts.models import User
from webapp.audit.acts import Act, Actor, Subject
from webapp.audit.models import ActorKind
from webapp.audit.recording import record
from webapp.database import db
from webapp.directory.importing import columns
from webapp.directory.importing.groups import match_groups, write_groups
from webapp.directory.importing.matching import Asker, Match
from webapp.directory.importing.members import match_members, write_members
from webapp.directory.importing.models import DirectoryImport, ImportKind
from webapp.documents.tables import read_table, records
from webapp.errors import Refused
from webapp.files.storing import path_of
from webapp.work.running import Handler, Result, Task, handlers

CHECK, APPLY = "directory.import.check", "directory.import.apply"
KEPT = timedelta(days=3)
MATCHERS: dict[ImportKind, tuple[Any, Callable[..., Match], Callable[[Match, Asker], None]]] = {
    ImportKind.GROUPS: (columns.GROUP, match_groups, write_groups),
    ImportKind.MEMBERS: (columns.MEMBER, match_members, write_members),
}


def check(task: Task) -> Result:
    """Look at the whole table and write down what was found; the directory stays as it is."""
    row = _row(task)
    match = _matched(row, task)
    row = _row(task)
    row.findings = match.findings()
    if match.problems.count:
        return Result(
            sentence=_("Ada %(n)d hal yang perlu dibetulkan. Belum ada yang disimpan.", n=match.problems.count)
        )
    return Result(
        sentence=_(
            "%(new)d baris baru, %(changed)d berubah, %(same)d tetap. Belum ada yang disimpan.",
            new=len(match.inserts),
            changed=len(match.updates),
            same=match.same,
        )
    )


def apply(task: Task) -> Result:
    """Write the whole table in one transaction. Raises Refused, with nothing kept, if anything is wrong by now."""
    row = _row(task)
    if row.applied_at is not None:
        return Result(sentence=_("Impor ini sudah disimpan."))
    match = _matched(row, task)
    row = _row(task)
    if match.problems.count:
        row.findings = match.findings()
        where, sentence = match.problems.shown[0]
        raise Refused(_("Data berubah sejak diperiksa. %(where)s: %(sentence)s", where=where, sentence=sentence))
    MATCHERS[row.kind][2](match, _asker(task))
    row.applied_at = task.at
    counts = {"kind": row.kind.value, "new": len(match.inserts), "changed": len(match.updates), "same": match.same}
    subject = Subject("import", row.id, row.file.name)
    record(Act("directory.imported", subject, after=counts), by=Actor(ActorKind.USER, task.owner_id), at=task.at)
    return Result(
        sentence=_(
            "Tersimpan: %(new)d baris baru, %(changed)d berubah, %(same)d tetap.",
            new=len(match.inserts),
            changed=len(match.updates),
            same=match.same,
        )
    )


def forget_old(*, at: datetime) -> int:
    """Remove imports with their files after some days; return how many. The caller commits."""
    old = (
        select(DirectoryImport).where(DirectoryImport.created_at <= at - KEPT).options(joinedload(DirectoryImport.file))
    )
    gone = db.session.scalars(old).all()
    for row in gone:
        forget(row)
    return len(gone)


def forget(row: DirectoryImport) -> None:
    """Remove an import and the file that it came in. Needs file loaded."""
    db.session.delete(row)
    db.session.flush()
    db.session.delete(row.file)
    db.session.flush()


def _matched(row: DirectoryImport, task: Task) -> Match:
    """The rows are read and parsed before the first step of progress; what stands is read after the last one."""
    headings, match, _write = MATCHERS[row.kind]
    rows = list(records(read_table(path_of(row.file).read_bytes()), headings))
    task.progress(0, len(rows))
    return match(iter(rows), _asker(task, lambda done: task.progress(done, len(rows))))


def _asker(task: Task, step: Callable[[int], None] = lambda _done: None) -> Asker:
    return Asker(Identity(db.session.get_one(User, task.owner_id), ""), task.at, step)


def _row(task: Task) -> DirectoryImport:
    asked = select(DirectoryImport).where(DirectoryImport.id == task.arguments["import"])
    row = db.session.scalar(asked.options(joinedload(DirectoryImport.file)))
    if row is None:
        raise Refused(_("Impor ini sudah dibuang."))
    return row


handlers[CHECK] = Handler(check, writes=True)
handlers[APPLY] = Handler(apply, writes=True)
