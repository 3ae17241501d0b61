"""The courtesy beside the form of an event: what stands against the hours that are being typed."""

from flask import Blueprint, abort, render_template, request
from flask.typing import ResponseReturnValue

from webapp.accounts.identity import signed_in_identity
from webapp.accounts.models import GrantRole
from webapp.directory.models import Organization
from webapp.events import loading
from webapp.events.clashing import asking
from webapp.events.clashing.judging import courtesy
from webapp.events.forms import EventForm
from webapp.web.access import signed_in

bp = Blueprint("courtesies", __name__, url_prefix="/manage/courtesies")


@bp.get("")
@signed_in
def show() -> ResponseReturnValue:
    """A piece of the form's page. The fields are the form's own; `event` names the one that is being changed."""
    slug, identity = request.args.get("event", ""), signed_in_identity()
    event = loading.organizers_event(slug) if slug else None
    form = EventForm(formdata=request.args, meta={"csrf": False})
    organization = event.organization if event else _organizer(form.organization.data)
    asked = asking.of_form(form, organization_id=organization.id, event_id=event.id if event else None)
    found = courtesy(asked, scope=loading.scope(identity, GrantRole.COMMITTEE))
    return render_template("manage/_courtesies.html", courtesy=found, tzid=asked.tzid)


def _organizer(slug: str | None) -> Organization:
    """The organization that was chosen, else the first; 404 for somebody who may schedule for none."""
    own = loading.own_organizations(signed_in_identity(), GrantRole.COMMITTEE) or abort(404)
    return next((one for one in own if one.slug == slug), own[0])
