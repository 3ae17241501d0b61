"""The mail with the link, written when it is sent."""

from collections.abc import MutableMapping

from flask import current_app
from flask_babel import force_locale
from flask_babel import gettext as _

from webapp import clock
from webapp.accounts.letters import letter
from webapp.accounts.resetting.asking import KIND
from webapp.accounts.resetting.links import reset_url
from webapp.accounts.resetting.models import PasswordReset
from webapp.database import db
from webapp.messages.delivering import Renderer
from webapp.messages.mail import Mail
from webapp.messages.models import Message


def register(renderers: MutableMapping[str, Renderer]) -> None:
    renderers[KIND] = mail_of


def mail_of(message: Message) -> Mail | None:
    """The mail; None when nobody has this address, or when the link was used or is over."""
    asked = db.session.get(PasswordReset, int(message.reference.partition(":")[2]))
    if asked is None or asked.user is None or not asked.user.email or asked.expires_at <= clock.now():
        return None
    with current_app.test_request_context(), force_locale(asked.locale):
        return letter(
            to=(asked.user.email, asked.user.name),
            subject=_("Kata sandi baru untuk Gelar"),
            lines=[
                _("Ada permintaan kata sandi baru untuk akun Bapak/Ibu. Tautan ini berlaku satu jam dan satu kali."),
                _("Bila Bapak/Ibu tidak memintanya, abaikan saja surat ini: kata sandi yang lama tetap berlaku."),
            ],
            button=(_("Pilih kata sandi baru"), reset_url(asked)),
        )
