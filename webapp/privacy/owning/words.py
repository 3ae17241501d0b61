"""What the codes of a registration's history mean, for the person it is about."""

from flask_babel import lazy_gettext as _l
from flask_babel.speaklater import LazyString

from webapp.attendance.models import Outcome
from webapp.attendance.verdicts.models import Source

OUTCOMES: dict[str, LazyString] = {
    Outcome.ADMITTED: _l("tercatat hadir"),
    Outcome.ALREADY: _l("sudah tercatat"),
    Outcome.REFUSED: _l("ditolak"),
    Outcome.UNKNOWN: _l("tidak dikenal"),
}
SOURCES: dict[str, LazyString] = {
    Source.PAGE: _l("halaman pribadi"),
    Source.REPORT: _l("laporan ruang daring"),
    Source.ROOM: _l("server ruang daring"),
}
PURPOSES: dict[str, LazyString] = {
    "participation": _l("pendaftaran, kehadiran, laporan, dan sertifikat"),
    "guardian": _l("izin orang tua atau wali"),
}
WAYS: dict[str, LazyString] = {
    "form": _l("formulir"),
    "api": _l("program lain"),
    "desk": _l("meja registrasi"),
    "chair": _l("ketua rombongan"),
    "organizer_form": _l("formulir penyelenggara sendiri"),
    "committee": _l("panitia"),
}


def said(words: dict[str, LazyString], code: str) -> str:
    """The words of a code; a code that has none stands for itself."""
    return str(words.get(code, code))
