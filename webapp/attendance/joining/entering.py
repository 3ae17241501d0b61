"""When somebody may join online, and the join itself: one scan through the door everybody uses."""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from uuid import uuid4

from flask_babel import gettext as _
from sqlalchemy import select

from webapp.attendance.checking_in.scanning.recording import Presented, record_scan
from webapp.attendance.models import (
    Action,
    Attendance,
    Channel,
    Outcome,
    Registration,
    RegistrationStatus,
)
from webapp.attendance.rooms import leading
from webapp.attendance.rooms.keeping import room_of
from webapp.attendance.ticketing import links
from webapp.attendance.verdicts.settling import rule_of
from webapp.database import db
from webapp.errors import Refused
from webapp.events import timing
from webapp.events.models import Event, EventStatus, Mode, Session

# Who takes part online may be anywhere in the country: WIB, WITA, WIT.
ZONES = ("Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura")


class Door(StrEnum):
    """What the joining page says at this moment."""

    EARLY = "early"
    OPEN = "open"
    OVER = "over"
    IN_PERSON = "in_person"
    NOT_CONFIRMED = "not_confirmed"
    CANCELLED = "cancelled"
    POSTPONED = "postponed"
    NO_LINK = "no_link"


@dataclass(frozen=True)
class Entrance:
    door: Door
    session: Session
    opens_at: datetime


def entrance(registration: Registration, *, at: datetime) -> Entrance:
    """The door as this registration finds it. Its event must be loaded with its sessions."""
    found = entrance_of(registration.event, at=at)
    if found.door in {Door.CANCELLED, Door.POSTPONED}:
        return found
    if registration.status != RegistrationStatus.CONFIRMED:
        return replace(found, door=Door.NOT_CONFIRMED)
    if registration.mode != Mode.ONLINE:
        return replace(found, door=Door.IN_PERSON)
    return found


def entrance_of(event: Event, *, at: datetime) -> Entrance:
    """The door as anybody finds it who takes part online. The event must be loaded with its sessions."""
    session = timing.session_at(event, at=at)
    opens_at = session.dtstart - timing.JOIN_OPENS
    return Entrance(_door(event, session, opens_at, at=at), session, opens_at)


def _door(event: Event, session: Session, opens_at: datetime, *, at: datetime) -> Door:
    if event.status == EventStatus.CANCELLED or session.cancelled_at:
        return Door.CANCELLED
    if event.status == EventStatus.POSTPONED:
        return Door.POSTPONED
    if at >= timing.end_of(session, event.tzid):
        return Door.OVER
    if at < opens_at:
        return Door.EARLY
    return Door.OPEN if event.conference_url or event.stream_url or room_of(event) else Door.NO_LINK


def overflow_of(event: Event) -> str:
    """The live stream for whom the room has no place; "" without one, or where the stream itself is the room."""
    has_room = event.stream_url and (event.conference_url or room_of(event))
    return event.stream_url if has_room else ""


def why_not(door: Door) -> str:
    """One sentence for somebody who stands before a door that does not open."""
    sentences = {
        Door.IN_PERSON: _("Tiket ini untuk hadir di tempat. Pindah ke daring lewat tautan kelola pada tiket."),
        Door.NOT_CONFIRMED: _("Pendaftaran ini belum mendapat tempat daring. Keadaannya tertulis pada tiket."),
        Door.OVER: _("Kegiatan ini sudah selesai. Terima kasih atas perhatian Bapak/Ibu."),
        Door.CANCELLED: _("Kegiatan ini dibatalkan oleh penyelenggara."),
        Door.POSTPONED: _("Kegiatan ini ditunda. Jadwal baru akan diumumkan di halaman kegiatan."),
        Door.NO_LINK: _("Tautan ruang daring belum dipasang panitia. Mohon dicoba lagi sebentar lagi."),
    }
    return sentences.get(door, _("Ruang daring belum dapat dimasuki. Mohon muat ulang halaman ini."))


def joined_at(registration: Registration, session: Session) -> datetime | None:
    """When the attendance of this session was recorded, by whichever door."""
    return db.session.scalar(
        select(Attendance.first_at).where(
            Attendance.registration_id == registration.id, Attendance.session_id == session.id
        )
    )


def join(registration: Registration, *, at: datetime) -> None:
    """Record the join. Joining again is no second admission: a lost connection is not a fault.

    Refused while the door is not open. Where it leads is asked after the commit (`rooms.leading`), since a server
    may have to be asked.
    """
    found = entrance(registration, at=at)
    if found.door is not Door.OPEN:
        raise Refused(why_not(found.door), reason=found.door.value)
    ticket = next(ticket for ticket in registration.tickets if ticket.revoked_at is None)
    presented = Presented(
        uuid=str(uuid4()),
        code=ticket.code,
        action=Action.IN,
        scanned_at=at,
        channel=Channel.JOIN,
        desk="",
    )
    answer = record_scan(found.session, presented, at=at)
    if answer.outcome not in {Outcome.ADMITTED, Outcome.ALREADY}:
        raise Refused(answer.message, reason=answer.reason)


def leads_to(registration: Registration, *, at: datetime) -> str:
    """Where somebody goes who has joined at a shared door: the room, or, where the event asks for more than entering,
    the person's own page, which counts the minutes beside it. Asked after the commit.
    """
    if rule_of(registration.event).asks_nothing:
        return leading.address_for(registration, at=at)
    return links.join_url(registration)
