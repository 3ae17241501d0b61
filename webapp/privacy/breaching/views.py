"""The kit for a leak: the list of those affected, and the letter to them."""

from flask import Blueprint, Response, abort, render_template
from flask.typing import ResponseReturnValue
from sqlalchemy import func, select

from webapp import clock
from webapp.accounts.identity import acting, signed_in_identity
from webapp.accounts.models import GrantRole
from webapp.audit.acts import Act, Subject
from webapp.audit.recording import record_reading
from webapp.database import db
from webapp.directory.models import Organization
from webapp.documents.comma_separated import csv_text
from webapp.events.loading import own_organizations
from webapp.privacy.breaching.forms import SpanForm
from webapp.privacy.breaching.listing import affected, sheet
from webapp.web.access import signed_in

bp = Blueprint("breach", __name__, url_prefix="/manage/privacy/breach")


@bp.get("")
@signed_in
def index() -> ResponseReturnValue:
    return render_template("privacy/breach.html", organization=_own()[0], form=SpanForm(formdata=None))


@bp.post("")
@signed_in
def create_list() -> ResponseReturnValue:
    """The list as CSV. Fetching it is written into the audit log."""
    organizations, form = _own(), SpanForm()
    if not form.validate() or form.span is None:
        return render_template("privacy/breach.html", organization=organizations[0], form=form), 422
    since, until = form.span
    query = affected([one.id for one in organizations], since=since, until=until)
    count = db.session.scalar(select(func.count()).select_from(query.order_by(None).subquery()))
    facts = {"since": since.isoformat(), "until": until.isoformat(), "rows": count}
    act = Act("breach.listed", Subject("breach"), organizations[0].id, after=facts)
    record_reading(act, by=acting(), at=clock.now())
    headers = {
        "Content-Disposition": 'attachment; filename="orang-terdampak.csv"',
        "Cache-Control": "private, no-store",
    }
    return Response(csv_text(sheet(query)), content_type="text/csv; charset=utf-8", headers=headers)


def _own() -> list[Organization]:
    return own_organizations(signed_in_identity(), GrantRole.ADMIN) or abort(404)
