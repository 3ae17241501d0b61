"""The daftar hadir on paper. Nothing is counted here."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from flask_babel import gettext as _

from webapp.attendance.reporting.heads import ended_on, letterhead, signatory
from webapp.attendance.reporting.leaves import SUBTITLES, Leaf, Wanted, serving
from webapp.attendance.reporting.values import Attendee, Report
from webapp.attendance.reporting.words import channel_label, shown_name
from webapp.attendance.verdicts.explaining import sentences
from webapp.documents.attendance_list import (
    AttendanceList,
    AttendanceRow,
    Orientation,
    Variant,
    attendance_list_pdf,
    attendance_list_png,
)
from webapp.errors import Refused
from webapp.events.kinds import role_label
from webapp.events.models import Event, Mode
from webapp.web import formatting

_VARIANTS = {Leaf.EMPTY: Variant.EMPTY, Leaf.AFTER: Variant.AFTER, Leaf.ONLINE: Variant.ONLINE}


def attendance_list(report: Report, wanted: Wanted, *, at: datetime) -> bytes:
    """The daftar hadir as PDF, in the form of offices: always Indonesian. Phones are masked unless asked for.

    Raises Refused when the columns do not fit on the paper.
    """
    return _drawn(attendance_list_pdf, _document(report, wanted, at=at), wanted)


def preview(report: Report, wanted: Wanted, *, at: datetime) -> bytes:
    """Its first page as a picture, beside the choices that make it. Phones are masked. Raises Refused as above."""
    return _drawn(attendance_list_png, _document(report, replace(wanted, has_full_phones=False), at=at), wanted)


def _document(report: Report, wanted: Wanted, *, at: datetime) -> AttendanceList:
    event, tzid = report.event, report.event.tzid
    return AttendanceList(
        details=_details(event),
        issued_on=formatting.local(at, tzid).date(),
        rows=_rows(report, wanted),
        letterhead=letterhead(event.organization),
        subtitle=SUBTITLES[wanted.leaf],
        variant=_VARIANTS.get(wanted.leaf, Variant.BLANK_SIGNATURE),
        columns=wanted.columns,
        signatory=signatory(event.organization, ended_on(event)),
        paper=wanted.paper,
        orientation=wanted.orientation,
        code=event.slug if wanted.leaf is Leaf.EMPTY else "",
    )


def _drawn(draw: Callable[[AttendanceList], bytes], document: AttendanceList, wanted: Wanted) -> bytes:
    try:
        return draw(document)
    except ValueError as error:
        if not wanted.columns:
            raise
        sentence = _("Kolom sebanyak ini tidak muat pada kertasnya. Mohon kurangi kolom atau pilih arah mendatar.")
        raise Refused(sentence) from error


def _details(event: Event) -> tuple[tuple[str, str], ...]:
    first = event.sessions[0]
    hours = formatting.time_range(first.dtstart, first.dtend, event.tzid)
    return (
        ("Acara", event.summary),
        ("Hari/Tanggal", formatting.date_range(event.dtstart, event.dtend, event.tzid)),
        ("Waktu", hours[:1].upper() + hours[1:]),
        ("Tempat", event.venue or "Daring"),
    )


def _rows(report: Report, wanted: Wanted) -> tuple[AttendanceRow, ...]:
    if wanted.leaf in (Leaf.SPEAKERS, Leaf.COMMITTEE):
        chosen = serving(report.event, wanted.leaf)
        return tuple(AttendanceRow(one.name, "", one.affiliation, role_label(one.role)) for one in chosen)
    full, why = wanted.has_full_phones, _sentences(report, wanted)
    rows = ((one, _row(one, report.event.tzid, has_full_phones=full)) for one in _listed(report, wanted.leaf))
    return tuple(replace(row, evidence=why.get(one.registration.id, row.evidence)) for one, row in rows)


def _sentences(report: Report, wanted: Wanted) -> dict[int, str]:
    """Why each counts, where a whole sentence has room: on the wide sheet of those online."""
    has_room = wanted.leaf is Leaf.ONLINE and wanted.orientation is Orientation.LANDSCAPE
    return sentences(report.event) if has_room else {}


def _listed(report: Report, leaf: Leaf) -> list[Attendee]:
    if leaf is Leaf.ONLINE:
        return [one for one in report.everyone() if one.mode == Mode.ONLINE]
    if leaf is Leaf.AFTER:
        return [one for one in report.everyone() if one.mode == Mode.IN_PERSON]
    if leaf is Leaf.EMPTY:
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
