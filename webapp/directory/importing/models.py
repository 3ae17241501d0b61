"""The row of one import: the file that was sent, and what was found in it."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from webapp.database import Base
from webapp.files.models import StoredFile


class ImportKind(StrEnum):
    GROUPS = "groups"
    MEMBERS = "members"


class DirectoryImport(Base):
    """One table on its way into the directory. It goes with its file when it is done with, or after some days."""

    __tablename__ = "directory_imports"

    id: Mapped[int] = mapped_column(primary_key=True)
    ref: Mapped[str] = mapped_column(unique=True)
    kind: Mapped[ImportKind]
    owner_id: Mapped[int] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), index=True)
    file_id: Mapped[int] = mapped_column(ForeignKey("stored_files.id", ondelete="CASCADE"))
    job_ref: Mapped[str] = mapped_column(default="")  # of the work that looks at it or writes it
    findings: Mapped[dict[str, Any] | None] = mapped_column(JSON)  # None while nobody has looked
    created_at: Mapped[datetime] = mapped_column(index=True)
    applied_at: Mapped[datetime | None]

    file: Mapped[StoredFile] = relationship(lazy="raise")
