"""Invitations that calendar programs put in by themselves, move and take out again (RFC 5546, RFC 6047)."""

from collections.abc import Iterator, Sequence
from email.utils import parseaddr

from flask_babel import gettext as _
from sqlalchemy import exists, select

from webapp.attendance.calendars import queries
from webapp.attendance.calendars.personal import personal_entries
from webapp.attendance.models import Registration, RegistrationStatus
from webapp.database import db
from webapp.events.calendars.entries import CANCELLED, Entry
from webapp.events.calendars.lines import line
from webapp.events.calendars.texts import Head, calendar_text, uri
from webapp.messages.mail import Invitation
from webapp.messages.models import Message, MessageState
from webapp.web.pages import settings

REQUEST, CANCEL = "REQUEST", "CANCEL"
# The kinds of message with which somebody is asked in; "ticket" is what older rows say.
INVITING = ("ticket", "confirmed", "moved_up", "approved", "link", "changed", "reopened")
TELLING = frozenset({*INVITING, "postponed", "cancelled", "withdrawn"})


def invitations(registration: Registration, kind: str) -> list[Invitation]:
    """One invitation per session, for this person alone; the coming ones before those that are taken out.

    Nothing is sent about what was never sent before: who was only waiting is not told to take anything out. Each
    holds one UID and one METHOD (RFC 6047, 2.4), since programs read the first event of a text and leave the rest.
    """
    if kind not in TELLING:
        return []
    together = db.session.scalars(queries.together(registration)).all()
    was_asked, is_in = _was_asked(registration), registration.status == RegistrationStatus.CONFIRMED
    asked = [entry for entry in personal_entries(together) if _is_sent(entry, is_in=is_in, was_asked=was_asked)]
    asked.sort(key=lambda entry: entry.status == CANCELLED)
    return [_invitation(entry, registration, number) for number, entry in enumerate(asked, 1)]


def _is_sent(entry: Entry, *, is_in: bool, was_asked: bool) -> bool:
    return was_asked if entry.status == CANCELLED else is_in


def _invitation(entry: Entry, registration: Registration, number: int) -> Invitation:
    method = CANCEL if entry.status == CANCELLED else REQUEST
    person = registration.person
    # An address that nobody reads, which the mail says.
    organizer = parseaddr(settings().mail_from)[1], registration.event.organization.name
    lines = list(people(organizer=organizer, attendee=(person.email, person.name)))
    text = calendar_text([entry], Head(method=method), lines)
    return Invitation(method, text, "undangan.ics" if number == 1 else f"undangan-{number}.ics")


def people(*, organizer: tuple[str, str], attendee: tuple[str, str]) -> Iterator[bytes]:
    """The lines of both, each an address and a name. The only attendee is who gets the mail (RFC 5546, 3.2.2)."""
    shown = {"CUTYPE": "INDIVIDUAL", "ROLE": "REQ-PARTICIPANT", "PARTSTAT": "ACCEPTED", "RSVP": "FALSE"}
    yield line("ORGANIZER", uri(f"mailto:{organizer[0]}"), {"CN": organizer[1]})
    yield line("ATTENDEE", uri(f"mailto:{attendee[0]}"), {"CN": attendee[1], **shown})


def _was_asked(registration: Registration) -> bool:
    sent = exists().where(
        Message.registration_id == registration.id,
        Message.kind.in_(INVITING),
        Message.state.in_((MessageState.SENT, MessageState.IN_DOUBT)),
    )
    return bool(db.session.scalar(select(sent)))


def note(invited: Sequence[Invitation]) -> str:
    """What the mail says about them; the sender's address is read by nobody."""
    if not invited:
        return ""
    if invited[0].method == CANCEL:
        return _("Kalender Bapak/Ibu kami minta menghapus kegiatan ini.")
    return _("Undangan kalender terlampir; jadwalnya ikut berubah lewat surel berikutnya. Tidak perlu dibalas.")
