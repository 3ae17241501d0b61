"""Reused queries of passkeys; the caller runs them."""

from sqlalchemy import Select, func, select
from sqlalchemy.orm import joinedload

from webapp.accounts.passkeys.models import Passkey


def of_user(user_id: int) -> Select[Passkey]:
    return select(Passkey).where(Passkey.user_id == user_id).order_by(Passkey.id)


def one_of(user_id: int, passkey_id: int) -> Select[Passkey]:
    return of_user(user_id).where(Passkey.id == passkey_id)


def count_of(user_id: int) -> Select[int]:
    return select(func.count()).select_from(Passkey).where(Passkey.user_id == user_id)


def by_credential(credential_id: str) -> Select[Passkey]:
    return select(Passkey).where(Passkey.credential_id == credential_id).options(joinedload(Passkey.user))
