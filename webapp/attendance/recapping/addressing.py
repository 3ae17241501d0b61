"""The ways on from the pages of a recap: each keeps organizer and period."""

from functools import partial
from typing import Any

from flask import request, url_for

from webapp.attendance.recapping import exporting
from webapp.attendance.recapping.requesting import Asked
from webapp.attendance.recapping.values import Recap
from webapp.attendance.reporting.axes import OUTSIDE

PER_PAGE = 50
MOST_PAGES = 10_000
CELLS = (
    ("in_person", "mode", "in_person"), ("online", "mode", "online"), ("outside", "mode", OUTSIDE),
    ("men", "gender", "L"), ("women", "gender", "P"),
)  # fmt: skip
KIMS = (("kims", ""), ("decree", "decree"), ("active", "active"))


def _arguments(given: Asked, found: Recap) -> dict[str, Any]:
    return {"organizer": given.organization.slug, **found.period.arguments()}


def links(given: Asked, found: Recap) -> dict[str, Any]:
    """Every way on from the page, made here so that each keeps organizer and period."""
    same = _arguments(given, found)
    return {
        "people": url_for("recaps.people", **same),
        "all": url_for("recaps.attendances", **same),
        "behind": lambda axis, value: url_for("recaps.attendances", **same, axis=axis, value=value or None),
        "cell": lambda axis, value, **more: url_for("recaps.attendances", **same, axis=axis, value=value, **more),
        "group": lambda kim: url_for("recaps.attendances", **same, kim=kim),
        "held": lambda region: url_for("recaps.activities", **same, region=region),
        "activities": url_for("recaps.activities", **same),
        **{name: url_for("recaps.attendances", **same, axis=axis, value=value) for name, axis, value in CELLS},
        **{name: url_for("kim.index", show=show or None) for name, show in KIMS},
        "groups": "#groups",
        "regions": "#regions",
        "indicators": "#indicators",
        "file": lambda form, table=None: url_for("recap_files.show", form=form, table=table, **same),
        "work": url_for("recap_files.create", **same),
        "is_large": partial(exporting.is_large, found),
        "page": lambda number: url_for("recaps.index", **same, page=number, _anchor="activities"),
        "index": url_for("recaps.index", **same),
    }


def pager(given: Asked, found: Recap, endpoint: str, total: int, **more: str | None) -> dict[str, Any]:
    """What the pager of a list is told."""
    page, pages = page_number(), -(-total // PER_PAGE) or 1
    address: dict[str, Any] = {**_arguments(given, found), **more}
    return {
        "page": page,
        "pages": pages,
        "total": total,
        "previous": url_for(endpoint, **address, page=page - 1) if page > 1 else None,
        "next": url_for(endpoint, **address, page=page + 1) if page < pages else None,
    }


def page_number() -> int:
    return min(max(1, request.args.get("page", 1, type=int)), MOST_PAGES)
