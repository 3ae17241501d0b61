"""Making a group and writing its people down one by one: each is a registration like any other."""

import hashlib
from dataclasses import dataclass, replace
from datetime import datetime

from flask_babel import gettext as _
from sqlalchemy import func, select

from webapp.attendance.groups import queries
from webapp.attendance.groups.lines import Line
from webapp.attendance.models import Registration
from webapp.attendance.registering import opening, people, seating
from webapp.attendance.registering.applications import AlreadyRegistered, Application
from webapp.attendance.registering.applying import refuse_unknown_region, register
from webapp.attendance.registering.models import RegistrationGroup
from webapp.database import db
from webapp.errors import Refused
from webapp.events.models import Event, Mode
from webapp.web import contacts
from webapp.web.forms import has_control_characters
from webapp.web.tokens import new_ref

MOST_MEMBERS = 300
LONGEST_NAME, LONGEST_MARK = 120, 60
CHANNEL = "chair"  # the consent was given through the chair


@dataclass(frozen=True, kw_only=True)
class Chair:
    """Who registers the others and answers for them; `phone` is E.164."""

    name: str
    phone: str
    mode: Mode
    affiliation: str = ""
    region_code: str | None = None
    locale: str = "id"
    form_token: str


def form_group(event: Event, chair: Chair, *, at: datetime) -> RegistrationGroup:
    """Make an empty group; the same form makes it once. Refused as `register` refuses."""
    seating.lock(event.id)
    sent = {"event_id": event.id, "form_token": chair.form_token}
    if same := db.session.scalar(queries.BY_FORM_TOKEN, sent):
        return same
    opening.refuse_unless_open(event, at=at)
    refuse_unknown_region(chair.region_code)
    person = people.make_person(chair.name, at=at, phone=chair.phone)
    db.session.add(person)
    db.session.flush()
    group = RegistrationGroup(
        ref=new_ref(),
        event_id=event.id,
        chair_id=person.id,
        mode=chair.mode,
        affiliation=chair.affiliation,
        region_code=chair.region_code,
        locale=chair.locale,
        form_token=chair.form_token,
        created_at=at,
    )
    db.session.add(group)
    db.session.flush()
    return group


def add_member(group: RegistrationGroup, event: Event, line: Line, *, batch: str, at: datetime) -> Registration:
    """Register one person of the group, with the consent given through the chair.

    The same line of the same `batch` (a form's token) makes one registration. Under eighteen it waits for the
    guardian. Refused, with a sentence for this row: no_name, too_long, unreadable, phone_wrong, group_full,
    namesake (the same name is in the group: two people need a distinguisher), known, and as `register` refuses.
    """
    seating.lock(event.id)
    phone = _judged(line)
    token = _token(group, line, phone, batch)
    known = select(Registration.id).where(Registration.event_id == event.id, Registration.form_token == token)
    if db.session.scalar(known) is None:
        _refuse_unless_it_fits(group, line)
    return _registered(group, event, line, phone, token, at=at)


def _refuse_unless_it_fits(group: RegistrationGroup, line: Line) -> None:
    same = queries.namesake(group.id, people.folded(line.name), line.distinguisher)
    if db.session.scalar(same) is not None:
        words = _("Nama ini sudah ada di rombongan. Bila dua orang berbeda, isi pembedanya, misalnya RT 2.")
        raise Refused(words, reason="namesake")
    size = select(func.count()).where(Registration.group_id == group.id)
    if (db.session.scalar(size) or 0) >= MOST_MEMBERS:
        raise Refused(_("Satu rombongan paling banyak %(n)d orang.", n=MOST_MEMBERS), reason="group_full")


def _registered(
    group: RegistrationGroup, event: Event, line: Line, phone: str, token: str, *, at: datetime
) -> Registration:
    application = Application(
        name=line.name,
        mode=group.mode,
        phone=phone,
        affiliation=group.affiliation,
        region_code=group.region_code,
        age_group="16_17" if line.is_minor else "",
        distinguisher=line.distinguisher,
        locale=group.locale,
        channel=CHANNEL,
        form_token=token,
    )
    made = register(event, application, at=at)
    if isinstance(made, AlreadyRegistered):
        raise Refused(
            _("Sudah terdaftar pada kegiatan ini. Tautannya dikirim ke kontak yang tersimpan."), reason="known"
        )
    made.group_id = group.id
    db.session.flush()
    return made


def _judged(line: Line) -> str:
    """The telephone in E.164 or ""; Refused for what cannot be a person."""
    if not line.name:
        raise Refused(_("Mohon tulis nama. Satu kata pun boleh."), reason="no_name")
    if len(line.name) > LONGEST_NAME or len(line.distinguisher) > LONGEST_MARK:
        raise Refused(_("Terlalu panjang: paling banyak %(n)d karakter.", n=LONGEST_NAME), reason="too_long")
    if has_control_characters(line.name + line.distinguisher):
        raise Refused(
            _("Ada karakter yang tidak dapat dibaca. Mohon ketik ulang tanpa menyalin dari berkas."),
            reason="unreadable",
        )
    try:
        return contacts.parsed_phone(line.phone) if line.phone else ""
    except contacts.WrongContact as wrong:
        raise Refused(str(wrong), reason="phone_wrong") from None


def _token(group: RegistrationGroup, line: Line, phone: str, batch: str) -> str:
    who = "\n".join((batch, line.name, phone, line.distinguisher, str(line.is_minor), group.mode))
    return f"group:{group.ref}:{hashlib.sha256(who.encode()).hexdigest()[:32]}"


def told_apart(lines: list[Line]) -> list[tuple[Line, bool]]:
    """Each line, and whether the same person stands on an earlier line already."""
    seen: set[tuple[str, str]] = set()
    found = []
    for line in lines:
        key = people.folded(line.name), people.folded(line.distinguisher)
        found.append((replace(line), key in seen))
        seen.add(key)
    return found
