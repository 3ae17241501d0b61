"""What a browser sends back, read without trusting it."""

from webauthn.helpers import parse_client_data_json
from webauthn.helpers.exceptions import WebAuthnException
from webauthn.helpers.parse_authentication_credential_json import parse_authentication_credential_json
from webauthn.helpers.parse_registration_credential_json import parse_registration_credential_json
from webauthn.helpers.structs import AuthenticationCredential, RegistrationCredential

LONGEST = 20_000  # characters; real answers have about a thousand
# What the library raises for answers that are none: its own errors, and those of reading bytes that are anything.
MALFORMED = (WebAuthnException, ValueError, TypeError, KeyError, IndexError, AttributeError, EOFError, OverflowError)


def registration(text: str) -> tuple[RegistrationCredential, bytes] | None:
    """A new credential and the challenge it answers; None for what is none."""
    try:
        found = parse_registration_credential_json(text[: LONGEST + 1])
        return found, parse_client_data_json(found.response.client_data_json).challenge
    except MALFORMED:
        return None


def authentication(text: str) -> tuple[AuthenticationCredential, bytes] | None:
    """A proof and the challenge it answers; None for what is none."""
    try:
        found = parse_authentication_credential_json(text[: LONGEST + 1])
        return found, parse_client_data_json(found.response.client_data_json).challenge
    except MALFORMED:
        return None
