"""The few words that every list of a report shares."""

from flask_babel import gettext as _
from flask_babel import lazy_gettext

from webapp.attendance.models import Channel
from webapp.attendance.reporting.values import Attendee
from webapp.events.models import Mode

_CHANNELS = {
    Channel.VENUE: lazy_gettext("kode di tempat"),
    Channel.PAPER: lazy_gettext("kertas"),
    Channel.CAMERA: "QR",
    Channel.TYPED: lazy_gettext("kode diketik"),
    Channel.SEARCH: lazy_gettext("cari nama"),
    Channel.WALK_IN: lazy_gettext("datang langsung"),
    Channel.JOIN: lazy_gettext("tautan daring"),
    Channel.API: "API",
    Channel.PAGE: lazy_gettext("halaman daring"),
    Channel.CODE: lazy_gettext("kode kehadiran"),
    Channel.REPORT: lazy_gettext("laporan ruang daring"),
    Channel.WATCHING: lazy_gettext("nonton bersama"),
    Channel.ROOM: lazy_gettext("server ruang daring"),
}


def channel_label(channel: Channel | None) -> str:
    """How a presence was recorded, in one or two words."""
    return str(_CHANNELS[channel]) if channel else ""


def shown_name(one: Attendee) -> str:
    """The name exactly as typed, with whom it stands in for."""
    represents = one.registration.represents
    return f"{one.name} (mewakili {represents})" if represents else one.name


def mode_label(mode: Mode) -> str:
    return _("luring") if mode == Mode.IN_PERSON else _("daring")
