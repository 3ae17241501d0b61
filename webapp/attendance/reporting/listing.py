"""Which names the list of a report shows: those behind a figure, a row of an axis, or a session."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask import request
from flask_babel import gettext as _

from webapp.attendance.reporting.axes import axes
from webapp.attendance.reporting.places import AXES, HELD_AGAINST, LISTS, Row
from webapp.attendance.reporting.values import Attendee, Report

LABELS = ("all", "everyone", "no_show", "outside_quota")
PER_PAGE = 50
MOST_PAGES = 10_000


@dataclass(frozen=True)
class Chosen:
    """The rows of a list, in no order; `words` say what they are when no tab does."""

    rows: Sequence[Row]
    show: str
    words: str
    arguments: dict[str, str]


def chosen(found: Report) -> Chosen:
    """Read the address; what is unknown shows everybody."""
    key, value = request.args.get("axis", ""), request.args.get("value", "")
    show, session = request.args.get("show", "all"), request.args.get("session", 0, type=int)
    if key in AXES:
        axis = axes().get(key)
        words = f"{axis.title}: {axis.words(value)}" if axis else value or _("Tidak disebutkan")
        return Chosen(found.behind(key, value), "", words, {"axis": key, "value": value})
    numbers = {one.id: n for n, one in enumerate(found.event.sessions, 1)}
    if session in numbers:
        return Chosen(found.attended(session), "", _("Sesi %(n)d", n=numbers[session]), {"session": str(session)})
    show = show if show in {*LISTS, *HELD_AGAINST} else "all"
    return Chosen(found.chosen(show), show, words_of(show), {"show": show})


def shown(found: Report, rows: Sequence[Row], page: int) -> tuple[Attendee, ...]:
    """One page of them, in the order of bare names, with their whole rows: two statements."""
    return found.shown(rows, start=(page - 1) * PER_PAGE, stop=page * PER_PAGE)


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
