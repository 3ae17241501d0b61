"""Which presences and activities a list of the recap shows: those behind a figure of an axis, a group, or both."""

from dataclasses import dataclass

from flask import request
from flask_babel import gettext as _

from webapp.attendance.recapping.counting import KIM, Presence, reader
from webapp.attendance.recapping.lines import EventLine
from webapp.attendance.recapping.values import Recap
from webapp.attendance.reporting.axes import axes, region_of

# A cell of a table stands in a row and in a column; these are the columns.
NARROWED = ("gender", "origin")


@dataclass(frozen=True)
class Chosen:
    """The presences, what they are called, and the address that asked for them."""

    presences: list[Presence]
    title: str
    arguments: dict[str, str]


def chosen(found: Recap) -> Chosen:
    """Read the address; what is unknown narrows nothing."""
    known, there, words = axes(), list(found.presences), []
    arguments: dict[str, str] = {}
    kim = request.args.get("kim", 0, type=int)
    if named := next((one for one in found.groups if one.id == kim), None):
        there, words, arguments = [one for one in there if one[KIM] == kim], [named.name], {"kim": str(kim)}
    asked = {name: request.args[name] for name in NARROWED if name in request.args}
    if (axis := request.args.get("axis", "")) in known:
        asked = {axis: request.args.get("value", "")} | asked
        arguments |= {"axis": axis, "value": request.args.get("value", "")}
    for key, value in asked.items():
        read = reader(key)
        there = [one for one in there if read(one) == value]
        words.append(f"{known[key].title}: {known[key].words(value)}")
    arguments |= {name: asked[name] for name in NARROWED if name in request.args}
    return Chosen(there, "; ".join(words), arguments)


def held_in(found: Recap) -> tuple[list[EventLine], str]:
    """The activities of one kabupaten/kota, or all of them, and what they are called; the newest first."""
    lines = found.lines[::-1]
    if "region" not in request.args:
        return lines, _("Semua kegiatan")
    code = request.args["region"]
    return [one for one in lines if region_of(one.event.region_code) == code], axes()["region"].words(code)
