"""How kinds and states of messages are called on the committee's pages."""

import re

from flask_babel import gettext as _

from webapp.attendance.telling.announced import ANNOUNCEMENT
from webapp.attendance.telling.kinds import KINDS
from webapp.messages.models import MessageState

_ADDRESS = re.compile(r"[^\s<>:;,]+@[^\s<>:;,]+")


def kind_label(code: str) -> str:
    if code == ANNOUNCEMENT.code:
        return str(ANNOUNCEMENT.label)
    if code in KINDS:
        return str(KINDS[code].label)
    return {
        "ticket": _("Tiket"),
        "password_reset": _("Kata sandi baru"),
        "text_test": _("Surel uji"),
        "invitation": _("Undangan tim"),
    }.get(code, code)


def state_label(state: MessageState) -> str:
    return {
        MessageState.WAITING: _("Menunggu dikirim"),
        MessageState.SENT: _("Terkirim"),
        MessageState.FAILED: _("Gagal terkirim"),
        MessageState.IN_DOUBT: _("Mungkin sudah terkirim"),
        MessageState.HELD: _("Ditahan"),
        MessageState.BY_HAND: _("Perlu dikabari"),
        MessageState.DROPPED: _("Tidak berlaku lagi"),
    }[state]


def without_addresses(error: str) -> str:
    """What a mail server said, where many people's errors stand together: it often repeats the address."""
    return _ADDRESS.sub("•••", error)
