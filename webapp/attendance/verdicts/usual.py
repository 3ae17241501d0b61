"""What each kind of activity usually asks. It is only proposed: nothing counts until the committee has saved a rule."""

from webapp.attendance.verdicts.models import Codes, Weight
from webapp.attendance.verdicts.rules import Rule

# Seven tenths of the time, or both codes for those whose page slept: the usual practice of webinars.
_TALK = Rule(minutes_percent=70, codes=Codes.BOTH, late_after=15)
_WORK = Rule(minutes_percent=75, codes=Codes.BOTH, late_after=15)
# A training counts by its sessions, each of which asks for both.
_TRAINING = Rule(
    minutes_percent=80,
    codes=Codes.BOTH,
    minutes=Weight.NEEDED,
    typing=Weight.NEEDED,
    late_after=15,
    sessions_percent=80,
)

USUAL = {
    "webinar": _TALK,
    "diskusi": _TALK,
    "dialog": _TALK,
    "temu_wicara": _TALK,
    "workshop": _WORK,
    "lokakarya": _WORK,
    "diklat": _TRAINING,
}


def usual_rule(kind: str) -> Rule:
    """The proposal for this kind; where people sit together or speak in confidence, entering is enough."""
    return USUAL.get(kind, Rule())
