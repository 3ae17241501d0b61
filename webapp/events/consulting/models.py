"""What ties the appointments of a consultation together; each appointment is a confidential event of its own."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from webapp.database import Base
from webapp.directory.models import Organization
from webapp.events.models import Mode


class Consultation(Base):
    """Hours that an organizer holds open for talks in private, and the address that leads to them."""

    __tablename__ = "consultations"
    __table_args__ = (
        CheckConstraint("minutes BETWEEN 10 AND 240", name="an_appointment_has_a_length"),
        CheckConstraint("length(code) >= 26", name="code_cannot_be_guessed"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    organization_id: Mapped[int] = mapped_column(ForeignKey("organizations.id", ondelete="CASCADE"), index=True)
    code: Mapped[str] = mapped_column(unique=True)  # 128 random bits; its organizer passes it on again and again
    summary: Mapped[str]
    about: Mapped[str] = mapped_column(default="")
    tzid: Mapped[str]
    mode: Mapped[Mode]
    venue: Mapped[str] = mapped_column(default="")
    conference_url: Mapped[str] = mapped_column(default="")
    minutes: Mapped[int]  # of one appointment
    created_at: Mapped[datetime]
    closed_at: Mapped[datetime | None]  # nobody can choose an hour any more; what is booked stands

    organization: Mapped[Organization] = relationship(lazy="raise")


class Appointment(Base):
    """An event's place among the hours of a consultation; when it is follows from its own date."""

    __tablename__ = "appointments"

    event_id: Mapped[int] = mapped_column(ForeignKey("events.id", ondelete="CASCADE"), primary_key=True)
    consultation_id: Mapped[int] = mapped_column(ForeignKey("consultations.id", ondelete="CASCADE"), index=True)
