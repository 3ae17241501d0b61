"""What people may change of their own account."""

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import PasswordField, StringField

from webapp.accounts.forms import NewPasswordForm
from webapp.web.form_rows import single_line
from webapp.web.forms import GelarForm, at_most, plain_text, required


class NameForm(GelarForm):
    name = StringField(
        _l("Nama"), [required(lambda: _l("Tuliskan nama.")), at_most(120), plain_text], filters=[single_line]
    )


class PasswordForm(NewPasswordForm):
    """The old password guards the new one: an unlocked phone that was left lying is not enough (ASVS 6.2.3)."""

    current = PasswordField(_l("Kata sandi sekarang"), [required(lambda: _l("Tuliskan kata sandi sekarang."))])

    def refuse_current(self) -> None:
        self.current.errors = [_("Kata sandi sekarang tidak cocok.")]
