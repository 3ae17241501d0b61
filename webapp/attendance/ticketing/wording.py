"""What a ticket says, in the language of the moment: when, where, how, and how the registration stands."""

from dataclasses import dataclass

from flask_babel import gettext as _

from webapp.attendance.models import Registration, RegistrationStatus
from webapp.attendance.registering import placing
from webapp.events.changing import standing
from webapp.events.models import Event, EventStatus, Mode
from webapp.events.presenting import region_beside
from webapp.web.formatting import date_range, time_range


@dataclass(frozen=True)
class Words:
    """The texts of one ticket. `closed` stands over it when it admits nobody; `position` is the place in line."""

    day: str
    time: str
    place: str
    mode: str
    status: str
    closed: str
    note: str
    position: int | None


def words(registration: Registration) -> Words:
    """Needs the event loaded with its sessions and region; one query more for those who wait."""
    event = registration.event
    position = position_of(registration)
    return Words(
        day=date_range(event.dtstart, event.dtend, event.tzid),
        time=hours(event),
        place=_("Daring") if registration.mode is Mode.ONLINE else place(event),
        mode=_("Daring") if registration.mode is Mode.ONLINE else _("Luring"),
        status=status_label(registration.status, position),
        closed=closed_label(registration),
        note=note(registration),
        position=position,
    )


def hours(event: Event) -> str:
    """The hours of the first session that stands: a ticket says when to come."""
    first = (standing(event) or event.sessions)[0]
    return time_range(first.dtstart, first.dtend, event.tzid)


def place(event: Event) -> str:
    return ", ".join(part for part in (event.venue, region_beside(event)) if part)


def position_of(registration: Registration) -> int | None:
    """Which place in the line of its mode; None unless it waits. 1 is next."""
    if registration.status != RegistrationStatus.WAITING:
        return None
    return placing.place_in_line(registration)


def status_label(status: RegistrationStatus, position: int | None = None) -> str:
    if status == RegistrationStatus.WAITING and position:
        return _("Menunggu nomor %(position)d", position=position)
    return {
        RegistrationStatus.PENDING: _("Menunggu verifikasi"),
        RegistrationStatus.WAITING: _("Daftar tunggu"),
        RegistrationStatus.CONFIRMED: _("Terdaftar"),
        RegistrationStatus.CANCELLED: _("Dibatalkan"),
        RegistrationStatus.DECLINED: _("Belum dapat diterima"),
    }[status]


def note(registration: Registration) -> str:
    """What to do with the code."""
    if registration.status != RegistrationStatus.CONFIRMED:
        return _("Kode berlaku setelah mendapat tempat.") if registration.is_live else ""
    if registration.mode is Mode.ONLINE:
        return _("Bergabung lewat tautan pribadi.")
    return _("Tunjukkan di meja registrasi.")


def closed_label(registration: Registration) -> str:
    """Why the ticket admits nobody, or nothing."""
    if registration.event.status == EventStatus.CANCELLED:
        return _("Kegiatan dibatalkan")
    return "" if registration.is_live else status_label(registration.status)
