"""Persons, registrations, tickets, desks, the scan log and derived attendance."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, and_, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from webapp.attendance.registering.models import RegistrationGroup
from webapp.database import Base
from webapp.directory.models import Organization, Region
from webapp.events.models import Event, Mode, Session


class RegistrationStatus(StrEnum):
    PENDING = "pending"
    WAITING = "waiting"
    CONFIRMED = "confirmed"
    CANCELLED = "cancelled"
    DECLINED = "declined"


LIVE = (RegistrationStatus.PENDING, RegistrationStatus.WAITING, RegistrationStatus.CONFIRMED)
_LIVE_SQL = "status IN ('pending', 'waiting', 'confirmed')"


class Action(StrEnum):
    IN = "in"
    OUT = "out"
    UNDO = "undo"


class Channel(StrEnum):
    """How a code came to us."""

    CAMERA = "camera"
    TYPED = "typed"
    SEARCH = "search"
    WALK_IN = "walk_in"
    JOIN = "join"
    API = "api"
    PAGE = "page"  # our own page beside the call
    CODE = "code"  # a code that was shown and read aloud
    REPORT = "report"  # a provider's file
    PAPER = "paper"  # signed by hand, typed in afterwards
    ROOM = "room"  # the server that holds the room
    WATCHING = "watching"  # before one screen with others
    VENUE = "venue"  # one's own phone, by the code on the screen in the room


class Outcome(StrEnum):
    ADMITTED = "admitted"
    ALREADY = "already"
    REFUSED = "refused"
    UNKNOWN = "unknown"


class Person(Base):
    """Somebody who takes part: the name exactly as typed, and how to reach them, if at all."""

    __tablename__ = "persons"
    __table_args__ = (
        Index("ix_persons_match", "folded_name", "phone", "email"),
        Index("ix_persons_email", "email", sqlite_where=text("email <> ''"), postgresql_where=text("email <> ''")),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    folded_name: Mapped[str]
    phone: Mapped[str] = mapped_column(default="")  # E.164; shared phones are normal, so not unique
    email: Mapped[str] = mapped_column(default="")
    distinguisher: Mapped[str] = mapped_column(default="")  # parts namesakes on one shared telephone: "RT 2"
    created_at: Mapped[datetime]


class Registration(Base):
    """A person's place in an event."""

    __tablename__ = "registrations"
    __table_args__ = (
        Index(
            "uq_registrations_live",
            "event_id",
            "person_id",
            unique=True,
            sqlite_where=text(_LIVE_SQL),
            postgresql_where=text(_LIVE_SQL),
        ),
        UniqueConstraint("event_id", "form_token"),
        Index("ix_registrations_queue", "event_id", "mode", "status", "queue_number"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    ref: Mapped[str] = mapped_column(unique=True)  # the public half of its managing and joining links
    event_id: Mapped[int] = mapped_column(ForeignKey("events.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("persons.id"), index=True)
    mode: Mapped[Mode]
    status: Mapped[RegistrationStatus]
    queue_number: Mapped[int | None]  # order of arrival among the waiting of one mode
    is_outside_quota: Mapped[bool] = mapped_column(default=False)  # "di luar kuota": admitted, counted apart
    is_walk_in: Mapped[bool] = mapped_column(default=False)
    released_at: Mapped[datetime | None]  # did not come in time: the seat went on, a later arrival is outside the quota
    represents: Mapped[str] = mapped_column(default="")  # "hadir mewakili": who was invited
    group_id: Mapped[int | None] = mapped_column(ForeignKey(RegistrationGroup.id), index=True)
    affiliation: Mapped[str] = mapped_column(default="")
    kim_id: Mapped[int | None] = mapped_column(ForeignKey("organizations.id"), index=True)
    region_code: Mapped[str | None] = mapped_column(ForeignKey("regions.code"))
    position: Mapped[str] = mapped_column(default="")
    gender: Mapped[str] = mapped_column(default="")  # L, P, or empty: not stated
    age_group: Mapped[str] = mapped_column(default="")
    occupation: Mapped[str] = mapped_column(default="")
    needs: Mapped[str] = mapped_column(default="")
    locale: Mapped[str] = mapped_column(default="id")
    form_token: Mapped[str | None]  # the form's or the Idempotency-Key: the same one makes one registration
    form_hash: Mapped[str] = mapped_column(default="")  # of the body that came with it
    link_version: Mapped[int] = mapped_column(default=1)  # raised to make older links worthless
    registered_at: Mapped[datetime]
    status_at: Mapped[datetime]
    sequence: Mapped[int] = mapped_column(default=0, server_default="0")  # RFC 5545, 3.8.7.4: rises with status or mode

    event: Mapped[Event] = relationship(lazy="raise")
    person: Mapped[Person] = relationship(lazy="raise")
    kim: Mapped[Organization | None] = relationship(lazy="raise")
    region: Mapped[Region | None] = relationship(lazy="raise")
    tickets: Mapped[list["Ticket"]] = relationship(back_populates="registration", lazy="raise")
    consents: Mapped[list["Consent"]] = relationship(lazy="raise")

    @property
    def is_live(self) -> bool:
        return self.status in LIVE


class Consent(Base):
    """What a person agreed to: the text's version, when, in which language, through whom."""

    __tablename__ = "consents"
    __table_args__ = (UniqueConstraint("registration_id", "purpose"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    registration_id: Mapped[int] = mapped_column(ForeignKey("registrations.id", ondelete="CASCADE"))
    purpose: Mapped[str]  # participation, ...
    text_version: Mapped[str]
    locale: Mapped[str]
    channel: Mapped[str]  # form, api, desk
    given_at: Mapped[datetime]
    withdrawn_at: Mapped[datetime | None]


class Ticket(Base):
    """A code that admits. Re-issuing makes a new row and revokes the old one."""

    __tablename__ = "tickets"
    __table_args__ = (
        UniqueConstraint("event_id", "short_code"),
        Index(
            "uq_tickets_standing",
            "registration_id",
            unique=True,
            sqlite_where=text("revoked_at IS NULL"),
            postgresql_where=text("revoked_at IS NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("events.id"))
    registration_id: Mapped[int] = mapped_column(ForeignKey("registrations.id", ondelete="CASCADE"))
    code: Mapped[str] = mapped_column(unique=True)  # 26 characters of base32: 128 random bits
    short_code: Mapped[str]  # KT-7F3K, for the desk
    issued_at: Mapped[datetime]
    revoked_at: Mapped[datetime | None]

    registration: Mapped[Registration] = relationship(back_populates="tickets", lazy="raise")


class Desk(Base):
    """A named phone or computer that may check people in at one event, until it ends or is revoked."""

    __tablename__ = "desks"
    __table_args__ = ({"sqlite_autoincrement": True},)  # the audit log names it

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("events.id", ondelete="CASCADE"), index=True)
    name: Mapped[str]  # "Pintu A"
    token_hash: Mapped[str] = mapped_column(unique=True)
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    revoked_at: Mapped[datetime | None]
    contacted_at: Mapped[datetime | None]  # when its phone last spoke to us, and what it said then:
    waiting: Mapped[int] = mapped_column(default=0, server_default="0")  # records not sent yet
    listed: Mapped[int] = mapped_column(default=0, server_default="0")  # tickets on its own list
    has_camera: Mapped[bool] = mapped_column(default=False, server_default=text("false"))  # it read a picture
    has_queue: Mapped[bool] = mapped_column(default=False, server_default=text("false"))  # it kept a record and read it

    event: Mapped[Event] = relationship(lazy="raise")

    @property
    def is_ready(self) -> bool:
        """ "Siap tanpa internet": its camera works, the list is on the phone, and what is recorded is kept there."""
        return self.has_camera and self.has_queue and self.listed > 0


class Scan(Base):
    """The append-only log of everything that was presented, failures too. Undo is a row, never a delete."""

    __tablename__ = "scans"
    __table_args__ = (
        Index("ix_scans_session", "session_id", "received_at"),
        Index(
            "ix_scans_unknown",
            "session_id",
            "received_at",
            sqlite_where=text("outcome = 'unknown'"),
            postgresql_where=text("outcome = 'unknown'"),
        ),
        Index(
            "uq_scans_undoes",
            "undoes_id",
            unique=True,
            sqlite_where=text("undoes_id IS NOT NULL"),
            postgresql_where=text("undoes_id IS NOT NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    uuid: Mapped[str] = mapped_column(unique=True)  # made by the client: its outcome stands for ever
    session_id: Mapped[int] = mapped_column(ForeignKey("sessions.id"))
    registration_id: Mapped[int | None] = mapped_column(ForeignKey("registrations.id"), index=True)
    code_hash: Mapped[str]  # sha256 of what was presented, folded
    channel: Mapped[Channel]
    action: Mapped[Action]
    scanned_at: Mapped[datetime]  # claimed by the client, corrected by the difference it measured to our clock
    device_at: Mapped[datetime | None]  # what the device's own clock showed, where that was corrected
    told: Mapped[str] = mapped_column(default="", server_default="")  # what a desk without a network said by itself
    received_at: Mapped[datetime]
    desk: Mapped[str] = mapped_column(default="")
    outcome: Mapped[Outcome]
    reason: Mapped[str] = mapped_column(default="")
    first_at: Mapped[datetime | None]  # of the standing admission this answer told about
    first_desk: Mapped[str] = mapped_column(default="")
    undoes_id: Mapped[int | None] = mapped_column(ForeignKey("scans.id"))  # what this row took back, once at most


class Attendance(Base):
    """One row per session and registration, derived from the scans; at most one standing admission."""

    __tablename__ = "attendances"
    __table_args__ = (
        UniqueConstraint("session_id", "registration_id"),
        CheckConstraint("NOT is_standing OR first_at IS NOT NULL", name="standing_has_a_beginning"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    session_id: Mapped[int] = mapped_column(ForeignKey("sessions.id"))
    registration_id: Mapped[int] = mapped_column(ForeignKey("registrations.id"), index=True)
    is_standing: Mapped[bool]  # inside now: an out or an undo ends it
    first_at: Mapped[datetime | None]  # first admission that was not undone
    standing_at: Mapped[datetime | None]  # beginning of the admission that stands
    last_at: Mapped[datetime]
    first_desk: Mapped[str] = mapped_column(default="")
    standing_desk: Mapped[str] = mapped_column(default="")
    channel: Mapped[Channel]
    mode: Mapped[Mode]  # how the person really took part
    # The verdict, derived from all evidence by the event's rule (see verdicts/). A scan is present until judged.
    is_present: Mapped[bool] = mapped_column(default=True, server_default=text("true"))
    why: Mapped[str] = mapped_column(default="", server_default="")  # the code of its reason
    minutes: Mapped[int | None]  # how long online, where anything counted it
    is_late: Mapped[bool] = mapped_column(default=False, server_default=text("false"))
    is_early: Mapped[bool] = mapped_column(default=False, server_default=text("false"))  # left before the end

    session: Mapped[Session] = relationship(lazy="raise")
    registration: Mapped[Registration] = relationship(lazy="raise")


# What every report counts: somebody came, and the verdict says that it holds.
COUNTED = and_(Attendance.first_at.is_not(None), Attendance.is_present)
