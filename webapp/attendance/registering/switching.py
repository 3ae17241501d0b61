"""Switching between the hall and the screen: the new place is taken before the old one is given up."""

from datetime import datetime

from flask_babel import gettext as _

from webapp.attendance.models import Registration, RegistrationStatus
from webapp.attendance.registering import placing, promoting, seating
from webapp.database import db
from webapp.errors import Refused
from webapp.events.models import Mode, Seats
from webapp.events.timing import RegistrationState, registration_state

_TOO_LATE = {RegistrationState.CANCELLED, RegistrationState.OVER}


def switch_mode(registration: Registration, mode: Mode, *, at: datetime) -> None:
    """Move a live registration to the other mode; the place it leaves goes to the next in line.

    Whoever waits may switch to a mode with a free place and is confirmed there. Needs event
    and person loaded. Refused: not_live, too_late, mode_not_offered, full; then nothing changed.
    """
    places = seating.lock(registration.event_id)
    placing.read_again(registration)
    if registration.mode == mode:
        return
    _refuse_unless_possible(registration, places.get(mode), at=at)
    wanted = places[mode]
    if registration.mode in places:
        placing.vacate(registration, places[registration.mode])
    registration.mode = mode
    if registration.status != RegistrationStatus.PENDING:
        wanted.taken += 1
        registration.is_outside_quota, registration.released_at = False, None
        placing.settle(registration, RegistrationStatus.CONFIRMED, at=at)
    else:
        placing.note_change(registration, at=at)
    db.session.flush()
    promoting.confirm_by_mail(registration, at=at)
    promoting.fill(registration.event, list(places.values()), at=at)


def _refuse_unless_possible(registration: Registration, wanted: Seats | None, *, at: datetime) -> None:
    if not registration.is_live:
        raise Refused(_("Pendaftaran ini sudah tidak berlaku."), reason="not_live")
    if registration_state(registration.event, at=at) in _TOO_LATE:
        raise Refused(
            _("Kegiatan sudah selesai atau dibatalkan, sehingga cara ikut tidak dapat diubah."), reason="too_late"
        )
    if wanted is None or not seating.is_offered(wanted):
        raise Refused(_("Kegiatan ini tidak dapat diikuti dengan cara itu."), reason="mode_not_offered")
    if not seating.has_room(wanted):
        raise Refused(_full(wanted.mode), reason="full")


def _full(mode: Mode) -> str:
    if mode is Mode.IN_PERSON:
        return _("Kursi di tempat sudah penuh. Pendaftaran Bapak/Ibu tetap seperti semula.")
    return _("Tempat daring sudah penuh. Pendaftaran Bapak/Ibu tetap seperti semula.")
