"""What happened with a registration: tickets, scans, attendance, minutes, certificates, feedback, messages."""

from collections.abc import Callable, Iterable
from typing import Any

from flask_babel import gettext as _

from webapp.attendance.certifying.models import Certificate
from webapp.attendance.evaluating.models import RATED, Feedback
from webapp.attendance.evaluating.results import SHORT
from webapp.attendance.models import Attendance, Registration, Scan, Ticket
from webapp.attendance.outbox.wording import kind_label, state_label
from webapp.attendance.reporting.words import channel_label, mode_label
from webapp.attendance.verdicts.models import PresenceInterval
from webapp.database import db
from webapp.messages.models import Message
from webapp.privacy.owning import queries
from webapp.privacy.owning.facts import Fact, Section, fact, moment
from webapp.privacy.owning.words import OUTCOMES, SOURCES, said


def happenings(registration: Registration) -> list[Section]:
    """One query for each kind, however many rows there are."""
    tzid, own = registration.event.tzid, registration.id
    kinds: tuple[tuple[str, str, Iterable[Any], Callable[[Any, str], tuple[Fact, ...]]], ...] = (
        ("tickets", _("Tiket"), registration.tickets, _ticket),
        ("scans", _("Pemindaian"), db.session.scalars(queries.scans(own)), _scan),
        ("attendance", _("Kehadiran"), db.session.scalars(queries.attendances(own)), _came),
        ("presence", _("Waktu daring"), db.session.scalars(queries.intervals(own)), _stay),
        ("certificates", _("Sertifikat"), db.session.scalars(queries.certificates(own)), _paper),
        ("feedback", _("Umpan balik"), db.session.scalars(queries.feedback(own)), _opinion),
        ("messages", _("Pesan"), db.session.scalars(queries.messages(own)), _told),
    )
    return [
        Section(key, title, facts_of(row, tzid), is_many=True) for key, title, rows, facts_of in kinds for row in rows
    ]


def _ticket(one: Ticket, tzid: str) -> tuple[Fact, ...]:
    return (
        fact("short_code", _("Kode"), one.short_code),
        moment("issued_at", _("Terbit"), one.issued_at, tzid),
        moment("revoked_at", _("Tidak berlaku sejak"), one.revoked_at, tzid),
    )


def _scan(one: Scan, tzid: str) -> tuple[Fact, ...]:
    return (
        moment("scanned_at", _("Waktu"), one.scanned_at, tzid),
        fact("desk", _("Meja"), one.desk),
        fact("channel", _("Lewat"), one.channel.value, channel_label(one.channel)),
        fact("outcome", _("Hasil"), one.outcome.value, said(OUTCOMES, one.outcome)),
    )


def _came(one: Attendance, tzid: str) -> tuple[Fact, ...]:
    return (
        moment("first_at", _("Hadir pada"), one.first_at, tzid),
        fact("mode", _("Cara"), one.mode.value, mode_label(one.mode)),
        fact("minutes", _("Menit"), one.minutes),
        fact("is_present", _("Dihitung hadir"), one.is_present, _("ya") if one.is_present else _("tidak")),
    )


def _stay(one: PresenceInterval, tzid: str) -> tuple[Fact, ...]:
    return (
        fact("source", _("Sumber"), one.source.value, said(SOURCES, one.source)),
        moment("started_at", _("Dari"), one.started_at, tzid),
        moment("ended_at", _("Sampai"), one.ended_at, tzid),
    )


def _paper(one: Certificate, tzid: str) -> tuple[Fact, ...]:
    return (
        fact("number", _("Nomor"), one.number),
        fact("name", _("Nama"), one.name),
        moment("issued_at", _("Terbit"), one.issued_at, tzid),
        moment("revoked_at", _("Dicabut pada"), one.revoked_at, tzid),
    )


def _opinion(one: Feedback, _tzid: str) -> tuple[Fact, ...]:
    rated = tuple(fact(name, str(SHORT[name]), getattr(one, name)) for name in RATED)
    return (*rated, fact("suggestion", _("Saran"), one.suggestion))


def _told(one: Message, tzid: str) -> tuple[Fact, ...]:
    return (
        fact("kind", _("Jenis"), one.kind, kind_label(one.kind)),
        fact("state", _("Keadaan"), one.state.value, state_label(one.state)),
        moment("created_at", _("Dibuat"), one.created_at, tzid),
        moment("sent_at", _("Terkirim"), one.sent_at, tzid),
    )
