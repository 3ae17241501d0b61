"""The row of one piece of long work: who asked for what, how far it is, and what came of it."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from webapp.accounts.models import GrantRole
from webapp.database import Base


class JobState(StrEnum):
    """Where a piece of work stands."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"


UNFINISHED = (JobState.WAITING, JobState.RUNNING)
_UNFINISHED_SQL = "state IN ('waiting', 'running')"


class Job(Base):
    """One piece of long work. Its file belongs to whoever asked, for as long as that person still may see it."""

    __tablename__ = "jobs"
    __table_args__ = (
        # The same thing asked for twice by one person is one piece of work.
        Index(
            "uq_jobs_unfinished",
            "owner_id",
            "kind",
            "digest",
            unique=True,
            sqlite_where=text(_UNFINISHED_SQL),
            postgresql_where=text(_UNFINISHED_SQL),
        ),
        Index("ix_jobs_due", "state", "due_at"),
        CheckConstraint("done >= 0 AND total >= 0", name="progress_is_not_negative"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    ref: Mapped[str] = mapped_column(unique=True)  # in its address; also the name of its file
    kind: Mapped[str]  # whose handler does it
    digest: Mapped[str]  # of the arguments
    arguments: Mapped[dict[str, Any]] = mapped_column(JSON)
    title: Mapped[str]  # in the words of the page that asked
    back: Mapped[str] = mapped_column(default="")  # path of that page
    locale: Mapped[str] = mapped_column(default="id")
    owner_id: Mapped[int] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), index=True)
    # Who asked must still hold this role there (NULL: the account is enough); organizations stand in a higher package.
    organization_id: Mapped[int | None] = mapped_column(ForeignKey("organizations.id", ondelete="CASCADE"))
    least_role: Mapped[GrantRole | None]
    state: Mapped[JobState] = mapped_column(default=JobState.WAITING)
    done: Mapped[int] = mapped_column(default=0)
    total: Mapped[int] = mapped_column(default=0)  # 0 while nobody knows
    attempts: Mapped[int] = mapped_column(default=0)
    sentence: Mapped[str] = mapped_column(default="")  # what came of it, or why nothing did
    filename: Mapped[str] = mapped_column(default="")  # of the result; empty when there is no file
    media_type: Mapped[str] = mapped_column(default="")
    size: Mapped[int] = mapped_column(default=0)  # bytes
    created_at: Mapped[datetime]
    due_at: Mapped[datetime]  # also the end of a worker's lease
    finished_at: Mapped[datetime | None]
    expires_at: Mapped[datetime | None]  # file and row are removed then

    @property
    def is_unfinished(self) -> bool:
        return self.state in UNFINISHED
