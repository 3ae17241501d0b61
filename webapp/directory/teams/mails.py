"""The mail that invites, written when it is sent."""

from collections.abc import MutableMapping

from flask import current_app
from flask_babel import force_locale
from flask_babel import gettext as _

from webapp import clock
from webapp.accounts.letters import letter
from webapp.database import db
from webapp.directory.teams.inviting import KIND
from webapp.directory.teams.links import invitation_url
from webapp.directory.teams.models import Invitation
from webapp.directory.teams.words import role_in_sentence
from webapp.messages.delivering import Renderer
from webapp.messages.mail import Mail
from webapp.messages.models import Message
from webapp.messages.promising import is_superseded


def register(renderers: MutableMapping[str, Renderer]) -> None:
    renderers[KIND] = mail_of


def mail_of(message: Message) -> Mail | None:
    """The mail; None when the invitation was accepted, withdrawn, renewed or is over."""
    invitation = db.session.get(Invitation, int(message.reference.partition(":")[2]))
    if invitation is None or not invitation.email or invitation.expires_at <= clock.now() or is_superseded(message):
        return None
    with current_app.test_request_context(), force_locale(invitation.locale):
        name = invitation.organization.name
        return letter(
            to=(invitation.email, ""),
            subject=_("Undangan mengurus kegiatan %(organization)s", organization=name),
            lines=[
                _(
                    "Bapak/Ibu diundang mengurus kegiatan %(organization)s di Gelar sebagai %(role)s.",
                    organization=name,
                    role=role_in_sentence(invitation.role),
                ),
                _("Tautan ini berlaku tujuh hari dan satu kali. Mohon tidak diteruskan."),
            ],
            button=(_("Terima undangan"), invitation_url(invitation)),
        )
