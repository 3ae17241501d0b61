"""Stored files that must be gone at once, not at the next sweep: rows with the transaction, bytes after its commit."""

from collections.abc import Iterable

from sqlalchemy import delete, select

from webapp.database import db
from webapp.files.models import StoredFile
from webapp.files.storing import folder

_KEY = "discarded_files"


def discard(file_ids: Iterable[int | None]) -> None:
    """Delete the rows of these files, in the caller's transaction; call `remove_bytes` after its commit."""
    known = [file_id for file_id in file_ids if file_id is not None]
    if not known:
        return
    gone = delete(StoredFile).where(StoredFile.id.in_(known)).returning(StoredFile.ref)
    refs = db.session.scalars(gone.execution_options(synchronize_session=False)).all()
    db.session.info.setdefault(_KEY, set()).update(refs)


def remove_bytes() -> None:
    """Delete the bytes of what was discarded, unless the transaction was taken back and the rows still stand."""
    refs: set[str] = db.session.info.pop(_KEY, set())
    standing = set(db.session.scalars(select(StoredFile.ref).where(StoredFile.ref.in_(refs)))) if refs else set()
    for ref in refs - standing:
        (folder() / ref).unlink(missing_ok=True)
