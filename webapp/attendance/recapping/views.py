"""The recap of an organizer over any period: the page, the lists behind its figures, and its files."""

from typing import Any

from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue

from webapp.accounts.identity import signed_in_identity
from webapp.accounts.models import GrantRole
from webapp.attendance.measuring.counters import COUNTERS
from webapp.attendance.measuring.indicators import measured
from webapp.attendance.recapping import addressing, drawing, listing, queries
from webapp.attendance.recapping.counting import REGISTRATION
from webapp.attendance.recapping.gathering import everyone, recap
from webapp.attendance.recapping.periods import usual
from webapp.attendance.recapping.requesting import Asked, asked, asked_recap, note
from webapp.attendance.reporting.axes import axes
from webapp.database import db
from webapp.errors import Refused
from webapp.web.access import signed_in

bp = Blueprint("recaps", __name__, url_prefix="/manage/reports")


@bp.get("")
@signed_in
def index() -> ResponseReturnValue:
    """The whole recap on one page: figures, trend, every axis, every kabupaten/kota, activities and groups."""
    given = asked()
    try:
        period = given.period()
    except Refused as refusal:
        return _page(given, refusal=refusal.sentence), 422
    found = recap(given.organization, period, at=given.at)
    links = addressing.links(given, found)
    return _page(given, found=found, links=links, charts=drawing.trend(found), axes=axes(), indicators=measured(found))


@bp.get("/attendances")
@signed_in
def attendances() -> ResponseReturnValue:
    """The presences behind one figure, or all of them."""
    given, found = asked_recap()
    chosen, page = listing.chosen(found), addressing.page_number()
    behind = chosen.presences[(page - 1) * addressing.PER_PAGE : page * addressing.PER_PAGE]
    ids = [one[REGISTRATION] for one in behind]
    rows = {one.id: one for one in db.session.scalars(queries.listed(ids))}
    total = len(chosen.presences)
    note("recap.viewed", given, found, people=total)
    return render_template(
        "attendance/recap_list.html",
        found=found,
        title=chosen.title,
        rows=[rows[one] for one in ids],
        total=total,
        more=addressing.pager(given, found, "recaps.attendances", total, **chosen.arguments),
        back=addressing.links(given, found)["index"],
    )


@bp.get("/activities")
@signed_in
def activities() -> ResponseReturnValue:
    """The activities behind a figure: of one kabupaten/kota, or all of them."""
    given, found = asked_recap()
    lines, title = listing.held_in(found)
    page = addressing.page_number()
    return render_template(
        "attendance/recap_activities.html",
        found=found,
        title=title,
        lines=lines[(page - 1) * addressing.PER_PAGE : page * addressing.PER_PAGE],
        total=len(lines),
        more=addressing.pager(given, found, "recaps.activities", len(lines), region=request.args.get("region")),
        back=addressing.links(given, found)["index"],
    )


@bp.get("/people")
@signed_in
def people() -> ResponseReturnValue:
    """Everybody of the period by name: how often each had a place, and how often each came."""
    given, found = asked_recap()
    rows, page = everyone(found, at=given.at), addressing.page_number()
    note("recap.viewed", given, found, people=len(rows))
    return render_template(
        "attendance/recap_people.html",
        found=found,
        rows=rows[(page - 1) * addressing.PER_PAGE : page * addressing.PER_PAGE],
        total=len(rows),
        more=addressing.pager(given, found, "recaps.people", len(rows)),
        links=addressing.links(given, found),
    )


def _page(given: Asked, **more: Any) -> str:
    context = {"found": None, "refusal": "", "links": {}, "charts": {}, "axes": {}, "indicators": []} | more
    stretches = [
        (words, url_for("recaps.index", organizer=given.organization.slug, **one.arguments()))
        for words, one in usual(tzid=given.organization.tzid, today=given.today)
    ]
    return render_template(
        "attendance/recap.html",
        given=given,
        stretches=stretches,
        may_measure=signed_in_identity().may(GrantRole.ADMIN, given.organization.id),
        may_issue=signed_in_identity().may(GrantRole.COMMITTEE, given.organization.id),
        counters=COUNTERS,
        page=addressing.page_number(),
        per_page=addressing.PER_PAGE,
        **context,
    )
