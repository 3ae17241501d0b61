"""The addresses of a registration: its ticket for everybody, its managing and joining links for its owner."""

import re

from webapp.attendance.models import Registration
from webapp.attendance.registering import queries
from webapp.database import db
from webapp.web.pages import public_url, settings
from webapp.web.tokens import REF_LENGTH, derived_token, is_derived_token

MANAGE, JOIN = "manage", "join"
_TOKEN = re.compile(r"[a-z2-7]{42}", re.ASCII)
_CODE = re.compile(r"[A-Z2-7]{26}", re.ASCII)


def is_code(text: str) -> bool:
    """Whether `text` has the shape of a ticket code: 26 characters of upper-case base32."""
    return _CODE.fullmatch(text) is not None


def is_token(text: str) -> bool:
    """Whether `text` has the shape of a managing or joining secret."""
    return _TOKEN.fullmatch(text) is not None


def ticket_url(code: str) -> str:
    return public_url("tickets.show", code=code)


def feedback_url(code: str) -> str:
    return public_url("feedback.new", code=code)


def qr_text(code: str) -> str:
    """What the QR holds: the ticket's address in capitals, which a QR packs densest (ISO/IEC 18004, 7.4.4)."""
    return ticket_url(code).upper()


def token_of(registration: Registration, purpose: str) -> str:
    """The registration's secret for one purpose; a raised `link_version` makes older ones worthless."""
    return derived_token(settings().secret_key, purpose, registration.ref, registration.link_version)


def manage_url(registration: Registration) -> str:
    return public_url("registration.manage", token=token_of(registration, MANAGE))


def join_url(registration: Registration) -> str:
    return public_url("joining.show", token=token_of(registration, JOIN))


def opens(token: str, purpose: str, registration: Registration) -> bool:
    """Whether the secret is this registration's, for this purpose, in its present version."""
    return token[:REF_LENGTH] == registration.ref and is_derived_token(
        token, settings().secret_key, purpose, registration.link_version
    )


def registration_behind(token: str, purpose: str) -> Registration | None:
    """The registration that the secret opens, with everything its page shows."""
    if not is_token(token):
        return None
    found = db.session.scalar(queries.by_ref(token[:REF_LENGTH]))
    return found if found is not None and opens(token, purpose, found) else None
