"""What a door says, in one whole sentence: for the screen, for the ear and for screen readers."""

from collections.abc import Callable

from webapp.attendance.checking_in.scanning.answers import First, Holder, Reason
from webapp.attendance.models import Outcome
from webapp.web.formatting import clock_time
from webapp.web.saying import gettext as _


def sentence(
    outcome: Outcome, reason: str, *, holder: Holder | None, first: First | None, tzid: str, other_event: str = ""
) -> str:
    """The answer in the language of the request. `other_event` is the activity a foreign ticket belongs to."""
    name = holder.name if holder else ""
    if outcome is Outcome.ALREADY and first is not None:
        return _already(name, first, tzid)
    if reason == Reason.OTHER_EVENT and other_event:
        return _("Tiket ini untuk kegiatan lain: %(event)s.", event=other_event)
    if outcome is Outcome.ADMITTED and reason not in _ADMITTED:
        return _("%(name)s tercatat hadir.", name=name)
    return (_ADMITTED | _REFUSED)[Reason(reason)](name)


def _already(name: str, first: First, tzid: str) -> str:
    time = clock_time(first.at, tzid)
    if first.desk:
        return _("%(name)s sudah hadir pukul %(time)s di %(desk)s.", name=name, time=time, desk=first.desk)
    return _("%(name)s sudah hadir pukul %(time)s.", name=name, time=time)


_ADMITTED: dict[str, Callable[[str], str]] = {
    Reason.CLOCK: lambda name: _("%(name)s tercatat hadir. Jam perangkat ini perlu diperiksa.", name=name),
    Reason.OUT: lambda name: _("%(name)s tercatat meninggalkan ruangan.", name=name),
    Reason.UNDONE: lambda name: _("Catatan untuk %(name)s sudah diurungkan.", name=name),
}
_REFUSED: dict[str, Callable[[str], str]] = {
    Reason.UNKNOWN_CODE: lambda _name: _("Kode ini tidak dikenal. Coba cari namanya."),
    Reason.UNKNOWN_SHORT_CODE: lambda _name: _(
        "Kode ini tidak ada pada kegiatan ini. Periksa hurufnya, atau cari namanya."
    ),
    Reason.OTHER_EVENT: lambda _name: _("Tiket ini untuk kegiatan lain."),
    Reason.EVENT_CANCELLED: lambda _name: _("Kegiatan ini dibatalkan, sehingga kehadiran tidak dicatat."),
    Reason.EVENT_POSTPONED: lambda _name: _("Kegiatan ini ditunda, sehingga kehadiran belum dicatat."),
    Reason.SESSION_CANCELLED: lambda _name: _("Sesi ini dibatalkan, sehingga kehadiran tidak dicatat."),
    Reason.REVOKED: lambda name: _("Tiket %(name)s ini sudah diganti. Mohon buka tiket yang terbaru.", name=name),
    Reason.CANCELLED: lambda name: _("Pendaftaran %(name)s sudah dibatalkan.", name=name),
    Reason.DECLINED: lambda name: _("Pendaftaran %(name)s tidak diterima oleh panitia.", name=name),
    Reason.PENDING: lambda name: _("Pendaftaran %(name)s masih menunggu verifikasi panitia.", name=name),
    Reason.WAITING: lambda name: _("%(name)s masih dalam daftar tunggu.", name=name),
    Reason.NOT_IN: lambda name: _("%(name)s belum tercatat masuk.", name=name),
    Reason.NOT_ADMITTED: lambda _name: _("Catatan ini tidak mengubah kehadiran, jadi tidak ada yang diurungkan."),
    Reason.ALREADY_UNDONE: lambda _name: _("Catatan ini sudah diurungkan sebelumnya."),
    Reason.ID_REUSED: lambda _name: _("Nomor catatan ini sudah dipakai untuk kode lain. Mohon pindai sekali lagi."),
    Reason.MALFORMED: lambda _name: _("Catatan ini tidak lengkap atau salah tulis."),
}


def id_reused() -> str:
    return _REFUSED[Reason.ID_REUSED]("")


def malformed() -> str:
    return _REFUSED[Reason.MALFORMED]("")
