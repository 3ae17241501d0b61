"""The attendance report of one event, as page and as files."""

from dataclasses import replace
from enum import StrEnum
from typing import Any, TypeVar

from flask import Blueprint, Response, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import force_locale

from webapp import clock
from webapp.accounts.models import GrantRole
from webapp.attendance.evaluating import results as evaluating
from webapp.attendance.reporting import drawing, listing, papers, phones, sheets, words
from webapp.attendance.reporting.gathering import report
from webapp.attendance.reporting.leaves import Leaf, Wanted
from webapp.attendance.reporting.values import Report
from webapp.attendance.verdicts.explaining import sentences
from webapp.documents.attendance_columns import FORMATS
from webapp.documents.attendance_list import Column, Orientation, Paper
from webapp.events import noting
from webapp.events.loading import organizers_event
from webapp.web.access import signed_in

bp = Blueprint("reports", __name__, url_prefix="/manage/events/<slug>")

Choice = TypeVar("Choice", bound=StrEnum)
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@bp.get("/attendance")
@signed_in
def attendance(slug: str) -> ResponseReturnValue:
    found = _report(slug)
    chosen = listing.chosen(found)
    page = listing.page_number()
    attendees = listing.shown(found, chosen.rows, page)
    return render_template(
        "attendance/report.html",
        reasons=sentences(found.event, [one.registration.id for one in attendees]),
        report=found,
        event=found.event,
        charts=drawing.arrivals(found),
        attendees=attendees,
        total=len(chosen.rows),
        page=page,
        pages=-(-len(chosen.rows) // listing.PER_PAGE) or 1,
        chosen=chosen,
        may_see_phones=phones.may(GrantRole.COMMITTEE, found),
        may_scan=phones.may(GrantRole.DESK, found),
        axes=drawing.axes(found),
        sessions=drawing.sessions(found),
        feedback=evaluating.drawn(found.event.id),
        channel_label=words.channel_label,
        shown_name=words.shown_name,
        columns=[(column.value, form.heading) for column, form in FORMATS.items()],
    )


@bp.get("/attendance.csv")
@signed_in
def attendance_csv(slug: str) -> ResponseReturnValue:
    found = _report(slug)
    full, reasons = phones.are_asked_for(found), sentences(found.event)
    content = sheets.as_csv(found, has_full_phones=full, reasons=reasons)
    _note(found, "csv")
    return _file(content, "text/csv; charset=utf-8", f"daftar-hadir-{slug}.csv")


@bp.get("/attendance.xlsx")
@signed_in
def attendance_xlsx(slug: str) -> ResponseReturnValue:
    found = _report(slug)
    full, reasons = phones.are_asked_for(found), sentences(found.event)
    content = sheets.as_xlsx(found, has_full_phones=full, reasons=reasons, at=clock.now())
    _note(found, "xlsx")
    return _file(content, XLSX, f"daftar-hadir-{slug}.xlsx")


@bp.get("/attendance-list.pdf")
@signed_in
def attendance_list(slug: str) -> ResponseReturnValue:
    found = _report(slug)
    wanted = replace(_wanted(), has_full_phones=phones.are_asked_for(found))
    with force_locale("id"):  # an official paper, whatever language the page is in
        content = papers.attendance_list(found, wanted, at=clock.now())
    _note(found, "pdf")
    return _file(content, "application/pdf", f"daftar-hadir-{slug}-{wanted.leaf}.pdf", is_inline=True)


@bp.get("/attendance-list.png")
@signed_in
def attendance_list_picture(slug: str) -> ResponseReturnValue:
    """The first page as it would be printed, with phones masked."""
    found = _report(slug)
    with force_locale("id"):
        content = papers.preview(found, _wanted(), at=clock.now())
    return _file(content, "image/png", f"daftar-hadir-{slug}.png", is_inline=True)


def _wanted() -> Wanted:
    return Wanted(
        leaf=_chosen(Leaf, "variant", Leaf.BLANK_SIGNATURE),
        paper=_chosen(Paper, "paper", Paper.A4),
        orientation=_chosen(Orientation, "orientation", Orientation.PORTRAIT),
        columns=tuple(column for column in Column if column in request.args.getlist("columns")),
    )


def _report(slug: str) -> Report:
    return report(organizers_event(slug, GrantRole.VIEWER))


def _note(found: Report, form: str) -> None:
    """Who fetched how many names, and whether with their telephone numbers."""
    shown = "full" if phones.are_asked_for(found) else "masked"
    what: dict[str, Any] = {"format": form, "people": found.counts["all"], "phones": shown}
    if shown == "full":
        what["reason"] = phones.reason()
    noting.note_reading("attendance.exported", found.event, at=clock.now(), **what)


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
