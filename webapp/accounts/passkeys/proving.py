"""Signing in by a passkey: a signature over a challenge of ours, at our address, with the holder verified."""

from datetime import datetime

import webauthn
from sqlalchemy import update
from webauthn.helpers import base64url_to_bytes, bytes_to_base64url
from webauthn.helpers.structs import UserVerificationRequirement

from webapp.accounts.models import User
from webapp.accounts.passkeys import addressing, answers, challenging, queries
from webapp.accounts.passkeys.keeping import descriptor
from webapp.accounts.passkeys.models import Passkey
from webapp.database import db


def options(user: User | None, *, at: datetime) -> str:
    """What a browser needs to prove a passkey, as JSON: any, or one of an account whose password was right."""
    known = [descriptor(one) for one in db.session.scalars(queries.of_user(user.id))] if user else []
    made = webauthn.generate_authentication_options(
        rp_id=addressing.party(),
        challenge=challenging.new(challenging.SIGN_IN, at=at),
        allow_credentials=known,
        user_verification=UserVerificationRequirement.REQUIRED,
    )
    return webauthn.options_to_json(made)


def prove(answer: str, *, at: datetime) -> User | None:
    """The account whose passkey has signed, once for each challenge; None for every other answer.

    A count that does not rise means a copied key, and is refused (WebAuthn 3, section 6.1.1).
    """
    found = answers.authentication(answer)
    if found is None or not challenging.is_standing(found[1], challenging.SIGN_IN, at=at):
        return None
    credential, challenge = found
    passkey = db.session.scalar(queries.by_credential(bytes_to_base64url(credential.raw_id)))
    if passkey is None or passkey.user.disabled_at is not None:
        return None
    try:
        verified = webauthn.verify_authentication_response(
            credential=credential,
            expected_challenge=challenge,
            expected_rp_id=addressing.party(),
            expected_origin=addressing.origin(),
            credential_public_key=base64url_to_bytes(passkey.public_key),
            credential_current_sign_count=passkey.sign_count,
            require_user_verification=True,
        )
    except answers.MALFORMED:
        return None
    is_new = challenging.spend(challenge, at=at) and _counted(passkey, verified.new_sign_count, at=at)
    return passkey.user if is_new else None


def _counted(passkey: Passkey, count: int, *, at: datetime) -> bool:
    """Compare-and-set, so that of two copies at one instant one fails."""
    mine = (Passkey.id == passkey.id, Passkey.sign_count == passkey.sign_count)
    taken = update(Passkey).where(*mine).values(sign_count=count, used_at=at).returning(Passkey.id)
    return db.session.scalar(taken.execution_options(synchronize_session=False)) is not None
