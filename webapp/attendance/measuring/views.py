"""The page on which an office writes its indicators; what they come to stands in the recap."""

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from webapp import clock
from webapp.accounts.identity import acting, signed_in_identity
from webapp.accounts.models import GrantRole
from webapp.attendance.measuring.counters import COUNTERS
from webapp.attendance.measuring.forms import IndicatorRow, IndicatorsForm
from webapp.attendance.measuring.indicators import decide, of_organization
from webapp.audit.acts import Act, Subject
from webapp.audit.recording import record
from webapp.database import db
from webapp.directory.models import Organization
from webapp.errors import Refused
from webapp.events.loading import own_organizations
from webapp.web.access import signed_in

bp = Blueprint("indicators", __name__, url_prefix="/manage/reports/indicators")


@bp.get("/<slug>")
@signed_in
def edit(slug: str) -> ResponseReturnValue:
    organization = _organization(slug)
    rows = db.session.scalars(of_organization(organization.id))
    return _page(organization, IndicatorsForm(data={"indicators": [IndicatorRow.values_of(row) for row in rows]}))


@bp.post("/<slug>")
@signed_in
def update(slug: str) -> ResponseReturnValue:
    organization, form = _organization(slug), IndicatorsForm()
    if form.press(request.form.get("rows", "")):
        return _page(organization, form)
    if not form.validate():
        return _page(organization, form), 422
    try:
        decide(organization.id, form.planned)
    except Refused as refusal:
        db.session.rollback()
        form.form_errors.append(refusal.sentence)
        return _page(_organization(slug), form), 422
    subject = Subject("organization", organization.id, organization.name)
    after = {"indicators": [one.name for one in form.planned]}
    record(Act("indicators.decided", subject, organization.id, {}, after), by=acting(), at=clock.now())
    db.session.commit()
    flash(_("Indikator tersimpan. Capaiannya ada di rekapitulasi."), "ok")
    return redirect(url_for("recaps.index", organizer=slug, _anchor="indicators"), 303)


def _organization(slug: str) -> Organization:
    """One whose committee this person leads; 404 for any other."""
    own = own_organizations(signed_in_identity(), GrantRole.ADMIN)
    return next((one for one in own if one.slug == slug), None) or abort(404)


def _page(organization: Organization, form: IndicatorsForm) -> str:
    counters = [(name, counter.words) for name, counter in COUNTERS.items()]
    return render_template("attendance/indicators.html", organization=organization, form=form, counters=counters)
