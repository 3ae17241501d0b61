"""What the help is about: one page for one kind of reader."""

from dataclasses import dataclass

from flask_babel import gettext as _


@dataclass(frozen=True)
class Topic:
    """One page of help; `code` is in its address and names its template."""

    code: str
    title: str
    sentence: str
    icon: str


def topics() -> list[Topic]:
    """Every page of help in the language of the request, the largest group of readers first."""
    return [
        Topic(
            "participant",
            _("Untuk peserta"),
            _("Mendaftar, menyimpan tiket, dan hadir di tempat atau lewat layar. Tanpa akun, tanpa biaya."),
            "ticket",
        ),
        Topic(
            "organizer",
            _("Untuk panitia"),
            _("Menyusun kegiatan, menerima pendaftaran, dan mengambil daftar hadir yang siap ditandatangani."),
            "calendar",
        ),
        Topic(
            "desk",
            _("Untuk petugas meja"),
            _("Memindai tiket dengan ponsel, juga di aula yang ramai dan sinyalnya lemah."),
            "scan",
        ),
        Topic(
            "phone",
            _("Kamera ponsel"),
            _("Bila kamera tidak terbuka, dan cara mencoba Gelar di ponsel sendiri."),
            "question",
        ),
    ]
