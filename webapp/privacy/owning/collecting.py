"""Everything that is kept of one registration and its person."""

from flask_babel import gettext as _

from webapp.attendance.models import Consent, Registration
from webapp.attendance.questions.asking import shown
from webapp.attendance.registering import answers
from webapp.attendance.registering.models import Guardian, RegistrationGroup
from webapp.attendance.ticketing import wording
from webapp.database import db
from webapp.privacy.owning import queries
from webapp.privacy.owning.facts import Fact, Section, fact, moment
from webapp.privacy.owning.happenings import happenings
from webapp.privacy.owning.words import PURPOSES, WAYS, said
from webapp.web.formatting import phone_number


def collect(registration: Registration) -> list[Section]:
    """The sections, always in the same order. Needs registering.queries.PAGE loaded."""
    group, guardian = db.session.execute(queries.beside(registration)).one()
    return [
        Section("person", _("Diri"), _person(registration)),
        Section("registration", _("Pendaftaran"), _registration(registration, group)),
        Section("answers", _("Isian daftar hadir"), _answers(registration)),
        *_own_questions(registration),
        *([_guardian(registration, guardian)] if guardian else []),
        *(_consent(registration, one) for one in db.session.scalars(queries.consents(registration.id))),
        *happenings(registration),
    ]


def _person(registration: Registration) -> tuple[Fact, ...]:
    person = registration.person
    return (
        fact("name", _("Nama"), person.name),
        fact("phone", _("Nomor HP"), person.phone, phone_number(person.phone)),
        fact("email", _("Alamat surel"), person.email),
        fact("distinguisher", _("Pembeda"), person.distinguisher),
    )


def _registration(registration: Registration, group: RegistrationGroup | None) -> tuple[Fact, ...]:
    event, shown_as, region = registration.event, wording.words(registration), registration.region
    return (
        fact("event", _("Kegiatan"), event.summary),
        fact("day", _("Hari"), event.dtstart.isoformat(), f"{shown_as.day}, {shown_as.time}"),
        fact("organizer", _("Penyelenggara"), event.organization.name),
        fact("mode", _("Cara ikut"), registration.mode.value, shown_as.mode),
        fact("status", _("Keadaan"), registration.status.value, shown_as.status),
        moment("registered_at", _("Mendaftar pada"), registration.registered_at, event.tzid),
        fact("affiliation", _("Asal"), registration.affiliation),
        fact("region", _("Wilayah"), registration.region_code, region.name if region else ""),
        fact("represents", _("Mewakili"), registration.represents),
        fact("group", _("Rombongan"), group.affiliation if group else ""),
    )


def _answers(registration: Registration) -> tuple[Fact, ...]:
    labels = {
        "gender": _("Jenis kelamin"),
        "age_group": _("Kelompok usia"),
        "occupation": _("Pekerjaan"),
        "position": _("Jabatan"),
        "needs": _("Kebutuhan khusus"),
    }
    stated = answers.stated(registration)
    return tuple(fact(name, label, getattr(registration, name), stated.get(name, "")) for name, label in labels.items())


def _own_questions(registration: Registration) -> list[Section]:
    rows = db.session.execute(queries.answers(registration.id)).all()
    facts = tuple(fact(question.label, question.label, answer.value, shown(answer.value)) for question, answer in rows)
    return [Section("own_questions", _("Pertanyaan penyelenggara"), facts)] if facts else []


def _guardian(registration: Registration, guardian: Guardian) -> Section:
    facts = (
        fact("name", _("Nama"), guardian.name),
        fact("relation", _("Hubungan"), guardian.relation),
        moment("consented_at", _("Izin diberikan"), guardian.consented_at, registration.event.tzid),
    )
    return Section("guardian", _("Orang tua atau wali"), facts)


def _consent(registration: Registration, consent: Consent) -> Section:
    tzid = registration.event.tzid
    facts = (
        fact("purpose", _("Untuk"), consent.purpose, said(PURPOSES, consent.purpose)),
        fact("text_version", _("Versi pemberitahuan"), consent.text_version),
        fact("channel", _("Lewat"), consent.channel, said(WAYS, consent.channel)),
        moment("given_at", _("Diberikan pada"), consent.given_at, tzid),
        moment("withdrawn_at", _("Ditarik pada"), consent.withdrawn_at, tzid),
    )
    return Section("consents", _("Persetujuan"), facts, is_many=True)
