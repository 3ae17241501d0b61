"""What is asked of a report's files, by an address or by a form: which sheet, on which paper, with which numbers."""

from enum import StrEnum
from typing import Any, TypeVar

from flask import request

from webapp import clock
from webapp.attendance.reporting import phones
from webapp.attendance.reporting.leaves import Leaf, Wanted
from webapp.attendance.reporting.values import Report
from webapp.documents.attendance_list import Column, Orientation, Paper
from webapp.events import noting

Choice = TypeVar("Choice", bound=StrEnum)


def wanted(*, has_full_phones: bool = False) -> Wanted:
    return Wanted(
        leaf=_chosen(Leaf, "variant", Leaf.BLANK_SIGNATURE),
        paper=_chosen(Paper, "paper", Paper.A4),
        orientation=_chosen(Orientation, "orientation", Orientation.PORTRAIT),
        columns=tuple(column for column in Column if column in request.values.getlist("columns")),
        has_full_phones=has_full_phones,
    )


def note(found: Report, form: str, *, has_full_phones: bool) -> None:
    """Who fetched how many names, and whether with their telephone numbers."""
    why: dict[str, Any] = {"reason": phones.reason()} if has_full_phones else {}
    shown = "full" if has_full_phones else "masked"
    noting.note_reading(
        "attendance.exported", found.event, at=clock.now(), format=form, people=found.counts["all"], phones=shown, **why
    )


def _chosen(choices: type[Choice], name: str, default: Choice) -> Choice:
    given = request.values.get(name)
    return choices(given) if given in {choice.value for choice in choices} else default
