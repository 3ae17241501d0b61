"""The sign-in form, and the field in which a new password is chosen."""

from collections.abc import Sequence
from typing import Any, Self

from flask_babel import lazy_gettext as _l
from wtforms import PasswordField, StringField, ValidationError

from webapp.accounts import passwords
from webapp.accounts.models import User
from webapp.web.forms import GelarForm, at_most, plain_text, required


class SignInForm(GelarForm):
    email = StringField(
        _l("Alamat surel atau nomor WhatsApp"),
        [required(lambda: _l("Tuliskan alamat surel atau nomor WhatsApp akun Bapak/Ibu.")), at_most(254), plain_text],
    )
    password = PasswordField(_l("Kata sandi atau PIN"), [required(lambda: _l("Tuliskan kata sandi atau PIN."))])


class NewPasswordForm(GelarForm):
    """A new password, or a new PIN for those who sign in by telephone, judged at its field.

    `known` is what its owner is called and signs in with: none of it is a password.
    """

    password = PasswordField(_l("Kata sandi baru"), [required(lambda: _l("Tuliskan kata sandi baru."))])

    def __init__(self, *arguments: Any, known: Sequence[str] = (), is_pin: bool = False, **more: Any) -> None:
        super().__init__(*arguments, **more)
        self.known, self.is_pin = known, is_pin
        if is_pin:
            self.password.label.text = _l("PIN baru")

    @classmethod
    def of(cls, user: User, **more: Any) -> Self:
        return cls(known=(user.name, user.login), is_pin=user.email is None, **more)

    def validate_password(self, field: PasswordField) -> None:
        judge = passwords.pin_weakness if self.is_pin else passwords.weakness
        if sentence := judge(field.data or "", known=self.known):
            raise ValidationError(sentence)
