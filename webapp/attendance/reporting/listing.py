"""Which names the list of a report shows: those behind a figure, a row of an axis, or a session."""

from collections.abc import Iterable
from dataclasses import dataclass

from flask import request
from flask_babel import gettext as _

from webapp.attendance.reporting import queries
from webapp.attendance.reporting.axes import axes
from webapp.attendance.reporting.places import HELD_AGAINST, LISTS, READ, Place
from webapp.attendance.reporting.values import Attendee, Report
from webapp.database import db
from webapp.web.text import sorting_key

LABELS = ("all", "everyone", "no_show", "outside_quota")
MOST_PAGES = 10_000


@dataclass(frozen=True)
class Chosen:
    """The places in the order of bare names; `words` say what they are when no tab does."""

    places: list[Place]
    show: str
    words: str
    arguments: dict[str, str]


def chosen(found: Report) -> Chosen:
    """Read the address; what is unknown shows everybody."""
    key, value = request.args.get("axis", ""), request.args.get("value", "")
    show, session = request.args.get("show", "all"), request.args.get("session", 0, type=int)
    if key in READ:
        axis = axes().get(key)
        words = f"{axis.title}: {axis.words(value)}" if axis else value or _("Tidak disebutkan")
        return Chosen(_sorted(found.behind(key, value)), "", words, {"axis": key, "value": value})
    numbers = {one.id: n for n, one in enumerate(found.event.sessions, 1)}
    if session in numbers:
        there = [one for one in found.chosen("everyone") if one.came and session in one.came.sessions]
        return Chosen(_sorted(there), "", _("Sesi %(n)d", n=numbers[session]), {"session": str(session)})
    show = show if show in {*LISTS, *HELD_AGAINST} else "all"
    return Chosen(_sorted(found.chosen(show)), show, words_of(show), {"show": show})


def shown(places: Iterable[Place]) -> list[Attendee]:
    """The places of one page with their whole rows: one statement."""
    listed = list(places)
    rows = {one.id: one for one in db.session.scalars(queries.registrations([place.stated.id for place in listed]))}
    return [Attendee(rows[place.stated.id], place) for place in listed]


def words_of(show: str) -> str:
    """What a list without a tab of its own is called."""
    said = {
        "present": _("Hadir dengan tempat"),
        "in_person": _("Hadir luring"),
        "online": _("Hadir daring"),
        "registered": _("Terdaftar"),
        "kept": _("Terdaftar dan hadir"),
        "absent": _("Tidak hadir"),
        "walk_ins": _("Datang langsung"),
        "scanned": _("Hadir menurut log pindai"),
        "unscanned": _("Hadir menurut bukti lain"),
        "certified": _("Hadir dan bersertifikat"),
        "uncertified": _("Hadir, sertifikatnya belum terbit"),
    }
    return said.get(show, "")


def page_number() -> int:
    return min(max(1, request.args.get("page", 1, type=int)), MOST_PAGES)


def _sorted(places: list[Place]) -> list[Place]:
    return sorted(places, key=lambda one: sorting_key(one.stated.name, one.stated.folded_name))
