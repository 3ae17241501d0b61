"""The invitation and the rundown of an activity, in the form of offices."""

from datetime import datetime

from webapp.attendance.narrating.papers import when
from webapp.attendance.reporting.heads import letterhead, signatory
from webapp.documents.activity_reports import ActivityReport, Block, Chapter, Paragraph, Table, activity_report_pdf
from webapp.documents.letter import Letter, letter_pdf
from webapp.events.kinds import role_label, titled
from webapp.events.models import Event, Mode, Visibility
from webapp.events.program.showing import program
from webapp.web import formatting
from webapp.web.pages import settings

DOTS = "………………………"


def invitation(event: Event, *, at: datetime) -> bytes:
    """The letter that goes out, dated the day on which the activity was published; number and addressee are written in.

    Needs sessions, seats and the organization with its signatories loaded.
    """
    sent = formatting.local(event.published_at or at, event.tzid).date()
    signed = signatory(event.organization, sent)
    day = formatting.long_date(sent).partition(", ")[2]
    opening = (
        f"Dengan hormat, kami mengundang Bapak/Ibu untuk mengikuti kegiatan {titled(event.kind, event.summary)} "
        f"yang diselenggarakan oleh {event.organization.name} pada:"
    )
    return letter_pdf(
        Letter(
            place_date=signed.place_date if signed else day,
            marks=(("Nomor", DOTS), ("Sifat", "Biasa"), ("Lampiran", "-"), ("Hal", "Undangan")),
            addressee=("Yth. Bapak/Ibu", DOTS, "di tempat"),
            opening=opening,
            facts=_facts(event),
            closing=_closing(event),
            dated=sent,
            letterhead=letterhead(event.organization),
            signatory=signed,
        )
    )


def _facts(event: Event) -> tuple[tuple[str, str], ...]:
    modes = {row.mode for row in event.seats if row.capacity}
    place = event.venue if Mode.IN_PERSON in modes or not modes else ""
    facts = [
        ("Hari/tanggal", formatting.date_range(event.dtstart, event.dtend, event.tzid)),
        ("Waktu", formatting.time_range(event.dtstart, event.dtend, event.tzid)),
        ("Tempat", place),
        ("Daring", "tautan bergabung dikirim setelah mendaftar" if Mode.ONLINE in modes else ""),
        ("Acara", event.summary),
    ]
    return tuple((name, words) for name, words in facts if words)


def _closing(event: Event) -> tuple[str, ...]:
    contact = event.organization.contact_name
    phone = formatting.phone_number(event.organization.contact_phone)
    page = f"{settings().public_url}/events/{event.slug}"
    is_secret = event.visibility is Visibility.CONFIDENTIAL
    words = (
        "" if is_secret else f"Mohon kesediaan Bapak/Ibu mendaftar di {page}.",
        f"Narahubung: {contact} {phone}".replace("  ", " ") if phone else "",
        "Atas perhatian dan kehadiran Bapak/Ibu, kami ucapkan terima kasih.",
    )
    return tuple(filter(None, words))


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
        *program_tables(event),
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


def program_tables(event: Event) -> list[Block]:
    """The susunan acara, one table a session; nothing where none was arranged."""
    found: list[Block] = []
    for heading, lines in program(event).days:
        found += [Paragraph(heading)] if heading else []
        found.append(Table(("Waktu", "Acara", "Oleh"), tuple(lines)))
    return found
