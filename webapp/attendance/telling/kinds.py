"""The kinds of message that registrants get, each with the words it has until an organizer writes others."""

from collections.abc import Iterable

from flask_babel import lazy_gettext as _l

from webapp.attendance.models import RegistrationStatus
from webapp.attendance.telling.kind import COMMON, NEWS, SCHEDULED, STANDING, Kind
from webapp.attendance.telling.scheduled_kinds import scheduled_kinds

__all__ = ["COMMON", "KINDS", "NEWS", "SCHEDULED", "STANDING", "TRUE_OF", "Kind", "of_standing"]


def _standing() -> Iterable[Kind]:
    yield Kind(
        "received",
        _l("Pendaftaran diterima"),
        _l("Setelah mendaftar, bila pendaftaran perlu persetujuan panitia"),
        _l("Pendaftaran diterima: {kegiatan}"),
        _l("Pendaftaran sudah kami terima dan sedang diperiksa panitia. Hasilnya kami kabarkan kepada Bapak/Ibu."),
        STANDING,
    )
    yield Kind(
        "confirmed",
        _l("Tiket"),
        _l("Setelah mendaftar dan mendapat tempat, juga setelah pindah cara ikut"),
        _l("Tiket: {kegiatan}"),
        _l("Tempat sudah kami siapkan. Mohon pesan ini disimpan, karena memuat tiketnya."),
        STANDING,
        brings_ticket=True,
    )
    yield Kind(
        "waiting",
        _l("Daftar tunggu"),
        _l("Setelah mendaftar, bila tempat sudah penuh"),
        _l("Daftar tunggu: {kegiatan}"),
        _l(
            "Pendaftaran sudah kami terima. Tempat sedang penuh, sehingga Bapak/Ibu menunggu di urutan ke-{urutan}. "
            "Begitu ada tempat, kami kabari."
        ),
        STANDING,
        ("urutan",),
    )
    yield Kind(
        "moved_up",
        _l("Mendapat tempat"),
        _l("Saat ada tempat kosong bagi yang menunggu"),
        _l("Tempat tersedia: {kegiatan}"),
        _l(
            "Ada tempat yang kosong, dan tempat itu sekarang untuk Bapak/Ibu. "
            "Bila berhalangan, mohon batalkan lewat tautan di bawah agar dapat dipakai peserta lain."
        ),
        STANDING,
        brings_ticket=True,
    )
    yield Kind(
        "approved",
        _l("Pendaftaran disetujui"),
        _l("Saat panitia menyetujui pendaftaran"),
        _l("Pendaftaran disetujui: {kegiatan}"),
        _l("Panitia sudah menyetujui pendaftaran Bapak/Ibu, dan tempatnya sudah kami siapkan."),
        STANDING,
        brings_ticket=True,
    )
    yield Kind(
        "declined",
        _l("Belum dapat diterima"),
        _l("Saat panitia belum dapat menerima pendaftaran"),
        _l("Pendaftaran belum dapat diterima: {kegiatan}"),
        _l("Mohon maaf, panitia belum dapat menerima pendaftaran ini. Terima kasih atas perhatian Bapak/Ibu."),
        STANDING,
    )
    yield Kind(
        "withdrawn",
        _l("Pendaftaran dibatalkan"),
        _l("Setelah peserta membatalkan pendaftarannya"),
        _l("Pendaftaran dibatalkan: {kegiatan}"),
        _l("Pendaftaran ini sudah dibatalkan. Tempatnya dapat dipakai peserta lain; terima kasih sudah memberi kabar."),
        STANDING,
    )
    yield Kind(
        "link",
        _l("Tautan tiket"),
        _l("Saat seseorang mendaftar lagi dengan nama dan kontak yang sama, atau meminta tautannya"),
        _l("Tautan tiket: {kegiatan}"),
        _l(
            "Ada yang meminta tautan tiket ini, atau mendaftar lagi dengan nama dan kontak ini. "
            "Bapak/Ibu sudah terdaftar; tautannya di bawah.\n"
            "Bila bukan Bapak/Ibu yang meminta, pesan ini boleh diabaikan."
        ),
        brings_ticket=True,
    )


def _news() -> Iterable[Kind]:
    yield Kind(
        "changed",
        _l("Jadwal atau tempat berubah"),
        _l("Saat waktu atau tempat kegiatan yang sudah terbit diubah"),
        _l("Ada perubahan: {kegiatan}"),
        _l(
            "Ada perubahan pada kegiatan ini. {semula}\n\n"
            "Mohon perhatikan waktu dan tempat yang baru di bawah. Pendaftaran Bapak/Ibu tetap berlaku; "
            "bila berhalangan, mohon batalkan lewat tautan di bawah."
        ),
        NEWS,
        ("semula",),
        brings_ticket=True,
    )
    yield Kind(
        "reopened",
        _l("Jadi diselenggarakan"),
        _l("Saat kegiatan yang ditunda atau dibatalkan dibuka kembali"),
        _l("Jadi diselenggarakan: {kegiatan}"),
        _l(
            "Kegiatan ini jadi diselenggarakan, dengan waktu dan tempat seperti di bawah. {semula}\n\n"
            "Pendaftaran Bapak/Ibu tetap berlaku; bila berhalangan, mohon batalkan lewat tautan di bawah."
        ),
        NEWS,
        ("semula",),
        brings_ticket=True,
    )
    yield Kind(
        "postponed",
        _l("Kegiatan ditunda"),
        _l("Saat kegiatan ditunda"),
        _l("Kegiatan ditunda: {kegiatan}"),
        _l(
            "Mohon maaf, kegiatan ini ditunda. Alasan: {alasan}\n\n"
            "Pendaftaran Bapak/Ibu tetap tersimpan. Waktu yang baru kami kabarkan begitu ditetapkan."
        ),
        NEWS,
        ("alasan",),
    )
    yield Kind(
        "cancelled",
        _l("Kegiatan dibatalkan"),
        _l("Saat kegiatan dibatalkan"),
        _l("Kegiatan dibatalkan: {kegiatan}"),
        _l(
            "Mohon maaf, kegiatan ini dibatalkan. Alasan: {alasan}\n\n"
            "Bapak/Ibu tidak perlu melakukan apa-apa. Terima kasih sudah mendaftar."
        ),
        NEWS,
        ("alasan",),
    )


def _afterwards() -> Iterable[Kind]:
    yield Kind(
        "certificate",
        _l("Sertifikat terbit"),
        _l("Saat panitia menerbitkan sertifikat dan memilih mengabarkannya"),
        _l("Sertifikat: {kegiatan}"),
        _l(
            "Terima kasih sudah hadir. Sertifikat Bapak/Ibu sudah terbit, dan dapat diunduh di halaman tiket:\n"
            "{tautan_tiket}"
        ),
    )


KINDS = {kind.code: kind for kind in (*_standing(), *_news(), *_afterwards(), *scheduled_kinds())}
# The kinds that are true of a status; the first one is said when a row says something else by now.
TRUE_OF = {
    RegistrationStatus.PENDING: ("received",),
    RegistrationStatus.WAITING: ("waiting",),
    RegistrationStatus.CONFIRMED: ("confirmed", "moved_up", "approved"),
    RegistrationStatus.CANCELLED: ("withdrawn",),
    RegistrationStatus.DECLINED: ("declined",),
}


def of_standing(status: RegistrationStatus, wanted: str = "") -> str:
    """The kind that tells this status: `wanted` where it is true of it."""
    true = TRUE_OF[status]
    return wanted if wanted in true else true[0]
