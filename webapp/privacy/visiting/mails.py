"""The mail with the link, written when it is sent."""

from collections.abc import MutableMapping

from flask import current_app
from flask_babel import force_locale
from flask_babel import gettext as _

from webapp import clock
from webapp.accounts.letters import letter
from webapp.database import db
from webapp.messages.delivering import Renderer
from webapp.messages.mail import Mail
from webapp.messages.models import Message
from webapp.privacy.visiting import queries
from webapp.privacy.visiting.asking import KIND, visit_url
from webapp.privacy.visiting.models import DataVisit


def register(renderers: MutableMapping[str, Renderer]) -> None:
    renderers[KIND] = mail_of


def mail_of(message: Message) -> Mail | None:
    """The mail; None when nothing is kept at this address, or when the link was used or is over."""
    asked = db.session.get(DataVisit, int(message.reference.partition(":")[2]))
    if asked is None or asked.expires_at <= clock.now():
        return None
    if db.session.scalar(queries.of_email(asked.email).limit(1)) is None:
        return None
    with current_app.test_request_context(), force_locale(asked.locale):
        return letter(
            to=(asked.email, ""),
            subject=_("Data Bapak/Ibu di Gelar"),
            lines=[
                _("Ada yang meminta melihat data yang disimpan dengan alamat ini. Tautan berlaku satu jam, satu kali."),
                _("Bila Bapak/Ibu tidak memintanya, abaikan saja surat ini: tidak ada yang terbuka atau berubah."),
            ],
            button=(_("Lihat data saya"), visit_url(asked)),
        )
