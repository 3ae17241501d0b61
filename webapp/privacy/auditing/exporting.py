"""The log as a table: short ones while somebody waits, long ones by the worker, a thousand entries at a time."""

import io
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import func, select

from webapp.accounts.identity import Identity
from webapp.accounts.models import GrantRole
from webapp.audit.models import AuditEntry
from webapp.database import db
from webapp.documents.comma_separated import csv_text
from webapp.documents.finished import CSV, File
from webapp.documents.sheets import Cell, CellType, Column, Sheet
from webapp.privacy.auditing import reading
from webapp.privacy.auditing.reading import Search
from webapp.work.asking import Order
from webapp.work.models import Job
from webapp.work.running import Handler, Result, Task, handlers

KIND = "audit.log"
LARGEST_AT_ONCE = 5_000
"""Entries in a file that a page waits for: so many take about a second of one core."""
STEP = 1_000

Told = Callable[[int], None]


def size(search: Search, *, most: int | None = None) -> int:
    """How many entries a search finds; no further than `most` is counted."""
    ids = reading.found(search).with_only_columns(AuditEntry.id).order_by(None).limit(most)
    return db.session.scalar(select(func.count()).select_from(ids.subquery())) or 0


def is_large(search: Search) -> bool:
    """Whether the file is the worker's. What is searched by words is made at once, for words may name somebody,
    and what is asked of the worker is kept until its file expires."""
    return not search.words and size(search, most=LARGEST_AT_ONCE + 1) > LARGEST_AT_ONCE


def made(search: Search, told: Told | None = None) -> File:
    """All that the search finds, the newest first. `told` hears after each step how many there are so far."""
    file, done = io.BytesIO(), 0
    for entries in _steps(search):
        file.write(csv_text(_sheet(reading.shown(entries)), has_head=not done))
        done += len(entries)
        if told is not None:
            told(done)
    return File(file.getvalue() or csv_text(_sheet([])), CSV, "catatan-perbuatan.csv")


def _steps(search: Search) -> Iterator[Sequence[AuditEntry]]:
    """By number: the log only grows, so that what is written meanwhile never moves what was counted."""
    query, last = reading.found(search).limit(STEP), None
    while entries := db.session.scalars(query if last is None else query.where(AuditEntry.id < last)).all():
        last = entries[-1].id
        yield entries


def order(search: Search, *, back: str) -> Order:
    """What to ask the worker for; never words."""
    moments = {name: at.isoformat() if at else None for name, at in (("since", search.since), ("until", search.until))}
    ids = search.organization_ids
    return Order(
        kind=KIND,
        title=_("Catatan perbuatan (CSV)"),
        back=back,
        arguments={
            "organizations": None if ids is None else sorted(ids),
            "organization": search.organization_id,
            "act": search.act,
            **moments,
        },
    )


def run(task: Task) -> Result:
    search = _search(task.arguments)
    total = size(search)
    task.progress(0, total)
    file = made(search, lambda done: task.progress(min(done, total), total))
    return Result(_("%(n)d catatan.", n=total), file.name, file.media_type, file.content)


def _search(asked: Any) -> Search:
    since, until = (datetime.fromisoformat(asked[name]) if asked[name] else None for name in ("since", "until"))
    return Search(
        organization_ids=asked["organizations"],
        organization_id=asked["organization"],
        act=asked["act"],
        since=since,
        until=until,
    )


def _sheet(rows: list[reading.Shown]) -> Sheet:
    columns = (
        Column(_("Nomor"), CellType.INTEGER),
        Column(_("Waktu (UTC)"), CellType.DATETIME),
        Column(_("Perbuatan")),
        Column(_("Kode")),
        Column(_("Pelaku")),
        Column(_("Penyelenggara (nomor)")),
        Column(_("Objek")),
        Column(_("Nomor objek")),
        Column(_("Perubahan")),
    )
    return Sheet(_("Catatan perbuatan"), columns, [_cells(one) for one in rows], zone=UTC)


def _cells(one: reading.Shown) -> list[Cell]:
    entry = one.entry
    return [
        entry.id,
        entry.at,
        one.act,
        entry.act,
        one.actor,
        str(entry.organization_id or ""),
        entry.subject_label or entry.subject_kind,
        str(entry.subject_id or ""),
        "; ".join(f"{what}: {before} → {after}" for what, before, after in one.changes),
    ]


def _may(identity: Identity, job: Job) -> bool:
    """Who still administers everything that was asked for; without a list it is the platform's keeper."""
    if identity.user.is_platform_admin:
        return True
    asked = job.arguments["organizations"]
    return bool(asked) and all(identity.may(GrantRole.ADMIN, one) for one in asked)


handlers[KIND] = Handler(run, may=_may)
