"""A message as words for a chat or an SMS: for who has no mail address, or whose address takes nothing."""

from datetime import datetime
from urllib.parse import quote

from flask_babel import force_locale
from flask_babel import gettext as _

from webapp.attendance.models import Person, Registration
from webapp.attendance.telling import mails
from webapp.attendance.telling.mails import Written, may_join
from webapp.attendance.ticketing import links
from webapp.events.models import EventStatus
from webapp.messages.models import Message


def chat_text(message: Message, registration: Registration, *, at: datetime) -> str:
    """What to pass on now, in the person's language; "" when it is no longer true. Needs queries.PAGE loaded."""
    with force_locale(registration.locale):
        written = mails.write(message, registration, at=at)
        return _dressed(written) if written else ""


def whatsapp(person: Person, text: str) -> str:
    """The chat with this person and the text in it; "" without a telephone. wa.me takes digits alone."""
    return f"https://wa.me/{person.phone.removeprefix('+')}?text={quote(text)}" if person.phone else ""


def sms(person: Person, text: str) -> str:
    return f"sms:{person.phone}?body={quote(text)}" if person.phone else ""


def _dressed(written: Written) -> str:
    """Asterisks are bold in WhatsApp, and harmless elsewhere."""
    registration, event = written.registration, written.registration.event
    is_off = event.status in {EventStatus.CANCELLED, EventStatus.POSTPONED}
    when = f"{written.said.day}, {written.said.time}"
    facts = [_("Jadwal semula: %(when)s", when=when)] if is_off else [when, written.said.place]
    return "\n".join(
        (
            _("Yth. Bapak/Ibu %(name)s,", name=registration.person.name),
            "",
            written.text,
            "",
            f"*{event.summary}*",
            *facts,
            "",
            *_links(registration, written.feedback_url),
            event.organization.name,
        )
    )


def _links(registration: Registration, feedback: str) -> list[str]:
    found = []
    if feedback:
        found += [_("Bagaimana kegiatan ini? Lima pertanyaan, boleh tanpa nama: %(address)s", address=feedback), ""]
    if registration.is_live:
        found.append(_("Tiket dan pengaturannya: %(address)s", address=links.manage_url(registration)))
        if may_join(registration):
            found.append(_("Bergabung daring: %(address)s", address=links.join_url(registration)))
        found += [_("Mohon tautan ini tidak diteruskan, karena hanya untuk Bapak/Ibu."), ""]
    return found
