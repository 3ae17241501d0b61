"""The attendance report of one event, as page and as files."""

from enum import StrEnum
from typing import TypeVar

from flask import Blueprint, Response, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import force_locale

from webapp import clock
from webapp.accounts.identity import signed_in_identity
from webapp.accounts.models import GrantRole
from webapp.attendance.reporting import drawing, listing, papers
from webapp.attendance.reporting.gathering import report
from webapp.attendance.reporting.values import Report, shown
from webapp.documents.attendance_list import Orientation, Paper, Variant
from webapp.events import noting
from webapp.events.loading import organizers_event
from webapp.web.access import signed_in

bp = Blueprint("reports", __name__, url_prefix="/manage/events/<slug>")

Choice = TypeVar("Choice", bound=StrEnum)
PER_PAGE = 50
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@bp.get("/attendance")
@signed_in
def attendance(slug: str) -> ResponseReturnValue:
    found = _report(slug)
    chosen = listing.chosen(found)
    page = listing.page_number()
    return render_template(
        "attendance/report.html",
        report=found,
        event=found.event,
        charts=drawing.arrivals(found),
        attendees=shown(chosen.places[(page - 1) * PER_PAGE : page * PER_PAGE]),
        total=len(chosen.places),
        page=page,
        pages=-(-len(chosen.places) // PER_PAGE) or 1,
        chosen=chosen,
        may_see_phones=_may(GrantRole.COMMITTEE, found),
        may_scan=_may(GrantRole.DESK, found),
        axes=drawing.axes(found),
        sessions=drawing.sessions(found),
        channel_label=papers.channel_label,
        shown_name=papers.shown_name,
    )


@bp.get("/attendance.csv")
@signed_in
def attendance_csv(slug: str) -> ResponseReturnValue:
    found = _report(slug)
    content = papers.as_csv(found, has_full_phones=_has_asked_for_phones(found))
    _note(found, "csv")
    return _file(content, "text/csv; charset=utf-8", f"daftar-hadir-{slug}.csv")


@bp.get("/attendance.xlsx")
@signed_in
def attendance_xlsx(slug: str) -> ResponseReturnValue:
    found = _report(slug)
    content = papers.as_xlsx(found, has_full_phones=_has_asked_for_phones(found), at=clock.now())
    _note(found, "xlsx")
    return _file(content, XLSX, f"daftar-hadir-{slug}.xlsx")


@bp.get("/attendance-list.pdf")
@signed_in
def attendance_list(slug: str) -> ResponseReturnValue:
    found = _report(slug)
    variant = _chosen(Variant, "variant", Variant.BLANK_SIGNATURE)
    with force_locale("id"):  # an official paper, whatever language the page is in
        content = papers.attendance_list(
            found,
            variant=variant,
            paper=_chosen(Paper, "paper", Paper.A4),
            orientation=_chosen(Orientation, "orientation", Orientation.PORTRAIT),
            has_full_phones=_has_asked_for_phones(found),
            at=clock.now(),
        )
    _note(found, "pdf")
    return _file(content, "application/pdf", f"daftar-hadir-{slug}-{variant}.pdf", is_inline=True)


def _report(slug: str) -> Report:
    return report(organizers_event(slug, GrantRole.VIEWER))


def _note(found: Report, form: str) -> None:
    """Who fetched how many names, and whether with their telephone numbers."""
    phones = "full" if _has_asked_for_phones(found) else "masked"
    people = found.counts["all"]
    noting.note_reading("attendance.exported", found.event, at=clock.now(), format=form, people=people, phones=phones)


def _may(least: GrantRole, found: Report) -> bool:
    return signed_in_identity().may(least, found.event.organization_id)


def _has_asked_for_phones(found: Report) -> bool:
    return request.args.get("phones") == "full" and _may(GrantRole.COMMITTEE, found)


def _chosen(choices: type[Choice], name: str, default: Choice) -> Choice:
    given = request.args.get(name)
    return choices(given) if given in {choice.value for choice in choices} else default


def _file(content: bytes, media_type: str, filename: str, *, is_inline: bool = False) -> Response:
    place = "inline" if is_inline else "attachment"
    return Response(
        content,
        content_type=media_type,
        headers={
            "Content-Disposition": f'{place}; filename="{filename}"',
            "Cache-Control": "private, no-store",
        },
    )
