"""Words to pass on by WhatsApp: the invitation for a group."""

from flask_babel import gettext as _

from webapp.attendance.ticketing import wording
from webapp.events.kinds import named
from webapp.events.models import Event, Mode
from webapp.web.formatting import date_range, phone_number
from webapp.web.pages import public_url


def invitation(event: Event) -> str:
    """The invitation as a WhatsApp text; asterisks are bold there. Needs queries.PAGE loaded."""
    lines = [
        _("Yth. Bapak/Ibu/Saudara,"),
        f"*{_title(event)}*",
        date_range(event.dtstart, event.dtend, event.tzid),
        wording.hours(event)[:1].upper() + wording.hours(event)[1:],
        _where(event),
        _speakers(event),
        _("Gratis. Daftar di: %(address)s", address=public_url("events.show", slug=event.slug)),
        _contact(event),
        event.organization.name,
    ]
    return "\n".join(line for line in lines if line)


def _title(event: Event) -> str:
    """The kind before the title, unless the title begins with it."""
    kind = named(event)
    return event.summary if event.summary.casefold().startswith(kind.casefold()) else f"{kind}: {event.summary}"


def _where(event: Event) -> str:
    modes = {seats.mode for seats in event.seats}
    hall = wording.place(event)
    if Mode.ONLINE not in modes:
        return hall
    return _("%(place)s (luring) dan daring", place=hall) if Mode.IN_PERSON in modes and hall else _("Daring")


def _speakers(event: Event) -> str:
    names = [role.name for role in event.roles if role.talk_title or role.role in {"narasumber", "pembicara_kunci"}]
    return _("Bersama: %(names)s", names="; ".join(dict.fromkeys(names))) if names else ""


def _contact(event: Event) -> str:
    organization = event.organization
    if not organization.contact_phone:
        return ""
    contact = f"{organization.contact_name} {phone_number(organization.contact_phone)}".strip()
    return _("Narahubung: %(contact)s", contact=contact)
