"""The address that an invitation is accepted at, and what is written beside it in WhatsApp."""

from urllib.parse import quote

from flask_babel import gettext as _

from webapp.directory.teams.models import Invitation
from webapp.web.pages import public_url, settings
from webapp.web.tokens import derived_token, is_derived_token

PURPOSE = "invitation"


def invitation_url(invitation: Invitation) -> str:
    token = derived_token(settings().secret_key, PURPOSE, invitation.ref, 1)
    return public_url("accepting.show", token=token)


def is_link(token: str) -> bool:
    return is_derived_token(token, settings().secret_key, PURPOSE, 1)


def chat_url(invitation: Invitation) -> str:
    """The chat with the invited telephone and the text in it; "" for those invited by mail."""
    if not invitation.phone:
        return ""
    words = _(
        "Bapak/Ibu diundang mengurus kegiatan %(organization)s di Gelar. Buka tautan ini dan pilih PIN:",
        organization=invitation.organization.name,
    )
    return f"https://wa.me/{invitation.phone.removeprefix('+')}?text={quote(f'{words} {invitation_url(invitation)}')}"
