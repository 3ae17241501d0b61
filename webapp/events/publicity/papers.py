"""From an event's rows to its flyer and its card; both are drawn once and kept while nothing changes."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock

from flask_babel import gettext as _
from flask_babel import ngettext

from webapp.documents import flyers
from webapp.events import presenting
from webapp.events.event_pages import SERVING, contact_words
from webapp.events.kinds import named, role_label
from webapp.events.models import Event, EventStatus, Role
from webapp.web.formatting import date_range, local, time_range
from webapp.web.localizing import chosen_locale
from webapp.web.pages import public_url

MOST = 64
"""Drawings kept, of some 50 KB each."""


class Drawings:
    """Drawings by key; the one that was asked for longest ago falls first. Two who ask at once may both draw."""

    def __init__(self, most: int = MOST) -> None:
        self._kept: OrderedDict[Hashable, bytes] = OrderedDict()
        self._most = most
        self._guard = Lock()

    def take(self, key: Hashable, draw: Callable[[], bytes]) -> bytes:
        """The drawing under `key`, which must change whenever the drawing would."""
        with self._guard:
            if key in self._kept:
                self._kept.move_to_end(key)
                return self._kept[key]
        drawn = draw()
        with self._guard:
            self._kept[key] = drawn
            while len(self._kept) > self._most:
                self._kept.popitem(last=False)
        return drawn


_drawings = Drawings()


def flyer(event: Event) -> bytes:
    """The flyer as PDF, in the language of the page. Needs what `queries.PAGE` loads."""
    told = notice(event)
    return _drawings.take(("flyer", told), lambda: flyers.flyer_pdf(told))


def card(event: Event) -> bytes:
    """The card as PNG, in the language of the page. Needs what `queries.PAGE` loads."""
    told = notice(event)
    return _drawings.take(("card", told), lambda: flyers.card_png(told))


def notice(event: Event) -> flyers.Notice:
    mode = presenting.mode_of(event)
    place = presenting.place_of(event)
    leading = [role for role in event.roles if role.role not in SERVING]
    return flyers.Notice(
        uid=event.slug,
        kind=event.kind,
        kind_label=named(event),
        title=event.summary,
        day=date_range(event.dtstart, event.dtend, event.tzid),
        time=_sentence(time_range(event.dtstart, event.dtend, event.tzid)),
        place=_("%(place)s & daring", place=place) if mode == "hybrid" else place,
        organizer=event.organization.name,
        address=public_url("events.show", slug=event.slug),
        dated=local(event.revised_at, event.tzid).date(),
        mark=_mark(event),
        speakers=tuple((role.name, _said(role)) for role in leading),
        more_speakers=_more(len(leading) - flyers.MOST_SPEAKERS),
        contact=_("Narahubung: %(contact)s", contact=contact_words(event)) if contact_words(event) else "",
        sentences=(_entrance(event), _("Arahkan kamera ponsel. Gratis.")),
        locale=chosen_locale(),
    )


def _more(count: int) -> str:
    return ngettext("dan %(num)d lainnya", "dan %(num)d lainnya", count) if count > 0 else ""


def _said(role: Role) -> str:
    return " · ".join(part for part in (role_label(role.role), role.affiliation, role.talk_title) if part)


def _sentence(words: str) -> str:
    return words[:1].upper() + words[1:]


def _entrance(event: Event) -> str:
    is_on = event.status in {EventStatus.DRAFT, EventStatus.PUBLISHED}
    return _("Daftar lewat kode ini") if is_on else _("Keterangan lewat kode ini")


def _mark(event: Event) -> str:
    """What must be known before the rest."""
    told = {EventStatus.CANCELLED: _("Dibatalkan"), EventStatus.POSTPONED: _("Ditunda")}.get(event.status, "")
    return told or (_("Contoh") if event.is_sample else "")
