"""Filling the placeholders of a message: a fixed list of names, replaced once. Nothing is evaluated."""

import re
from collections.abc import Collection, Mapping

from webapp.attendance.models import Registration
from webapp.attendance.ticketing import links
from webapp.attendance.ticketing.wording import Words
from webapp.web.formatting import phone_number

_PLACEHOLDER = re.compile(r"\{([^{}]*)\}")


def unknown_placeholders(text: str, allowed: Collection[str]) -> list[str]:
    """What stands in braces and is not in the list, in the order of the text; a brace without its partner too."""
    found = [match.group(0) for match in _PLACEHOLDER.finditer(text) if match.group(1) not in allowed]
    alone = re.search(r"[{}]", _PLACEHOLDER.sub("", text))
    return list(dict.fromkeys(found + ([alone.group(0)] if alone else [])))


def filled(text: str, values: Mapping[str, str]) -> str:
    """`text` with the values in place. A value is put in as it is: braces in a name stay braces."""
    return _PLACEHOLDER.sub(lambda match: values.get(match.group(1), match.group(0)), text)


def paragraphs(text: str) -> list[list[str]]:
    """Paragraphs of lines: a blank line parts paragraphs."""
    parts = re.split(r"\n\s*\n", text.strip())
    return [[line.strip() for line in part.splitlines()] for part in parts if part.strip()]


def values_of(registration: Registration, said: Words, more: Mapping[str, str]) -> dict[str, str]:
    """What each placeholder stands for in a message to this person. Needs queries.PAGE loaded."""
    event, ticket = registration.event, registration.tickets[-1]
    organization = event.organization
    return {
        "nama": registration.person.name,
        "kegiatan": event.summary,
        "hari": said.day,
        "waktu": said.time,
        "tempat": said.place,
        "cara_ikut": said.mode,
        "kode": ticket.short_code,
        "penyelenggara": organization.name,
        "narahubung": f"{organization.contact_name} {phone_number(organization.contact_phone)}".strip(),
        "tautan_tiket": links.ticket_url(ticket.code),
        "tautan_atur": links.manage_url(registration),
        "urutan": str(said.position or ""),
        "alasan": event.status_reason,
        **more,
    }
