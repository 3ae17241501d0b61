"""The words of what the clock brings: the day before, the hour before, after the end."""

from collections.abc import Iterable

from flask_babel import lazy_gettext as _l

from webapp.attendance.telling.kind import NEWS, Kind


def scheduled_kinds() -> Iterable[Kind]:
    yield Kind(
        "reminder",
        _l("Pengingat"),
        _l("Sehari sebelum kegiatan, pukul 15.00 waktu setempat"),
        _l("Pengingat: {kegiatan}, {hari}"),
        _l(
            "Mengingatkan, kegiatan ini diselenggarakan {hari}, {waktu}. Kehadiran Bapak/Ibu kami nantikan.\n\n"
            "Bila berhalangan, mohon batalkan lewat tautan di bawah agar tempatnya dapat dipakai peserta lain."
        ),
        ("reminder", *NEWS),
    )
    yield Kind(
        "join",
        _l("Tautan bergabung"),
        _l("Satu jam sebelum mulai, kepada peserta daring"),
        _l("Tautan bergabung: {kegiatan}"),
        _l(
            "Kegiatan ini berlangsung {hari}, {waktu}. Silakan bergabung lewat tautan pribadi Bapak/Ibu di bawah; "
            "ruangnya dibuka 30 menit sebelum mulai."
        ),
        ("join", *NEWS),
        ("tautan_gabung",),
    )
    yield Kind(
        "thanks",
        _l("Terima kasih"),
        _l("Dua jam setelah kegiatan selesai, kepada yang hadir"),
        _l("Terima kasih atas kehadirannya: {kegiatan}"),
        _l(
            "Terima kasih atas kehadiran Bapak/Ibu pada kegiatan ini. Kehadirannya sudah kami catat.\n\n"
            "Sampai berjumpa pada kegiatan berikutnya."
        ),
    )
