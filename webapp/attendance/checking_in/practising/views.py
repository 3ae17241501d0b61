"""The practice sheet as a paper: the same for every activity, so that anybody may print it the day before."""

from functools import lru_cache

from flask import Blueprint, Response
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from webapp.attendance.checking_in.practising.codes import Story, practice_codes
from webapp.attendance.ticketing.links import qr_text
from webapp.documents.practice import PracticeSquare, practice_sheet_pdf
from webapp.web.access import public
from webapp.web.localizing import chosen_locale

bp = Blueprint("practice", __name__)


@bp.get("/practice-sheet.pdf")
@public
def sheet() -> ResponseReturnValue:
    """Eight squares on an A4; nothing on it belongs to anybody."""
    answer = Response(_sheet(chosen_locale(), tuple(_squares())), mimetype="application/pdf")
    answer.headers["Content-Disposition"] = 'inline; filename="lembar-latihan.pdf"'
    answer.headers["Cache-Control"] = "private, max-age=3600"
    return answer


@lru_cache(maxsize=4)
def _sheet(locale: str, squares: tuple[PracticeSquare, ...]) -> bytes:
    return practice_sheet_pdf(squares, title=_("Lembar latihan meja registrasi"), lead=_lead(), locale=locale)


def _lead() -> str:
    return _(
        "Di pemindai, ketuk nama meja, pilih “Latihan”, lalu pindai kedelapan kode ini."
        " Tidak ada yang dicatat. Cocokkan warna, kata, dan bunyinya dengan yang tertulis di samping tiap kode."
    )


def _squares() -> list[PracticeSquare]:
    said = {
        Story.VALID: (_("Berlaku"), _("Hadir")),
        Story.ALREADY: (_("Pernah dipindai"), _("Sudah hadir")),
        Story.CANCELLED: (_("Pendaftaran dibatalkan"), _("Ditolak")),
        Story.OTHER: (_("Kegiatan lain"), _("Ditolak")),
        Story.WAITING: (_("Daftar tunggu"), _("Ditolak")),
        Story.YESTERDAY: (_("Kegiatan kemarin"), _("Ditolak")),
        Story.UNKNOWN: (_("Bukan tiket kami"), _("Tidak dikenal")),
        Story.GROUP: (_("Rombongan 12 orang"), _("Hadir, lalu tombol rombongan")),
    }
    return [PracticeSquare(*said[one.story], qr_text(one.code)) for one in practice_codes()]
