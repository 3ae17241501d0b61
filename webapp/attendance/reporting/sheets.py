"""The report as CSV and XLSX. Nothing is counted here."""

from collections.abc import Mapping
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
    rows: list[list[spreadsheets.Cell]] = [
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


def sessions_sheet(report: Report) -> Sheet:
    """Per peserta dan sesi, as a diklat is judged: 1 for each session somebody came to, which part that is, and the
    verdict of the event's rule."""
    event, tzid = report.event, report.event.tzid
    days = [one.title or formatting.stamp(one.dtstart, tzid) for one in event.sessions]
    columns = (
        Column(_("No"), CellType.INTEGER), Column(_("Nama"), width=32), Column(_("Instansi/KIM"), width=32),
        *(Column(f"{n}. {words}", CellType.INTEGER, width=14) for n, words in enumerate(days, 1)),
        Column(_("Sesi dihadiri"), CellType.INTEGER), Column(_("Bagian hadir"), CellType.PERCENT),
        Column(_("Lulus")), Column(_("Sertifikat")),
    )  # fmt: skip
    marks = [_marks(report, one) for one in report.attendees]
    rows: list[list[spreadsheets.Cell]] = [
        [n, one.name, one.registration.affiliation, *there, sum(there), sum(there) / len(there),
         _("ya") if one.is_present else "", _("ya") if one.registration.id in report.certified else ""]
        for n, (one, there) in enumerate(zip(report.attendees, marks, strict=True), 1)
    ]  # fmt: skip
    sums = [sum(column) for column in zip(*marks, strict=True)] or [0] * len(days)
    totals: list[spreadsheets.Cell] = [None, _("Jumlah"), None, *sums, sum(sums), None, None, None]
    notes = (event.summary, _("Lulus: hadir menurut aturan kehadiran kegiatan ini."))
    return Sheet(_("Per sesi"), columns, rows, totals=totals, notes=notes)


def _marks(report: Report, one: Attendee) -> list[int]:
    came = set(one.came.sessions) if one.came else set()
    return [int(session.id in came) for session in report.event.sessions]


def pages(report: Report, *, has_full_phones: bool, reasons: Mapping[int, str] | None = None) -> list[Sheet]:
    """The people with what the event asked them itself, the figures, and the sessions where there are several."""
    people = [one.registration for one in report.attendees]
    rows = sheet(report, has_full_phones=has_full_phones, reasons=reasons)
    first = own_answers.beside(rows, people, report.event.id)
    return [first, figures_sheet(report), *([sessions_sheet(report)] if len(report.event.sessions) > 1 else [])]
