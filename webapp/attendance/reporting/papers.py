"""The report as files: the daftar hadir on paper, CSV and XLSX. Nothing is counted here."""

from datetime import datetime
from zoneinfo import ZoneInfo

from flask_babel import gettext as _
from flask_babel import lazy_gettext

from webapp.attendance.models import Channel
from webapp.attendance.reporting.heads import ended_on, letterhead, signatory
from webapp.attendance.reporting.values import Attendee, Report
from webapp.documents import spreadsheets
from webapp.documents.attendance_list import (
    AttendanceList,
    AttendanceRow,
    Orientation,
    Paper,
    Variant,
    attendance_list_pdf,
)
from webapp.documents.spreadsheets import CellType, Column, Sheet
from webapp.events.models import Mode
from webapp.web import formatting

SUBTITLES = {
    Variant.ONLINE: "PESERTA DARING",
    Variant.AFTER: "PESERTA LURING",
    Variant.BLANK_SIGNATURE: "PESERTA",
    Variant.EMPTY: "PESERTA YANG DATANG LANGSUNG",
}


_CHANNELS = {
    Channel.CAMERA: "QR",
    Channel.TYPED: lazy_gettext("kode diketik"),
    Channel.SEARCH: lazy_gettext("cari nama"),
    Channel.WALK_IN: lazy_gettext("datang langsung"),
    Channel.JOIN: lazy_gettext("tautan daring"),
    Channel.API: "API",
    Channel.VENUE: lazy_gettext("kode di tempat"),
}


def channel_label(channel: Channel | None) -> str:
    """How a presence was recorded, in one or two words."""
    return str(_CHANNELS[channel]) if channel else ""


def attendance_list(
    report: Report,
    *,
    variant: Variant,
    paper: Paper,
    orientation: Orientation,
    has_full_phones: bool,
    at: datetime,
) -> bytes:
    """The daftar hadir as PDF, in the form of offices: always Indonesian. Phones are masked unless asked for."""
    event = report.event
    tzid = event.tzid
    document = AttendanceList(
        details=(
            ("Acara", event.summary),
            ("Hari/Tanggal", formatting.date_range(event.dtstart, event.dtend, tzid)),
            (
                "Waktu",
                _capitalized(formatting.time_range(event.sessions[0].dtstart, event.sessions[0].dtend, tzid)),
            ),
            ("Tempat", event.venue or "Daring"),
        ),
        issued_on=formatting.local(at, tzid).date(),
        rows=tuple(_row(one, tzid, has_full_phones=has_full_phones) for one in _listed(report, variant)),
        letterhead=letterhead(event.organization),
        subtitle=SUBTITLES[variant],
        variant=variant,
        signatory=signatory(event.organization, ended_on(event)),
        paper=paper,
        orientation=orientation,
        code=event.slug if variant is Variant.EMPTY else "",
    )
    return attendance_list_pdf(document)


def _listed(report: Report, variant: Variant) -> list[Attendee]:
    if variant is Variant.ONLINE:
        return [one for one in report.everyone() if one.mode == Mode.ONLINE]
    if variant is Variant.AFTER:
        return [one for one in report.everyone() if one.mode == Mode.IN_PERSON]
    if variant is Variant.EMPTY:
        return []
    return report.registered(Mode.IN_PERSON)


def _row(one: Attendee, tzid: str, *, has_full_phones: bool) -> AttendanceRow:
    registration = one.registration
    phone = registration.person.phone
    came = formatting.clock_time(one.first_at, tzid, with_zone=False) if one.first_at else ""
    evidence = channel_label(one.channel)
    return AttendanceRow(
        name=shown_name(one),
        sex=registration.gender,
        affiliation=registration.affiliation,
        position=registration.position,
        phone=formatting.phone_number(phone) if has_full_phones else formatting.masked_phone(phone),
        regency=registration.region.name if registration.region else "",
        attended=f"Hadir {came} · {evidence}" if came else "",
        first_in=came,
        last_out=formatting.clock_time(one.last_at, tzid, with_zone=False)
        if one.last_at and one.last_at != one.first_at
        else "",
        evidence=evidence,
    )


def shown_name(one: Attendee) -> str:
    """The name exactly as typed, with whom it stands in for."""
    represents = one.registration.represents
    return f"{one.name} (mewakili {represents})" if represents else one.name


def _capitalized(text: str) -> str:
    return text[:1].upper() + text[1:]


def sheet(report: Report, *, has_full_phones: bool) -> Sheet:
    """One row a person: what was registered and what came of it."""
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
    )
    rows = [_cells(n, one, has_full_phones=has_full_phones) for n, one in enumerate(report.attendees, 1)]
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


def mode_label(mode: Mode) -> str:
    return _("luring") if mode == Mode.IN_PERSON else _("daring")


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


def as_csv(report: Report, *, has_full_phones: bool) -> bytes:
    return spreadsheets.csv_text(sheet(report, has_full_phones=has_full_phones))


def as_xlsx(report: Report, *, has_full_phones: bool, at: datetime) -> bytes:
    return spreadsheets.xlsx([sheet(report, has_full_phones=has_full_phones), figures_sheet(report)], at=at)
