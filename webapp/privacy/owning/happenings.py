"""What happened with a registration: tickets, what was presented, attendance, minutes online, messages."""

from flask_babel import gettext as _

from webapp.attendance.models import Registration
from webapp.database import db
from webapp.privacy.owning import queries
from webapp.privacy.owning.facts import Section, fact
from webapp.web.formatting import stamp


def happenings(registration: Registration) -> list[Section]:
    """One query for each kind, however many rows there are."""
    return [
        *_tickets(registration),
        *_scans(registration),
        *_attendances(registration),
        *_intervals(registration),
        *_certificates(registration),
        *_messages(registration),
    ]


def _many(registration: Registration, key: str, title: str, rows: list[list[tuple[str, str, object]]]) -> list[Section]:
    """Sections of one kind; a value that is a moment is told by the event's clock."""
    made = []
    for row in rows:
        facts = []
        for name, label, value in row:
            is_moment = hasattr(value, "isoformat")
            words = stamp(value, registration.event.tzid) if is_moment else None  # type: ignore[arg-type]
            facts.append(fact(name, label, value.isoformat() if is_moment else value, words))  # type: ignore[attr-defined]
        made.append(Section(key, title, tuple(facts), is_many=True))
    return made


def _tickets(registration: Registration) -> list[Section]:
    return _many(
        registration,
        "tickets",
        _("Tiket"),
        [
            [
                ("short_code", _("Kode"), one.short_code),
                ("issued_at", _("Terbit"), one.issued_at),
                ("revoked_at", _("Tidak berlaku sejak"), one.revoked_at),
            ]
            for one in registration.tickets
        ],
    )


def _scans(registration: Registration) -> list[Section]:
    return _many(
        registration,
        "scans",
        _("Pemindaian"),
        [
            [
                ("scanned_at", _("Waktu"), one.scanned_at),
                ("desk", _("Meja"), one.desk),
                ("channel", _("Lewat"), one.channel.value),
                ("outcome", _("Hasil"), one.outcome.value),
            ]
            for one in db.session.scalars(queries.scans(registration.id))
        ],
    )


def _attendances(registration: Registration) -> list[Section]:
    return _many(
        registration,
        "attendance",
        _("Kehadiran"),
        [
            [
                ("first_at", _("Hadir pada"), one.first_at),
                ("mode", _("Cara"), one.mode.value),
                ("minutes", _("Menit"), one.minutes),
                ("is_present", _("Dihitung hadir"), _("ya") if one.is_present else _("tidak")),
            ]
            for one in db.session.scalars(queries.attendances(registration.id))
        ],
    )


def _intervals(registration: Registration) -> list[Section]:
    return _many(
        registration,
        "presence",
        _("Waktu daring"),
        [
            [
                ("source", _("Sumber"), one.source.value),
                ("started_at", _("Dari"), one.started_at),
                ("ended_at", _("Sampai"), one.ended_at),
            ]
            for one in db.session.scalars(queries.intervals(registration.id))
        ],
    )


def _certificates(registration: Registration) -> list[Section]:
    return _many(
        registration,
        "certificates",
        _("Sertifikat"),
        [
            [
                ("number", _("Nomor"), one.number),
                ("name", _("Nama"), one.name),
                ("issued_at", _("Terbit"), one.issued_at),
                ("revoked_at", _("Dicabut pada"), one.revoked_at),
            ]
            for one in db.session.scalars(queries.certificates(registration.id))
        ],
    )


def _messages(registration: Registration) -> list[Section]:
    return _many(
        registration,
        "messages",
        _("Pesan"),
        [
            [
                ("kind", _("Jenis"), one.kind),
                ("state", _("Keadaan"), one.state.value),
                ("created_at", _("Dibuat"), one.created_at),
                ("sent_at", _("Terkirim"), one.sent_at),
            ]
            for one in db.session.scalars(queries.messages(registration.id))
        ],
    )
