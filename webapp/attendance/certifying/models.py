"""Certificates, the counter behind their numbers, and how an event's certificates look."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from webapp.attendance.models import Registration
from webapp.database import Base
from webapp.events.models import Event
from webapp.files.models import StoredFile

PARTICIPANT = "peserta"
"""The role of everybody who was there; all others are codes of events.kinds.ROLES."""


class Design(StrEnum):
    """What a certificate looks like."""

    TIKAR = "tikar"  # framed by the weave of the activity
    GARIS = "garis"  # one band at the foot
    RESMI = "resmi"  # the letterhead and nothing else


class Certificate(Base):
    """One certificate. Its number is given once and never again, also when it is revoked.

    `name` is as it was typed when it was issued: a paper that somebody holds does not change by itself.
    """

    __tablename__ = "certificates"
    __table_args__ = (
        UniqueConstraint("organization_id", "number"),
        UniqueConstraint("organization_id", "year", "position"),
        Index(
            "uq_certificates_of_registration",
            "registration_id",
            unique=True,
            sqlite_where=text("revoked_at IS NULL AND registration_id IS NOT NULL"),
            postgresql_where=text("revoked_at IS NULL AND registration_id IS NOT NULL"),
        ),
        Index(
            "uq_certificates_of_role",
            "event_id",
            "role",
            "name",
            unique=True,
            sqlite_where=text("revoked_at IS NULL AND registration_id IS NULL"),
            postgresql_where=text("revoked_at IS NULL AND registration_id IS NULL"),
        ),
        CheckConstraint("number <> '' AND name <> ''", name="has_number_and_name"),
        CheckConstraint("position > 0", name="position_counts_from_one"),
        CheckConstraint("revoked_at IS NULL OR revoked_reason <> ''", name="revoked_says_why"),
        CheckConstraint("version = 1 OR note <> ''", name="reissued_says_why"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(unique=True)  # 80 random bits: the address that its QR opens
    event_id: Mapped[int] = mapped_column(ForeignKey("events.id", ondelete="CASCADE"), index=True)
    organization_id: Mapped[int] = mapped_column(ForeignKey("organizations.id", ondelete="CASCADE"))
    registration_id: Mapped[int | None] = mapped_column(ForeignKey("registrations.id", ondelete="CASCADE"), index=True)
    role: Mapped[str]
    name: Mapped[str]
    issued_name: Mapped[str] = mapped_column(default="")  # of who has a part: as the event named them at first
    number: Mapped[str]
    year: Mapped[int]  # of the office's wall clock
    position: Mapped[int | None]  # in the year; NULL for a number from the office's own register
    reason: Mapped[str] = mapped_column(default="")  # why somebody has one who was not counted as present
    issued_at: Mapped[datetime]
    version: Mapped[int] = mapped_column(default=1)  # raised by issuing it again under the same number
    note: Mapped[str] = mapped_column(default="")  # what was put right in this version
    revised_at: Mapped[datetime | None]
    revoked_at: Mapped[datetime | None]
    revoked_reason: Mapped[str] = mapped_column(default="")
    signed_file_id: Mapped[int | None] = mapped_column(ForeignKey("stored_files.id"), index=True)
    signed_at: Mapped[datetime | None]  # when the paper that was signed elsewhere came back

    event: Mapped[Event] = relationship(lazy="raise")
    registration: Mapped[Registration | None] = relationship(lazy="raise")
    signed_file: Mapped[StoredFile | None] = relationship(lazy="raise")


class CertificateCounter(Base):
    """The last position that an organizer gave out in a year. Its row is the lock under which numbers are given."""

    __tablename__ = "certificate_counters"
    __table_args__ = (CheckConstraint("last >= 0", name="last_is_not_negative"),)

    organization_id: Mapped[int] = mapped_column(ForeignKey("organizations.id", ondelete="CASCADE"), primary_key=True)
    year: Mapped[int] = mapped_column(primary_key=True)
    last: Mapped[int]


class CertificateOffice(Base):
    """What the parts {klasifikasi}, {unit} and {instansi} of an organizer's numbers stand for."""

    __tablename__ = "certificate_offices"

    organization_id: Mapped[int] = mapped_column(ForeignKey("organizations.id", ondelete="CASCADE"), primary_key=True)
    classification: Mapped[str] = mapped_column(default="")
    unit: Mapped[str] = mapped_column(default="")
    agency: Mapped[str] = mapped_column(default="")


class CertificateLook(Base):
    """How the certificates of one event look; without a row they are plain `tikar`."""

    __tablename__ = "certificate_looks"

    event_id: Mapped[int] = mapped_column(ForeignKey("events.id", ondelete="CASCADE"), primary_key=True)
    design: Mapped[Design] = mapped_column(default=Design.TIKAR)
    colour: Mapped[str] = mapped_column(default="")  # "#0B5563"; empty: the family's own
    shows_lesson_hours: Mapped[bool] = mapped_column(default=False)
    background_id: Mapped[int | None] = mapped_column(ForeignKey("stored_files.id"), index=True)

    background: Mapped[StoredFile | None] = relationship(lazy="joined")
