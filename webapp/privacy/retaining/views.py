"""How long data are kept, what is forgotten next, and what was last: for administrators."""

from datetime import timedelta
from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy import func, select

from webapp import clock
from webapp.accounts.identity import acting, signed_in_identity
from webapp.accounts.models import GrantRole
from webapp.attendance.registering.consents import CONTACT_MONTHS
from webapp.audit.acts import Act, Subject
from webapp.audit.recording import record
from webapp.database import db
from webapp.directory.models import Organization
from webapp.events.loading import own_organizations
from webapp.privacy.retaining.forgetting_due import contacts_due, people_due
from webapp.privacy.retaining.forms import RetentionForm
from webapp.privacy.retaining.models import RetentionRule, RetentionRun
from webapp.web.access import signed_in
from webapp.web.pages import settings

bp = Blueprint("retention", __name__, url_prefix="/manage/privacy/retention")
SOON = timedelta(days=30)
RUNS_SHOWN = 10


@bp.get("")
@signed_in
def index() -> ResponseReturnValue:
    return _page()


@bp.post("/<slug>")
@signed_in
def update(slug: str) -> ResponseReturnValue:
    organization = next((one for one in _own() if one.slug == slug), None) or abort(404)
    form = RetentionForm()
    if not form.validate():
        return _page({slug: form}), 422
    rule = db.session.get(RetentionRule, organization.id) or RetentionRule(organization_id=organization.id)
    rule.contact_months, rule.name_years = form.contact_months.data or CONTACT_MONTHS, form.name_years.data
    db.session.add(rule)
    after = {"contact_months": rule.contact_months, "name_years": rule.name_years}
    subject = Subject("organization", organization.id, organization.name)
    record(Act("retention.decided", subject, organization.id, after=after), by=acting(), at=clock.now())
    db.session.commit()
    flash(_("Masa simpan diatur."), "ok")
    return redirect(url_for("retention.index"), 303)


def _own() -> list[Organization]:
    return own_organizations(signed_in_identity(), GrantRole.ADMIN) or abort(404)


def _page(given: dict[str, RetentionForm] | None = None) -> str:
    organizations, at = _own(), clock.now()
    ids = [one.id for one in organizations]
    rules = {rule.organization_id: rule for rule in db.session.scalars(select(RetentionRule))}
    forms = {one.slug: RetentionForm(formdata=None, data=_values(rules.get(one.id))) for one in organizations}
    return render_template(
        "privacy/retention.html",
        organizations=organizations,
        forms=forms | (given or {}),
        wrong=next(iter((given or {}).values()), None),
        contacts=_count(contacts_due(at + SOON, ids)),
        persons=_count(people_due(at + SOON, ids)),
        runs=db.session.scalars(select(RetentionRun).order_by(RetentionRun.id.desc()).limit(RUNS_SHOWN)).all(),
        tzid=settings().default_timezone,
    )


def _values(rule: RetentionRule | None) -> dict[str, Any]:
    return {"contact_months": rule.contact_months if rule else CONTACT_MONTHS, "name_years": rule and rule.name_years}


def _count(query: Any) -> int:
    return db.session.scalar(select(func.count()).select_from(query.order_by(None).subquery())) or 0
