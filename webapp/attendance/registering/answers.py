"""The answers people may choose for the attendance list. Stored are the codes; "" is not stated."""

from webapp.attendance.models import Registration
from webapp.directory.demographics import AGE_GROUPS, GENDERS, OCCUPATIONS

__all__ = ["AGE_GROUPS", "GENDERS", "LABELS", "OCCUPATIONS", "stated"]

LABELS = {"gender": GENDERS, "age_group": AGE_GROUPS, "occupation": OCCUPATIONS}


def stated(registration: Registration) -> dict[str, str]:
    """The standard answers of a registration in words; what was not stated is left out."""
    coded = {name: str(labels.get(getattr(registration, name), "")) for name, labels in LABELS.items()}
    words = coded | {"position": registration.position, "needs": registration.needs}
    return {name: text for name, text in words.items() if text}
