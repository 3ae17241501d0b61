"""The papers of the door as plain values: the sheet to sign, and labels."""

from collections.abc import Sequence
from datetime import datetime

from flask_babel import get_locale
from flask_babel import gettext as _

from webapp.attendance.checking_in.papers.numbering import Numbered
from webapp.attendance.ticketing.links import qr_text
from webapp.documents.door_papers import Badge, Labels, SheetRow, SigningSheet, labels_pdf, signing_sheet_pdf
from webapp.events.models import Event, Session
from webapp.web.formatting import date_range, local
from webapp.web.pages import public_url


def signing_sheet(event: Event, session: Session, people: Sequence[Numbered], *, at: datetime) -> bytes:
    return signing_sheet_pdf(
        SigningSheet(
            summary=event.summary,
            when=" · ".join(filter(None, (session.title, date_range(session.dtstart, session.dtend, event.tzid)))),
            code=event.slug,
            entry_url=public_url("paper.show", slug=event.slug, session=session.id),
            rows=[SheetRow(one.number, one.name, one.affiliation, one.short_code) for one in people],
            words=_words(),
            locale=_locale(),
            issued_on=local(at, event.tzid).date(),
        )
    )


def _words() -> dict[str, str]:
    return {
        "title": _("Lembar hadir"),
        "code": _("Kode kegiatan"),
        "number": _("No."),
        "name": _("Nama"),
        "affiliation": _("Instansi/KIM"),
        "short": _("Kode"),
        "signature": _("Tanda tangan"),
        "lead": _(
            "Sesudahnya, pindai kode ini atau buka Kertas di ruang kegiatan, lalu ketik nomor yang bertanda tangan."
        ),
        "walk_ins": _("Datang tanpa mendaftar"),
    }


def labels(event: Event, people: Sequence[Numbered], paper: Labels, *, at: datetime) -> bytes:
    badges = [Badge(one.name, one.affiliation, one.short_code, qr_text(one.code)) for one in people if one.code]
    return labels_pdf(badges, paper, summary=event.summary, locale=_locale(), issued_on=local(at, event.tzid).date())


def _locale() -> str:
    return str(get_locale() or "id")
