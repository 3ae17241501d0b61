"""Bytes that no row knows: left by a transaction that was rolled back, or by a row that was deleted."""

from datetime import datetime, timedelta

from sqlalchemy import select

from webapp.database import db
from webapp.files.models import StoredFile
from webapp.files.storing import folder

GRACE = timedelta(hours=1)
"""A transaction that has not committed after an hour never will."""


def sweep(*, at: datetime) -> int:
    """Remove what lies in the folder without a row for longer than GRACE; return how many."""
    if not folder().is_dir():
        return 0
    oldest = (at - GRACE).timestamp()
    old = [path for path in folder().iterdir() if path.is_file() and path.stat().st_mtime < oldest]
    known = set(db.session.scalars(select(StoredFile.ref))) if old else set()
    gone = [path for path in old if path.name not in known]
    for path in gone:
        path.unlink(missing_ok=True)
    return len(gone)
