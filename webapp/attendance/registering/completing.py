"""The four answers that make an attendance list tidy, given after the ticket or never."""

from flask_babel import gettext as _
from sqlalchemy import update

from webapp.attendance.models import Registration
from webapp.attendance.registering import answers, guardians
from webapp.database import db
from webapp.errors import Refused


def complete(registration: Registration, *, gender: str, age_group: str, occupation: str, position: str) -> None:
    """Write down what the person stated; "" takes an answer back. Refused for a registration that lives no more."""
    known = (gender, answers.GENDERS), (age_group, answers.AGE_GROUPS), (occupation, answers.OCCUPATIONS)
    if any(code and code not in labels for code, labels in known):
        raise Refused(_("Pilihan ini tidak tersedia."), reason="answer_unknown")
    if not registration.is_live:
        raise Refused(_("Pendaftaran ini sudah tidak berlaku."), reason="not_live")
    stated = {"gender": gender, "age_group": age_group, "occupation": occupation, "position": position}
    registration.age_group = age_group
    guardians.ask_for(registration)
    db.session.execute(update(Registration).where(Registration.id == registration.id).values(stated))
