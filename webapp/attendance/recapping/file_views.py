"""The files of a recap: at once under an address of their own, or as work that is fetched when it is ready."""

from flask import Blueprint, Response, abort, redirect, request, url_for
from flask.typing import ResponseReturnValue

from webapp.accounts.identity import signed_in_identity
from webapp.attendance.recapping import addressing, exporting, files
from webapp.attendance.recapping.requesting import Asked, asked_recap, note
from webapp.attendance.recapping.values import Recap
from webapp.database import db
from webapp.web.access import signed_in
from webapp.work import asking

bp = Blueprint("recap_files", __name__, url_prefix="/manage/reports")


@bp.get("/recap.<any(csv, xlsx, pdf):form>")
@signed_in
def show(form: str) -> ResponseReturnValue:
    """Made while somebody waits, of any size: programs fetch these addresses."""
    given, found = asked_recap()
    table = request.args.get("table", "events")
    if form == "csv" and table not in files.TABLES:
        abort(404)
    made = exporting.made(found, form, table, at=given.at)
    _note_file(given, found, form, table)
    return Response(made.content, content_type=made.media_type, headers=made.headers)


@bp.post("/files")
@signed_in
def create() -> ResponseReturnValue:
    """The same files, asked of the worker."""
    given, found = asked_recap()
    form, table = request.form.get("form", ""), request.form.get("table", "events")
    if form not in exporting.FORMS or table not in files.TABLES:
        abort(400)
    back = addressing.links(given, found)["index"]
    wanted = exporting.order(given.organization, found.period, form, table, back=back)
    job = asking.ask(wanted, owner_id=signed_in_identity().user.id, at=given.at)
    _note_file(given, found, form, table)
    db.session.commit()
    return redirect(url_for("work.show", ref=job.ref), 303)


def _note_file(given: Asked, found: Recap, form: str, table: str) -> None:
    """Of a file that holds names: who fetched how many."""
    if form == "xlsx" or (form == "csv" and table == "people"):
        note("recap.exported", given, found, people=found.persons, format=form)
