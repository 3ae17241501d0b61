"""Adding a passkey, naming one, taking one off."""

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import HiddenField, PasswordField, StringField

from webapp.accounts.passkeys.keeping import LONGEST_NAME
from webapp.web.form_rows import single_line
from webapp.web.forms import GelarForm, at_most, plain_text, required


class NamingForm(GelarForm):
    name = StringField(
        _l("Nama kunci"),
        [required(lambda: _l("Tuliskan nama, misalnya HP saya.")), at_most(LONGEST_NAME), plain_text],
        filters=[single_line],
    )


class OwnerForm(GelarForm):
    """The password guards what opens the account: an unlocked phone that was left lying is not enough (ASVS 7.5.1)."""

    current = PasswordField(_l("Kata sandi sekarang"), [required(lambda: _l("Tuliskan kata sandi sekarang."))])

    def refuse_current(self) -> None:
        self.current.errors = [_("Kata sandi sekarang tidak cocok.")]


class AddingForm(NamingForm, OwnerForm):
    credential = HiddenField()
