"""The invitation and the rundown of an activity, in the form of offices."""

from datetime import datetime

from webapp.attendance.narrating.papers import when
from webapp.attendance.reporting.heads import letterhead, signatory
from webapp.documents.activity_reports import ActivityReport, Block, Chapter, Paragraph, Table, activity_report_pdf
from webapp.events.kinds import kind_label, role_label
from webapp.events.models import Event
from webapp.web import formatting

DOTS = "………………………"


def invitation(event: Event, *, at: datetime) -> bytes:
    """The letter that went out, dated the day on which the activity was published; its number is the office's."""
    sent = formatting.local(event.published_at or at, event.tzid).date()
    facts = (
        ("Hari/tanggal", formatting.date_range(event.dtstart, event.dtend, event.tzid)),
        ("Waktu", formatting.time_range(event.dtstart, event.dtend, event.tzid)),
        ("Tempat", event.venue or "Daring"),
        ("Acara", event.summary),
    )
    contact = event.organization.contact_name
    phone = formatting.phone_number(event.organization.contact_phone)
    closing = [Paragraph(f"Narahubung: {contact} {phone}".strip())] if phone else []
    body: tuple[Block, ...] = (
        Paragraph(f"Nomor: {DOTS}"),
        Paragraph("Sifat: Biasa"),
        Paragraph("Hal: Undangan"),
        Paragraph(f"Yth. Bapak/Ibu {DOTS}"),
        Paragraph(
            f"Dengan hormat, kami mengundang Bapak/Ibu untuk mengikuti {kind_label(event.kind).lower()} "
            f"“{event.summary}” yang akan diselenggarakan pada:"
        ),
        Table((), facts),
        Paragraph("Atas perhatian dan kehadiran Bapak/Ibu, kami ucapkan terima kasih."),
        *closing,
    )
    return activity_report_pdf(
        ActivityReport(
            title="UNDANGAN",
            subject=event.summary,
            chapters=(Chapter("", body),),
            letterhead=letterhead(event.organization),
            signatory=signatory(event.organization, sent),
            issued_on=sent,
        )
    )


def rundown(event: Event, *, at: datetime) -> bytes:
    """Its sessions by day and hour, and who had which part."""
    sessions = tuple(
        (
            formatting.long_date(one.dtstart, event.tzid),
            formatting.time_range(one.dtstart, one.dtend, event.tzid),
            one.title or event.summary,
        )
        for one in event.sessions
    )
    blocks: list[Block] = [
        Paragraph(f"{when(event)}, {event.venue or 'daring'}"),
        Table(("Hari", "Waktu", "Acara"), sessions),
    ]
    if event.roles:
        rows = tuple((role_label(one.role), one.name, one.talk_title) for one in event.roles)
        blocks.append(Table(("Peran", "Nama", "Materi"), rows))
    return activity_report_pdf(
        ActivityReport(
            title="SUSUNAN ACARA",
            subject=event.summary,
            chapters=(Chapter("", tuple(blocks)),),
            letterhead=letterhead(event.organization),
            issued_on=formatting.local(at, event.tzid).date(),
        )
    )
