"""Imports in words: whose report, by what somebody was recognised, how long they stayed."""

from flask_babel import gettext as _

from webapp.attendance.importing.doubting import Doubt
from webapp.attendance.importing.files_of_providers.lines import Provider
from webapp.attendance.importing.models import AttendanceImport, How, ImportedParticipant
from webapp.events.models import Event
from webapp.web.formatting import stamp


def provider(code: Provider) -> str:
    return {
        Provider.ZOOM: _("Rapat Zoom"),
        Provider.ZOOM_WEBINAR: _("Webinar Zoom"),
        Provider.TEAMS: _("Microsoft Teams"),
        Provider.MEET: _("Google Meet"),
        Provider.BBB: _("BigBlueButton"),
    }[code]


def how(row: ImportedParticipant) -> str:
    """Why a row is taken for somebody, or for nobody."""
    return {
        How.LINK: _("lewat tautan pribadinya"),
        How.EMAIL: _("surel sama"),
        How.PHONE: _("nomor HP sama"),
        How.CODE: _("kode tiket tertulis di nama"),
        How.NAME: _("nama sama"),
        How.NAME_AND_ORIGIN: _("nama dan asal sama"),
        How.ALIKE: _("nama mirip"),
        How.HAND: _("dicocokkan panitia"),
        How.REGISTERED: _("didaftarkan panitia"),
        How.SEVERAL: _("lebih dari satu orang yang cocok"),
        How.NOBODY: _("tidak ada yang cocok"),
    }[row.how]


def stayed(row: ImportedParticipant) -> str:
    """How long, in minutes; not known is said and is not nothing."""
    if row.seconds is None:
        return _("lamanya tidak tercatat")
    return _("%(n)d menit", n=row.seconds // 60).replace(" ", "\u00a0")


def doubt(code: Doubt, imported: AttendanceImport, event: Event) -> str:
    """What is to be looked at, in one sentence."""
    if code is Doubt.TIME and imported.begins_at:
        return _(
            "Menurut laporan, rapat ini dimulai %(said)s, sedangkan kegiatan dimulai %(planned)s. Bila memang rapat"
            " kegiatan ini, menitnya dihitung sejak awal sesi.",
            said=stamp(imported.begins_at, event.tzid),
            planned=stamp(event.dtstart, event.tzid),
        )
    return _(
        "Judul rapat di laporan “%(title)s”, tidak seperti judul kegiatan ini.",
        title=imported.title,
    )
