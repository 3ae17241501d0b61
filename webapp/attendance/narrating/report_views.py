"""The laporan kegiatan as files, and the ZIP of everything that an office files."""

from flask import Blueprint, Response, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import force_locale

from webapp import clock
from webapp.accounts.identity import signed_in_identity
from webapp.accounts.models import GrantRole
from webapp.attendance.narrating import bundling, letters
from webapp.attendance.narrating.composing import activity_report
from webapp.attendance.reporting.gathering import report
from webapp.database import db
from webapp.documents.activity_reports import activity_report_pdf
from webapp.documents.editable_reports import DOCX, activity_report_docx
from webapp.events import noting
from webapp.events.loading import organizers_event
from webapp.web.access import signed_in
from webapp.work import asking

bp = Blueprint("activity_reports", __name__, url_prefix="/manage/events/<slug>")


@bp.get("/activity-report.<any(pdf, docx):form>")
@signed_in
def file(slug: str, form: str) -> ResponseReturnValue:
    """The laporan kegiatan: to sign, or to go on writing in."""
    found = report(organizers_event(slug, GrantRole.VIEWER))
    with force_locale("id"):
        composed = activity_report(found, at=clock.now())
        content = activity_report_pdf(composed) if form == "pdf" else activity_report_docx(composed)
    media_type = "application/pdf" if form == "pdf" else DOCX
    place = "inline" if form == "pdf" else "attachment"
    headers = {
        "Content-Disposition": f'{place}; filename="laporan-{slug}.{form}"',
        "Cache-Control": "private, no-store",
    }
    return Response(content, content_type=media_type, headers=headers)


@bp.get("/invitation.pdf")
@signed_in
def invitation(slug: str) -> ResponseReturnValue:
    """The letter of invitation, to number, address and sign."""
    event = organizers_event(slug)
    with force_locale("id"):
        content = letters.invitation(event, at=clock.now())
    headers = {"Content-Disposition": f'inline; filename="undangan-{slug}.pdf"', "Cache-Control": "private, no-store"}
    return Response(content, content_type="application/pdf", headers=headers)


@bp.post("/bundle")
@signed_in
def create_bundle(slug: str) -> ResponseReturnValue:
    """Ask the worker for the ZIP of everything that is filed."""
    event, at = organizers_event(slug), clock.now()
    wanted = bundling.order(event, back=url_for("summaries.show", slug=slug))
    job = asking.ask(wanted, owner_id=signed_in_identity().user.id, at=at)
    noting.note_reading("attendance.exported", event, at=at, format="zip", phones="masked")
    db.session.commit()
    return redirect(url_for("work.show", ref=job.ref), 303)
