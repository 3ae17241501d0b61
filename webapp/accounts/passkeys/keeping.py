"""Adding a passkey to an account, naming it, taking it off."""

import hashlib
from datetime import datetime

import webauthn
from flask_babel import gettext as _
from sqlalchemy.exc import IntegrityError
from webauthn.helpers import base64url_to_bytes, bytes_to_base64url
from webauthn.helpers.structs import (
    AuthenticatorSelectionCriteria,
    PublicKeyCredentialDescriptor,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from webapp.accounts.models import User
from webapp.accounts.passkeys import addressing, answers, challenging, queries
from webapp.accounts.passkeys.models import Passkey
from webapp.database import db
from webapp.errors import Refused
from webapp.web.pages import settings

MOST = 10
LONGEST_NAME = 60
SELECTION = AuthenticatorSelectionCriteria(
    resident_key=ResidentKeyRequirement.REQUIRED,  # so that it signs in without a typed name
    user_verification=UserVerificationRequirement.REQUIRED,  # finger, face or PIN: two proofs in one
)


def options(user: User, *, at: datetime) -> str:
    """What a browser needs to make a passkey for this account, as JSON. Nothing is stored."""
    known = [descriptor(one) for one in db.session.scalars(queries.of_user(user.id))]
    made = webauthn.generate_registration_options(
        rp_id=addressing.party(),
        rp_name="Gelar",
        user_id=_handle(user),
        user_name=user.login,
        user_display_name=user.name,
        challenge=challenging.new(challenging.registering(user.id), at=at),
        authenticator_selection=SELECTION,
        exclude_credentials=known,
    )
    return webauthn.options_to_json(made)


def add(user: User, answer: str, *, name: str, at: datetime) -> Passkey:
    """Keep the passkey that a browser has made for this account.

    Refused when the answer is not to a question of ours, of this account, of now, from this address.
    """
    if db.session.scalars(queries.count_of(user.id)).one() >= MOST:
        raise Refused(_("Sudah ada %(n)d kunci sandi. Hapus dahulu yang tidak dipakai.", n=MOST), reason="most")
    found = answers.registration(answer)
    if found is None or not challenging.is_standing(found[1], challenging.registering(user.id), at=at):
        raise _not_ours()
    try:
        verified = webauthn.verify_registration_response(
            credential=found[0],
            expected_challenge=found[1],
            expected_rp_id=addressing.party(),
            expected_origin=addressing.origin(),
            require_user_verification=True,
        )
    except answers.MALFORMED:
        raise _not_ours() from None
    if not challenging.spend(found[1], at=at):
        raise _not_ours()
    passkey = Passkey(
        user_id=user.id,
        credential_id=bytes_to_base64url(verified.credential_id),
        public_key=bytes_to_base64url(verified.credential_public_key),
        sign_count=verified.sign_count,
        name=name,
        created_at=at,
    )
    try:
        with db.session.begin_nested():
            db.session.add(passkey)
    except IntegrityError:
        raise Refused(_("Kunci sandi ini sudah terdaftar."), reason="known") from None
    return passkey


def descriptor(passkey: Passkey) -> PublicKeyCredentialDescriptor:
    return PublicKeyCredentialDescriptor(id=base64url_to_bytes(passkey.credential_id))


def _handle(user: User) -> bytes:
    """The same for every passkey of an account, and nothing that says whose it is (WebAuthn 3, section 14.6.1)."""
    return hashlib.blake2b(
        f"{settings().secret_key} {user.id}".encode(), digest_size=32, person=b"passkey user"
    ).digest()


def _not_ours() -> Refused:
    return Refused(
        _("Kunci sandi ini tidak dapat diperiksa. Mohon muat ulang halaman ini, lalu coba lagi."), reason="proof"
    )
