"""What each way of taking part has to offer now, in words for the choice cards."""

from collections.abc import Sequence

from flask_babel import gettext as _

from webapp.attendance.registering import seating
from webapp.events.models import Event, Mode, Seats
from webapp.web.formatting import number


def offered(event: Event) -> list[Seats]:
    """The modes one can take part in, the hall first. Needs `event.seats` loaded."""
    rows = {seats.mode: seats for seats in event.seats if seating.is_offered(seats)}
    return [rows[mode] for mode in Mode if mode in rows]


def notes(event: Event) -> dict[str, str]:
    """A line for each mode: how many places are left, or what one can do when there is none."""
    rows = offered(event)
    return {seats.mode.value: _note(seats, rows) for seats in rows}


def other_with_room(event: Event, mode: Mode) -> Mode | None:
    """The other mode, while it has a place that nobody waits for."""
    return next((seats.mode for seats in offered(event) if seats.mode is not mode and seating.has_room(seats)), None)


def _note(seats: Seats, rows: Sequence[Seats]) -> str:
    if seating.has_room(seats) and seats.mode is Mode.IN_PERSON:
        return _("Hadir di tempat. Sisa %(count)s kursi", count=number(seats.free))
    if seating.has_room(seats):
        return _("Ikut dari mana saja. Sisa %(count)s tempat", count=number(seats.free))
    free = next((other.mode for other in rows if other is not seats and seating.has_room(other)), None)
    if free is Mode.ONLINE:
        return _("Penuh: masuk daftar tunggu, atau ikut daring")
    if free is Mode.IN_PERSON:
        return _("Penuh: masuk daftar tunggu, atau hadir di tempat")
    return _("Penuh: masuk daftar tunggu")
