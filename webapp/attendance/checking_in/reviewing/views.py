"""The list of doubtful scans, and saying why each stands as it does."""

from flask import Blueprint, abort, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy import select
from wtforms import StringField

from webapp import clock
from webapp.accounts.identity import signed_in_identity
from webapp.accounts.models import GrantRole
from webapp.attendance.checking_in.reviewing.doubting import doubtful, one_of, review
from webapp.attendance.models import Registration, Scan
from webapp.attendance.registering.forms import on_one_line
from webapp.audit.acts import About
from webapp.database import db
from webapp.events import loading, noting
from webapp.events.loading import organizers_event
from webapp.events.models import Event
from webapp.web.access import signed_in
from webapp.web.forms import GelarForm, at_most, plain_text, required

bp = Blueprint("scan_review", __name__, url_prefix="/manage/events/<slug>/scan-review")


class ReviewForm(GelarForm):
    reason = StringField(
        _l("Alasan"),
        filters=[on_one_line],
        validators=[
            required(lambda: _("Mohon tulis alasannya, misalnya: orang yang sama, dua pintu.")),
            at_most(200),
            plain_text,
        ],
    )


@bp.get("")
@signed_in
def index(slug: str) -> ResponseReturnValue:
    event = organizers_event(slug, GrantRole.VIEWER)
    return _page(event, ReviewForm(formdata=None), chosen=0)


@bp.post("/<int(max=2147483647):scan_id>")
@signed_in
def create(slug: str, scan_id: int) -> ResponseReturnValue:
    """Settle one; both rows of a conflict stay in the log for ever."""
    event, form, at = organizers_event(slug), ReviewForm(), clock.now()
    scan = db.session.scalar(one_of(event.id, scan_id))
    if scan is None:
        abort(404)
    if not form.validate():
        return _page(event, form, chosen=scan_id), 422
    reason = form.reason.data or ""
    if review(scan, reason=reason, user_id=signed_in_identity().user.id, at=at):
        noting.note("scan.reviewed", event, at=at, after={"scan": scan.id}, about=_about(scan, reason))
    db.session.commit()
    return redirect(url_for("scan_review.index", slug=slug), 303)


def _about(scan: Scan, reason: str) -> About | None:
    """The reason is free words about whoever was scanned, so it is kept under their key, or not at all."""
    owner = select(Registration.person_id).where(Registration.id == scan.registration_id)
    person_id = db.session.scalar(owner) if scan.registration_id is not None else None
    return About("person", person_id, after={"reason": reason}) if person_id is not None else None


def _page(event: Event, form: ReviewForm, *, chosen: int) -> str:
    may_decide = loading.may(GrantRole.COMMITTEE, event)
    rows = doubtful(event.id)
    return render_template(
        "attendance/scan_review.html", event=event, rows=rows, form=form, chosen=chosen, may_decide=may_decide
    )
