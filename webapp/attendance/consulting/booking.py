"""An hour of a consultation is taken by one person: the registration's own rules, without a waiting line."""

from datetime import datetime

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from webapp.attendance.models import Registration, RegistrationStatus
from webapp.attendance.registering.applications import AlreadyRegistered, Application
from webapp.attendance.registering.applying import register
from webapp.errors import Refused
from webapp.events.models import Event

TAKEN = _l("Jam ini baru saja diambil orang lain. Mohon pilih jam lain yang masih kosong.")
PASSED_ON = {"key_reused", "region_unknown"}


def book(event: Event, application: Application, *, at: datetime) -> Registration | AlreadyRegistered:
    """Give the hour to this person; the caller rolls back when it is refused.

    The same form token returns the first registration. Raises Refused: taken (somebody was quicker, or
    the organizer blocked it), late (it has begun), key_reused and region_unknown of `register`.
    """
    if at >= event.dtstart:
        raise Refused(_("Jam ini sudah lewat. Mohon pilih jam lain."), reason="late")
    try:
        outcome = register(event, application, at=at)
    except Refused as refusal:
        raise (refusal if refusal.reason in PASSED_ON else Refused(str(TAKEN), reason="taken")) from refusal
    if isinstance(outcome, Registration) and outcome.status != RegistrationStatus.CONFIRMED:
        raise Refused(str(TAKEN), reason="taken")
    return outcome
