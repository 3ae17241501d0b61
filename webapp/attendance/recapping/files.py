"""The recap as files. Nothing is counted here."""

from datetime import datetime

from flask_babel import gettext as _

from webapp.attendance.recapping import sheets
from webapp.attendance.recapping.gathering import everyone
from webapp.attendance.recapping.values import Recap
from webapp.attendance.reporting.heads import letterhead, signatory
from webapp.documents.finished import CSV, PDF, XLSX, File
from webapp.documents.office_tables import OfficeTables, office_tables_pdf
from webapp.documents.sheets import Sheet
from webapp.documents.spreadsheets import csv_text, xlsx
from webapp.web.formatting import local, long_date

TABLES = {
    "events": sheets.by_event,
    "regions": sheets.by_region,
    "axes": sheets.by_axis,
    "groups": sheets.by_kim,
    "indicators": sheets.by_indicator,
    "people": None,
}


def table(found: Recap, name: str, *, at: datetime) -> File:
    """One of TABLES as CSV."""
    make = TABLES[name]
    sheet = make(found) if make else _people(found, at=at)
    return File(csv_text(sheet), CSV, f"rekap-{name}-{_stretch(found)}.csv")


def workbook(found: Recap, *, at: datetime) -> File:
    """All tables as one workbook, the people last."""
    pages = [make(found) if make else _people(found, at=at) for make in TABLES.values()]
    return File(xlsx(pages, at=at), XLSX, f"rekap-{_stretch(found)}.xlsx")


def paper(found: Recap, *, at: datetime) -> File:
    """The tables of the office on paper, without names: activities, kabupaten/kota, axes and KIM."""
    today = local(at, found.period.tzid).date()
    own = [sheet] if (sheet := sheets.by_indicator(found)).rows else []
    document = OfficeTables(
        title="REKAPITULASI KEGIATAN DAN KEHADIRAN",
        details=(
            ("Penyelenggara", found.organization.name),
            ("Masa", found.period.words),
            ("Jumlah", summary(found)),
        ),
        sheets=(sheets.by_event(found), sheets.by_region(found), sheets.by_axis(found), sheets.by_kim(found), *own),
        source=f"Sumber: catatan kehadiran {found.organization.name}, diunduh {long_date(today)}.",
        letterhead=letterhead(found.organization),
        signatory=signatory(found.organization, today),
        issued_on=today,
    )
    return File(office_tables_pdf(document), PDF, f"rekap-{_stretch(found)}.pdf", is_inline=True)


def summary(found: Recap) -> str:
    """The figures in one line, persons and attendances apart."""
    return _(
        "%(events)d kegiatan; %(came)d kehadiran oleh %(persons)d orang, dari %(regencies)d kab/kota dan %(kims)d KIM",
        events=len(found.events),
        came=found.came,
        persons=found.persons,
        regencies=found.regencies,
        kims=len(found.groups),
    )


def _people(found: Recap, *, at: datetime) -> Sheet:
    return sheets.by_person(found, everyone(found, at=at))


def _stretch(found: Recap) -> str:
    return f"{found.organization.slug}-{found.period.first}-{found.period.last}"
