"""What registrations say in the calendar of their owner: how the place stands, the ticket, the way in."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import groupby

from flask_babel import gettext as _

from webapp.attendance.models import Registration, RegistrationStatus
from webapp.attendance.ticketing import links, wording
from webapp.events.calendars.entries import CANCELLED, CONFIRMED, TENTATIVE, Entry, Own, entries_of
from webapp.events.models import Mode, Visibility

STATUSES = {
    RegistrationStatus.PENDING: TENTATIVE,
    RegistrationStatus.WAITING: TENTATIVE,
    RegistrationStatus.CONFIRMED: CONFIRMED,
    RegistrationStatus.CANCELLED: CANCELLED,
    RegistrationStatus.DECLINED: CANCELLED,
}
_BEST_FIRST = (CONFIRMED, TENTATIVE, CANCELLED)


def personal_entries(registrations: Sequence[Registration]) -> Iterator[Entry]:
    """One entry per session, with the UIDs of every other feed; those of one event stand together in the order.

    A family, or somebody who cancelled and came back, has several registrations for one event: a calendar shows
    each UID once (RFC 5545, 3.8.4.7), so the best place speaks and every ticket is named.
    """
    for _event_id, group in groupby(registrations, key=lambda one: one.event_id):
        together = sorted(group, key=lambda one: (_BEST_FIRST.index(STATUSES[one.status]), -one.id))
        yield from entries_of(together[0].event, own_of(together))


def own_of(together: Sequence[Registration]) -> Own:
    """Of registrations for one event, the best first. Each earlier one has raised the sequence before it ended."""
    first = together[0]
    status = STATUSES[first.status]
    is_online = first.mode is Mode.ONLINE
    return Own(
        status=status,
        mark={TENTATIVE: _("[MENUNGGU]"), CANCELLED: _("[BATAL]")}.get(status, ""),
        words="".join(map(_words, together)),
        mode=first.mode,
        sequence=sum(one.sequence for one in together) + len(together) - 1,
        stamp=max(moment for one in together for moment in _moments(one)),
        join_url=links.join_url(first) if is_online and status == CONFIRMED else "",
    )


def _moments(registration: Registration) -> list[datetime]:
    return [registration.status_at, *(ticket.issued_at for ticket in registration.tickets)]


def _words(registration: Registration) -> str:
    """A line of the description; no names, since it lies on other people's servers. The ticket admits by its code."""
    mode = _("daring") if registration.mode is Mode.ONLINE else _("luring")
    status = wording.status_label(registration.status)
    told = _("Pendaftaran: %(status)s, %(mode)s.", status=status, mode=mode)
    ticket = next((one for one in registration.tickets if one.revoked_at is None), None)
    is_told = ticket and registration.is_live and registration.event.visibility is not Visibility.CONFIDENTIAL
    if ticket and is_told:
        told += " " + _("Tiket %(code)s: %(url)s", code=ticket.short_code, url=links.ticket_url(ticket.code))
    return told + "\n"
