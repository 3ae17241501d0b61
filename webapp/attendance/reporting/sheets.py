"""The report as CSV and XLSX. Nothing is counted here."""

from collections.abc import Mapping
from datetime import datetime
from zoneinfo import ZoneInfo

from flask_babel import gettext as _

from webapp.attendance.reporting import own_answers
from webapp.attendance.reporting.values import Attendee, Report
from webapp.attendance.reporting.words import channel_label, mode_label
from webapp.documents import spreadsheets
from webapp.documents.spreadsheets import CellType, Column, Sheet
from webapp.events.models import Mode
from webapp.web import formatting


def sheet(report: Report, *, has_full_phones: bool, reasons: Mapping[int, str] | None = None) -> Sheet:
    """One row a person: what was registered, what came of it, and why, by registration."""
    why = reasons or {}
    columns = (
        Column(_("No"), CellType.INTEGER),
        Column(_("Nama")),
        Column(_("Mewakili")),
        Column("L/P"),
        Column(_("Instansi/KIM")),
        Column(_("Jabatan")),
        Column(_("No. HP"), CellType.PHONE),
        Column(_("Kab/Kota")),
        Column(_("Cara ikut")),
        Column(_("Hadir")),
        Column(_("Waktu hadir"), CellType.DATETIME),
        Column(_("Bukti")),
        Column(_("Meja")),
        Column(_("Sesi dihadiri"), CellType.INTEGER),
        Column(_("Di luar kuota")),
        Column(_("Keterangan")),
    )
    rows = [
        [*_cells(n, one, has_full_phones=has_full_phones), why.get(one.registration.id, "")]
        for n, one in enumerate(report.attendees, 1)
    ]
    return Sheet(
        _("Daftar hadir"),
        columns,
        rows,
        zone=ZoneInfo(report.event.tzid),
        notes=(report.event.summary,),
    )


def _cells(n: int, one: Attendee, *, has_full_phones: bool) -> list[spreadsheets.Cell]:
    registration = one.registration
    phone = registration.person.phone
    return [
        n,
        one.name,
        registration.represents,
        registration.gender,
        registration.affiliation,
        registration.position,
        (phone if has_full_phones else formatting.masked_phone(phone)) or None,
        registration.region.name if registration.region else "",
        mode_label(registration.mode),
        mode_label(one.mode) if one.mode else _("tidak hadir"),
        one.first_at,
        channel_label(one.channel),
        one.desk,
        one.sessions,
        _("ya") if registration.is_outside_quota else "",
    ]


def figures_sheet(report: Report) -> Sheet:
    """The figures of the page, each the length of a list."""
    rows: list[list[spreadsheets.Cell]] = [
        [_("Terdaftar luring"), len(report.registered(Mode.IN_PERSON))],
        [_("Terdaftar daring"), len(report.registered(Mode.ONLINE))],
        [_("Hadir luring"), len(report.present(Mode.IN_PERSON))],
        [_("Hadir daring"), len(report.present(Mode.ONLINE))],
        [_("Hadir di luar kuota"), len(report.outside_quota())],
        [_("Jumlah nama pada daftar hadir"), len(report.everyone())],
        [_("Datang langsung"), len(report.walk_ins())],
        [_("Daftar tunggu"), report.waiting],
        [_("Kabupaten/kota"), report.regencies],
        [_("KIM"), report.groups],
    ]
    return Sheet(
        _("Ringkasan"),
        (Column(_("Uraian"), width=28), Column(_("Jumlah"), CellType.INTEGER)),
        rows,
    )


def as_csv(report: Report, *, has_full_phones: bool, reasons: Mapping[int, str] | None = None) -> bytes:
    return spreadsheets.csv_text(_with_answers(report, has_full_phones=has_full_phones, reasons=reasons))


def as_xlsx(report: Report, *, has_full_phones: bool, at: datetime, reasons: Mapping[int, str] | None = None) -> bytes:
    people = _with_answers(report, has_full_phones=has_full_phones, reasons=reasons)
    return spreadsheets.xlsx([people, figures_sheet(report)], at=at)


def _with_answers(report: Report, *, has_full_phones: bool, reasons: Mapping[int, str] | None) -> Sheet:
    """The sheet of people with what the event asked them itself."""
    people = [one.registration for one in report.attendees]
    rows = sheet(report, has_full_phones=has_full_phones, reasons=reasons)
    return own_answers.beside(rows, people, report.event.id)
