"""Whether an event takes registrations now, and, where it does not, why and what else can be done."""

from datetime import datetime

from flask_babel import gettext as _

from webapp.attendance.registering import statements, writing
from webapp.database import db
from webapp.errors import Refused
from webapp.events.models import Event
from webapp.events.timing import RegistrationState, registration_state
from webapp.web.formatting import clock_time, long_date


def open_to_register(slug: str) -> tuple[Event, bool] | None:
    """An event that people may know of, by its address, and whether it asks more than every form does.

    Registering needs no more of it than its own row.
    """
    found = statements.OPEN.first(db.session.connection(), slug=slug)
    if found is None:
        return None
    values = found._asdict()
    asks_more = bool(values.pop("asks_more"))
    return writing.standing(Event, values), asks_more


def refuse_unless_open(event: Event, *, at: datetime) -> None:
    """Raises Refused with the reason's code and a sentence while nobody can register."""
    state = registration_state(event, at=at)
    if state is not RegistrationState.OPEN:
        raise Refused(why_not(event, state), reason=state.value)


def why_not(event: Event, state: RegistrationState) -> str:
    """One sentence for a person who came to register."""
    if state is RegistrationState.NOT_YET and event.registration_opens_at:
        return _("Pendaftaran dibuka %(moment)s.", moment=_moment(event.registration_opens_at, event.tzid))
    if state is RegistrationState.CLOSED and event.registration_closes_at:
        return _("Pendaftaran ditutup %(moment)s.", moment=_moment(event.registration_closes_at, event.tzid))
    sentences = {
        RegistrationState.OVER: _("Kegiatan ini sudah selesai. Terima kasih atas perhatian Bapak/Ibu."),
        RegistrationState.CANCELLED: _("Kegiatan ini dibatalkan oleh penyelenggara."),
        RegistrationState.POSTPONED: _("Kegiatan ini ditunda. Pendaftaran dibuka lagi setelah waktunya ditetapkan."),
    }
    return sentences.get(state, _("Pendaftaran kegiatan ini belum dibuka."))


def _moment(at: datetime, tzid: str) -> str:
    return _("%(date)s pukul %(time)s", date=long_date(at, tzid), time=clock_time(at, tzid))
