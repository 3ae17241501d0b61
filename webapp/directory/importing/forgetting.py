"""Tables on their way into the directory that name somebody who must be forgotten."""

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from webapp.database import db
from webapp.directory.importing.models import DirectoryImport
from webapp.documents.tables import read_table
from webapp.errors import Refused
from webapp.files import discarding
from webapp.files.models import StoredFile
from webapp.files.storing import path_of
from webapp.web.text import folded


def forget_tables_naming(name: str) -> int:
    """Remove the imports whose table holds `name`, whole; return how many. They are kept for days, so few stand."""
    standing = select(DirectoryImport).options(joinedload(DirectoryImport.file))
    gone = [row for row in db.session.scalars(standing) if _names(row.file, folded(name))]
    for row in gone:
        file_id = row.file_id
        db.session.delete(row)
        db.session.flush()
        discarding.discard([file_id])
    return len(gone)


def _names(file: StoredFile, name: str) -> bool:
    """A table that cannot be read may hold anything."""
    try:
        rows = read_table(path_of(file).read_bytes()).rows
        return any(name in folded(" ".join(row.cells)) for row in rows)
    except (Refused, OSError):
        return True
