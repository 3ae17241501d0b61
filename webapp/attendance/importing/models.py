"""Imported reports: the file, who stands in it, and which registration each of them is."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from webapp.attendance.importing.files_of_providers.lines import Provider
from webapp.attendance.models import Registration
from webapp.database import Base
from webapp.events.models import Mode
from webapp.files.models import StoredFile

_STANDING_SQL = "undone_at IS NULL"


class How(StrEnum):
    """By what a row was recognised as somebody, or why it was not."""

    LINK = "link"  # the id that we gave the conference
    EMAIL = "email"
    PHONE = "phone"
    CODE = "code"  # the ticket's code in the displayed name
    NAME = "name"
    NAME_AND_ORIGIN = "name_and_origin"  # Nama_Instansi
    ALIKE = "alike"  # a similar name
    HAND = "hand"
    REGISTERED = "registered"  # of a row nobody was registered for
    SEVERAL = "several"  # more than one it could be
    NOBODY = "nobody"


class AttendanceImport(Base):
    """One uploaded report. Until it is confirmed nothing counts; taken back, it counts no more."""

    __tablename__ = "attendance_imports"
    __table_args__ = (
        # The same file again is the same import.
        Index(
            "uq_attendance_imports_standing",
            "event_id",
            "sha256",
            unique=True,
            sqlite_where=text(_STANDING_SQL),
            postgresql_where=text(_STANDING_SQL),
        ),
        CheckConstraint("undone_at IS NULL OR confirmed_at IS NOT NULL", name="only_confirmed_is_undone"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("events.id", ondelete="CASCADE"))
    session_id: Mapped[int] = mapped_column(ForeignKey("sessions.id", ondelete="CASCADE"))  # of rows without times
    file_id: Mapped[int | None] = mapped_column(ForeignKey("stored_files.id", ondelete="SET NULL"))
    filename: Mapped[str]
    sha256: Mapped[str]
    provider: Mapped[Provider]
    title: Mapped[str]  # of the meeting, as the report says; "" where it says none
    tzid: Mapped[str]  # in which its times were read
    begins_at: Mapped[datetime | None]
    ends_at: Mapped[datetime | None]
    skipped: Mapped[int] = mapped_column(default=0)
    shift: Mapped[int] = mapped_column(default=0)  # seconds by which a report of another hour was moved, once asked
    uploaded_at: Mapped[datetime]
    uploaded_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))
    confirmed_at: Mapped[datetime | None]
    undone_at: Mapped[datetime | None]

    file: Mapped[StoredFile | None] = relationship(lazy="raise")

    @property
    def counts(self) -> bool:
        return self.confirmed_at is not None and self.undone_at is None


class ImportedParticipant(Base):
    """Somebody in a report, all their visits together."""

    __tablename__ = "imported_participants"
    __table_args__ = (
        UniqueConstraint("import_id", "number"),
        CheckConstraint("seconds >= 0", name="seconds_are_not_negative"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    import_id: Mapped[int] = mapped_column(ForeignKey("attendance_imports.id", ondelete="CASCADE"))
    number: Mapped[int]  # of the first row about them
    name: Mapped[str]
    email: Mapped[str] = mapped_column(default="")
    phone: Mapped[str] = mapped_column(default="")
    spans: Mapped[list[list[str]]] = mapped_column(JSON)  # from and to, ISO 8601 in UTC; empty without times
    seconds: Mapped[int | None]  # the union of the spans, else what was counted; None: not known
    registration_id: Mapped[int | None] = mapped_column(ForeignKey("registrations.id", ondelete="SET NULL"), index=True)
    how: Mapped[How]
    is_guess: Mapped[bool] = mapped_column(default=False)  # the machine is not sure; a person may say so
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))

    registration: Mapped[Registration | None] = relationship(lazy="raise")


class RegistrationImport(Base):
    """A table of people who registered elsewhere: kept, understood, then registered all at once."""

    __tablename__ = "registration_imports"
    __table_args__ = (
        UniqueConstraint("event_id", "sha256"),
        CheckConstraint("done_at IS NULL OR consent_note <> ''", name="consent_is_accounted_for"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("events.id", ondelete="CASCADE"))
    file_id: Mapped[int | None] = mapped_column(ForeignKey("stored_files.id", ondelete="SET NULL"))
    filename: Mapped[str]
    sha256: Mapped[str]
    mapping: Mapped[dict[str, str]] = mapped_column(JSON)  # number of a column → what it holds, "" for nothing
    mode: Mapped[Mode]  # of rows that name none
    consent_note: Mapped[str] = mapped_column(default="")  # where these people agreed: "Google Form panitia"
    registered: Mapped[int] = mapped_column(default=0)
    uploaded_at: Mapped[datetime]
    uploaded_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))
    done_at: Mapped[datetime | None]

    file: Mapped[StoredFile | None] = relationship(lazy="raise")
