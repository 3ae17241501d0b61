"""Where organizers write freely about an activity: tables, their columns, and what each is called for people."""

from typing import Any, NamedTuple

from flask_babel import lazy_gettext as _l

from webapp.attendance.announcing.models import Announcement
from webapp.attendance.attesting.models import WatchParty
from webapp.attendance.certifying.models import Certificate
from webapp.attendance.importing.models import AttendanceImport, RegistrationImport
from webapp.attendance.narrating.models import ReportPhoto, ReportText
from webapp.attendance.questions.models import Question
from webapp.attendance.telling.models import MessageText
from webapp.events.asking.models import AskedQuestion
from webapp.events.featuring.models import EventFeature, EventOutput
from webapp.events.models import Event, EventRevision, Role, Session
from webapp.events.program.models import EventContact, RundownLine


class Place(NamedTuple):
    """One table. Its rows say of which event or session they are, or are the event."""

    model: type[Any]
    columns: tuple[str, ...]
    label: Any


PLACES = {
    place.model.__tablename__: place
    for place in (
        Place(Event, ("summary", "description", "topic", "venue", "status_reason"), _l("Uraian kegiatan")),
        Place(EventRevision, ("reason",), _l("Alasan perubahan jadwal")),
        Place(Session, ("title",), _l("Judul sesi")),
        Place(Role, ("name", "affiliation", "talk_title"), _l("Pengisi acara")),
        Place(RundownLine, ("title", "people"), _l("Susunan acara")),
        Place(EventContact, ("name",), _l("Narahubung")),
        Place(EventFeature, ("value",), _l("Kekhususan kegiatan")),
        Place(EventOutput, ("title",), _l("Dokumen hasil")),
        Place(AskedQuestion, ("text", "name"), _l("Kotak pertanyaan")),
        Place(ReportText, ("text",), _l("Bagian tertulis laporan")),
        Place(ReportPhoto, ("caption",), _l("Keterangan foto")),
        Place(Announcement, ("subject", "body", "segment"), _l("Kabar panitia")),
        Place(MessageText, ("subject", "body"), _l("Naskah pesan")),
        Place(Question, ("label", "help"), _l("Pertanyaan pendaftaran")),
        Place(WatchParty, ("place", "declared_by"), _l("Nonton bersama")),
        Place(Certificate, ("reason", "note", "revoked_reason"), _l("Catatan sertifikat")),
        Place(AttendanceImport, ("title", "filename"), _l("Laporan rapat")),
        Place(RegistrationImport, ("consent_note", "filename"), _l("Tabel pendaftaran")),
    )
}
