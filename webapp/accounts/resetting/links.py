"""The address that lets somebody choose a new password."""

from webapp.accounts.resetting.models import PasswordReset
from webapp.web.pages import public_url, settings
from webapp.web.tokens import derived_token

PURPOSE = "password reset"


def reset_url(asked: PasswordReset) -> str:
    return public_url("resetting.edit", token=derived_token(settings().secret_key, PURPOSE, asked.ref, 1))
