"""The organizer's pages of scheduling: the list, the form, the preview."""

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from webapp import clock
from webapp.accounts.identity import signed_in_identity
from webapp.accounts.models import GrantRole
from webapp.database import db
from webapp.directory.models import Organization
from webapp.errors import Refused
from webapp.events import filling, loading, managing, noting, presenting, public_queries, scheduling
from webapp.events.capacity import CapacityTooLow
from webapp.events.clashing.telling import courtesy_of, onward
from webapp.events.consulting import listing as consulting
from webapp.events.event_pages import event_page
from webapp.events.featuring import own_kinds
from webapp.events.forms import EventForm
from webapp.events.kinds import KINDS, habits
from webapp.events.models import EventStatus, Mode
from webapp.events.plans import plan_of
from webapp.events.repeating import following
from webapp.web.access import signed_in

bp = Blueprint("manage", __name__, url_prefix="/manage")


@bp.get("")
@signed_in
def index() -> ResponseReturnValue:
    """Where people land after signing in: the events of their organizations."""
    at = clock.now()
    identity = signed_in_identity()
    scope = loading.scope(identity, GrantRole.VIEWER)
    found = managing.workplace(scope, page=_page_number(), at=at)
    return render_template(
        "manage/index.html",
        found=found,
        named=scope is None or len(scope) > 1,
        may_write=bool(loading.own_organizations(identity, GrantRole.COMMITTEE)),
        looks_after_groups=bool(identity.user.is_platform_admin or identity.organizations(GrantRole.COMMITTEE)),
        administered=loading.own_organizations(identity, GrantRole.ADMIN),
        card=lambda event: presenting.card(event, at=at),
        consultations=consulting.lines(loading.scope(identity, GrantRole.COMMITTEE), at=at),
    )


@bp.get("/events/new")
@signed_in
def new() -> ResponseReturnValue:
    """First the kinds, then the form with the habits of the chosen one."""
    organizations = _hosts()
    kind = KINDS.get(request.args.get("kind", ""))
    if kind is None:
        return render_template("manage/kinds.html", kinds=KINDS.values(), own=own_kinds.of_organizations(organizations))
    name = request.args.get("name", "")[:60]
    return _form_page(filling.new_form(kind, organizations, name=name), kind=kind, habits=habits(kind))


@bp.post("/events/new")
@signed_in
def create() -> ResponseReturnValue:
    organizations = _hosts()
    form = EventForm(data={"organization": organizations[0].slug})  # not asked where there is only one
    form.offer(organizations=organizations, tzid=organizations[0].tzid, region_code=None)
    if filling.press(form, request.form.get("rows", "")):
        return _form_page(form)
    if not form.validate() or form.plan is None:
        return _form_page(form), 422
    organizer = next(one for one in organizations if one.slug == form.organization.data)
    at = clock.now()
    event = scheduling.schedule(organizer, plan=form.plan, at=at)
    noting.note("event.drafted", event, at=at)
    db.session.commit()
    return onward(event, _("Draf tersimpan. Belum ada yang dapat melihatnya selain panitia."))


@bp.get("/events/<slug>/edit")
@signed_in
def edit(slug: str) -> ResponseReturnValue:
    event = loading.organizers_event(slug)
    return _form_page(filling.form_of(event), event=event, courtesy=courtesy_of(event))


@bp.post("/events/<slug>/edit")
@signed_in
def update(slug: str) -> ResponseReturnValue:
    event = loading.organizers_event(slug)
    form = filling.form_of(event)
    if filling.press(form, request.form.get("rows", "")):
        return _form_page(form, event=event)
    if not form.validate() or form.plan is None or not filling.is_of_this_revision(form, event):
        return _form_page(form, event=event), 422
    before, at = plan_of(event), clock.now()
    revise = following.revise_with_following if form.scope.data == "following" else following.revise_alone
    try:
        revised = revise(event, plan=form.plan, at=at)
    except Refused as refusal:
        return _refused(slug, form, refusal), 422
    for one, was in [(event, before), *revised]:
        noting.note_revision(one, before=was, at=at)
    db.session.commit()
    return onward(event, _("Perubahan tersimpan."))


@bp.get("/events/<slug>/preview")
@signed_in
def preview(slug: str) -> ResponseReturnValue:
    """The public page as people will see it, and the way to publish it."""
    event = loading.organizers_event(slug, GrantRole.VIEWER)
    page = event_page(
        event, at=clock.now(), revisions=list(db.session.scalars(public_queries.changes_of(event))), is_preview=True
    )
    may_write = loading.may(GrantRole.COMMITTEE, event)
    return render_template(
        "manage/preview.html",
        page=page,
        event=event,
        may_write=may_write,
        courtesy=courtesy_of(event) if may_write and event.status is EventStatus.DRAFT else None,
    )


@bp.post("/events/<slug>/delete")
@signed_in
def delete(slug: str) -> ResponseReturnValue:
    """Drafts only; what was published is cancelled instead."""
    event = loading.organizers_event(slug)
    noting.note("event.draft_deleted", event, at=clock.now())
    scheduling.delete_draft(event)
    db.session.commit()
    flash(_("Draf %(title)s sudah dihapus.", title=event.summary), "ok")
    return redirect(url_for("manage.index"))


def _hosts() -> list[Organization]:
    """The organizations for which this person may schedule; 404 for somebody who may for none."""
    return loading.own_organizations(signed_in_identity(), GrantRole.COMMITTEE) or abort(404)


def _page_number() -> int:
    text = request.args.get("page", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 6 else 1


def _refused(slug: str, form: EventForm, refusal: Refused) -> str:
    """The form with everything that was typed, and the rule's sentence where it belongs."""
    db.session.rollback()
    field = {Mode.IN_PERSON: form.in_person_seats, Mode.ONLINE: form.online_seats}
    if isinstance(refusal, CapacityTooLow):
        field[refusal.mode].errors = [refusal.sentence]
    else:
        form.form_errors.append(refusal.sentence)
    return _form_page(form, event=loading.organizers_event(slug))


def _form_page(form: EventForm, **more: object) -> str:
    return render_template("manage/form.html", form=form, **({"event": None, "kind": None, "courtesy": None} | more))
