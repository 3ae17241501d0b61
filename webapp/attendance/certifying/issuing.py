"""Issuing certificates: to one person, or to everybody who may have one; each gets a number that nobody else gets."""

from collections.abc import Collection, Sequence
from datetime import datetime

from flask_babel import gettext as _
from sqlalchemy import insert, select

from webapp.attendance.certifying import numbering, queries
from webapp.attendance.certifying.eligibility import Candidate, candidates, keys_held
from webapp.attendance.certifying.models import PARTICIPANT, Certificate
from webapp.attendance.models import Registration, RegistrationStatus
from webapp.database import db
from webapp.directory.models import Organization
from webapp.errors import Refused
from webapp.events.models import Event, EventStatus
from webapp.web.formatting import local
from webapp.web.tokens import new_ref

LONGEST_REASON = 300


def issue_all(event: Event, *, at: datetime) -> list[Certificate]:
    """Give everybody who may have one and has none a certificate. Pressed twice, it gives nothing twice.

    Needs the organization loaded. Refused before the event began, and for one that was not held.
    """
    refuse_too_early(event, at=at)
    numbering.take(event.organization_id, 0, year=local(at, event.tzid).year)  # whoever presses too waits here
    return _issue(event, candidates(event.id), at=at)


def issue_chosen(event: Event, keys: Collection[str], *, at: datetime) -> list[Certificate]:
    """Give those whose `Candidate.key` was ticked a certificate: all of them or nobody. Pressed twice, nothing twice.

    Refused for an empty choice, and for somebody who may not have one: absent, of another event, or no longer there.
    """
    if not keys:
        raise Refused(_("Pilih dahulu siapa yang sertifikatnya diterbitkan."), reason="none_chosen")
    refuse_too_early(event, at=at)
    numbering.take(event.organization_id, 0, year=local(at, event.tzid).year)
    waiting = candidates(event.id)
    known = {one.key for one in waiting} | keys_held(event.id)
    strange = len([key for key in dict.fromkeys(keys) if key not in known])
    if strange:
        raise Refused(
            _("%(n)d pilihan tidak lagi berhak atas sertifikat, jadi belum ada yang diterbitkan. "
              "Mohon periksa daftar ini lalu pilih kembali.", n=strange),
            reason="not_eligible",
        )  # fmt: skip
    return _issue(event, [one for one in waiting if one.key in set(keys)], at=at)


def issue_to(
    event: Event, registration: Registration, *, at: datetime, reason: str = "", number: str = ""
) -> Certificate:
    """Give one participant a certificate, under a number of the office's own register where one is given.

    Needs person loaded. Refused without a reason for somebody who was not counted as present, for a number that is
    taken, and for whoever has one.
    """
    refuse_too_early(event, at=at)
    numbering.take(event.organization_id, 0, year=local(at, event.tzid).year)
    if registration.event_id != event.id or registration.status != RegistrationStatus.CONFIRMED:
        raise Refused(_("Pendaftaran ini tidak mempunyai tempat pada kegiatan ini."), reason="status")
    if db.session.scalar(queries.of_registration(registration.id)):
        raise Refused(_("%(name)s sudah mempunyai sertifikat.", name=registration.person.name), reason="known")
    why = " ".join(reason.split())[:LONGEST_REASON]
    was_there = {one.id for one in db.session.execute(queries.present(event.id))}
    if registration.id not in was_there and not why:
        raise Refused(
            _("%(name)s belum tercatat hadir. Tulis alasannya agar sertifikat ini dapat dipertanggungjawabkan.",
              name=registration.person.name), reason="reason",
        )  # fmt: skip
    candidate = Candidate(PARTICIPANT, registration.person.name, registration.id, why)
    return _issue(event, [candidate], at=at, number=" ".join(number.split()))[0]


def issue_for_role(event: Event, *, role: str, name: str, at: datetime, number: str = "") -> Certificate:
    """Give somebody with a part in the event a certificate. Refused for a part that the event does not name."""
    refuse_too_early(event, at=at)
    numbering.take(event.organization_id, 0, year=local(at, event.tzid).year)
    wanted = [one for one in candidates(event.id) if (one.role, one.name, one.registration_id) == (role, name, None)]
    if not wanted:
        raise Refused(_("Peran ini tidak ada pada kegiatan ini, atau sertifikatnya sudah terbit."), reason="known")
    return _issue(event, wanted, at=at, number=" ".join(number.split()))[0]


def refuse_too_early(event: Event, *, at: datetime) -> None:
    if event.status not in (EventStatus.PUBLISHED, EventStatus.ARCHIVED):
        raise Refused(_("Sertifikat hanya untuk kegiatan yang jadi diselenggarakan."), reason="not_held")
    if at < event.dtstart:
        raise Refused(_("Kegiatan ini belum dimulai. Sertifikat diterbitkan sesudahnya."), reason="too_early")


def _issue(event: Event, wanted: Sequence[Candidate], *, at: datetime, number: str = "") -> list[Certificate]:
    if not wanted:
        return []
    organization, day = db.session.get_one(Organization, event.organization_id), local(at, event.tzid).date()
    if number:
        if len(number) > numbering.LONGEST:
            raise Refused(_("Nomor ini terlalu panjang: paling banyak %(n)d karakter.", n=numbering.LONGEST))
        numbers: Sequence[tuple[int | None, str]] = [(None, number)]
    else:
        numbers = numbering.next_numbers(organization, len(wanted), day=day)
    _refuse_taken(organization.id, [one for _position, one in numbers])
    rows = [
        {
            "code": new_ref(),
            "event_id": event.id,
            "organization_id": organization.id,
            "registration_id": one.registration_id,
            "role": one.role,
            "name": one.name,
            "issued_name": "" if one.registration_id else one.name,
            "number": given,
            "year": day.year,
            "position": position,
            "reason": one.reason,
            "issued_at": at,
        }
        for one, (position, given) in zip(wanted, numbers, strict=True)
    ]
    made = db.session.scalars(insert(Certificate).returning(Certificate), rows).all()  # one statement for a hall
    return sorted(made, key=lambda one: (one.position or 0, one.id))


def _refuse_taken(organization_id: int, numbers: Sequence[str]) -> None:
    """A number may have come from the office's register, or from an older template."""
    taken = db.session.scalar(
        select(Certificate.number)
        .where(Certificate.organization_id == organization_id, Certificate.number.in_(numbers))
        .limit(1)
    )
    if taken:
        raise Refused(
            _("Nomor %(number)s sudah dipakai. Ganti pola nomornya, atau isi nomor lain.", number=taken),
            reason="number_taken",
        )
