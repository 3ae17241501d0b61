"""The sign-in form, and the field in which a new password is chosen."""

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import EmailField, PasswordField, ValidationError

from webapp.accounts import passwords
from webapp.accounts.models import User
from webapp.web.forms import GelarForm, at_most, plain_text, required


class SignInForm(GelarForm):
    email = EmailField(
        _l("Alamat surel"),
        [required(lambda: _l("Tuliskan alamat surel akun Bapak/Ibu.")), at_most(254), plain_text],
    )
    password = PasswordField(_l("Kata sandi"), [required(lambda: _l("Tuliskan kata sandi."))])


class NewPasswordForm(GelarForm):
    """A new password, judged at its field. `known` is whose it becomes: a name or an address is no password."""

    password = PasswordField(_l("Kata sandi baru"), [required(lambda: _l("Tuliskan kata sandi baru."))])

    def __init__(self, *arguments: Any, known: User | None = None, **more: Any) -> None:
        super().__init__(*arguments, **more)
        self._known = (known.name, known.email) if known else ()

    def validate_password(self, field: PasswordField) -> None:
        if sentence := passwords.weakness(field.data or "", known=self._known):
            raise ValidationError(sentence)
