"""The sign-in form."""

from flask_babel import lazy_gettext as _l
from wtforms import EmailField, PasswordField

from webapp.web.forms import GelarForm, at_most, plain_text, required


class SignInForm(GelarForm):
    email = EmailField(
        _l("Alamat surel"),
        [required(lambda: _l("Tuliskan alamat surel akun Bapak/Ibu.")), at_most(254), plain_text],
    )
    password = PasswordField(_l("Kata sandi"), [required(lambda: _l("Tuliskan kata sandi."))])
