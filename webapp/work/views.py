"""What I asked for: how far it is, the file when it is ready, and taking it back."""

import re

from flask import Blueprint, Response, abort, redirect, render_template, request, send_file, url_for
from flask.typing import ResponseReturnValue

from webapp import clock
from webapp.accounts.identity import signed_in_identity
from webapp.database import db
from webapp.web.access import signed_in
from webapp.work import asking, queries, shelf
from webapp.work.models import Job, JobState
from webapp.work.running import owner_still_may

bp = Blueprint("work", __name__, url_prefix="/manage/work")

SHOWN = 100
_REF = re.compile(r"[a-z2-7]{16}")
SLOW_AFTER = 60  # seconds of waiting after which the page says that the worker may not be running


@bp.get("")
@signed_in
def index() -> ResponseReturnValue:
    """Everything this person asked for and that has not expired."""
    jobs = db.session.scalars(queries.of_owner(signed_in_identity().user.id).limit(SHOWN)).all()
    return render_template("work/index.html", jobs=jobs)


@bp.get("/<ref>")
@signed_in
def show(ref: str) -> ResponseReturnValue:
    """How far it is. While it runs the page asks again by itself; without scripts by a link."""
    job = _own(ref)
    waited = (clock.now() - job.created_at).total_seconds()
    is_slow = job.state is JobState.WAITING and waited > SLOW_AFTER
    return render_template("work/show.html", job=job, is_slow=is_slow)


@bp.get("/<ref>/file")
@signed_in
def file(ref: str) -> ResponseReturnValue:
    """The result, for who asked and still may."""
    job = _own(ref)
    path = shelf.path_of(job.ref)
    if job.state is not JobState.DONE or not job.filename or not owner_still_may(job) or not path.is_file():
        abort(404)
    response: Response = send_file(
        path, mimetype=job.media_type, as_attachment=True, download_name=job.filename, max_age=0
    )
    response.headers["Cache-Control"] = "private, no-store"
    return response


@bp.post("/<ref>/cancellation")
@signed_in
def create_cancellation(ref: str) -> ResponseReturnValue:
    asking.cancel(_own(ref), at=clock.now())
    db.session.commit()
    return redirect(url_for("work.show", ref=ref), 303)


@bp.post("/<ref>/attempt")
@signed_in
def create_attempt(ref: str) -> ResponseReturnValue:
    job = asking.ask_again(_own(ref), at=clock.now())
    db.session.commit()
    return redirect(url_for("work.show", ref=job.ref), 303)


@bp.post("/<ref>/removal")
@signed_in
def create_removal(ref: str) -> ResponseReturnValue:
    job = _own(ref)
    if job.is_unfinished:
        asking.cancel(job, at=clock.now())
    else:
        asking.remove(job)
    db.session.commit()
    return redirect(url_for("work.index"), 303)


def _own(ref: str) -> Job:
    """The signed-in person's own, or 404. A writing request holds its row until it commits."""
    query = queries.by_ref(ref).where(Job.owner_id == signed_in_identity().user.id)
    if request.method == "POST":
        query = query.with_for_update()
    job = db.session.scalar(query) if _REF.fullmatch(ref) else None
    if job is None:
        abort(404)
    return job
