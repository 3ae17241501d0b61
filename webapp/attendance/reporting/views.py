"""The attendance report of one event, as page and as files."""

from typing import Literal

from flask import Blueprint, Response, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import force_locale

from webapp import clock
from webapp.accounts.identity import signed_in_identity
from webapp.accounts.models import GrantRole
from webapp.attendance.evaluating import results as evaluating
from webapp.attendance.reporting import drawing, exporting, listing, papers, phones, requesting, words
from webapp.attendance.reporting.gathering import report
from webapp.attendance.reporting.values import Report
from webapp.attendance.verdicts.explaining import sentences
from webapp.database import db
from webapp.documents.attendance_columns import FORMATS
from webapp.documents.finished import PNG, File
from webapp.events.loading import organizers_event
from webapp.web.access import signed_in
from webapp.work import asking

bp = Blueprint("reports", __name__, url_prefix="/manage/events/<slug>")


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
        is_large=exporting.is_large(found),
        columns=[(column.value, form.heading) for column, form in FORMATS.items()],
    )


@bp.get("/attendance.<any(csv, xlsx):form>")
@signed_in
def attendance_table(slug: str, form: Literal["csv", "xlsx"]) -> ResponseReturnValue:
    return _file(slug, form)


@bp.get("/attendance-list.pdf")
@signed_in
def attendance_list(slug: str) -> ResponseReturnValue:
    return _file(slug, "pdf")


@bp.post("/attendance/files")
@signed_in
def create_file(slug: str) -> ResponseReturnValue:
    """The same files, asked of the worker."""
    found, form = _report(slug), next((one for one in exporting.FORMS if one == request.form.get("form")), None)
    if form is None:
        abort(400)
    full, back = phones.are_asked_for(found), url_for("reports.attendance", slug=slug)
    wanted = exporting.order(found.event, form, requesting.wanted(has_full_phones=full), back=back)
    job = asking.ask(wanted, owner_id=signed_in_identity().user.id, at=clock.now())
    requesting.note(found, form, has_full_phones=full)
    db.session.commit()
    return redirect(url_for("work.show", ref=job.ref), 303)


@bp.get("/attendance-list.png")
@signed_in
def attendance_list_picture(slug: str) -> ResponseReturnValue:
    """The first page as it would be printed, with phones masked."""
    found = _report(slug)
    with force_locale("id"):
        content = papers.preview(found, requesting.wanted(), at=clock.now())
    return _answer(File(content, PNG, f"daftar-hadir-{slug}.png", is_inline=True))


def _report(slug: str) -> Report:
    return report(organizers_event(slug, GrantRole.VIEWER))


def _file(slug: str, form: exporting.Form) -> Response:
    """Made while somebody waits, of any size: programs fetch these addresses."""
    found = _report(slug)
    full = phones.are_asked_for(found)
    file = exporting.made(found, form, requesting.wanted(has_full_phones=full), at=clock.now())
    requesting.note(found, form, has_full_phones=full)
    return _answer(file)


def _answer(file: File) -> Response:
    return Response(file.content, content_type=file.media_type, headers=file.headers)
