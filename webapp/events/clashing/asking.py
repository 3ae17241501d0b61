"""What of a plan, an event or a half-filled form takes time, place and people."""

from webapp.events.clashing.judging import Asked
from webapp.events.forms import EventForm
from webapp.events.models import Event, Mode
from webapp.events.plans import Plan, plan_of
from webapp.events.wall_clock import is_zone


def of_plan(plan: Plan, *, organization_id: int, event_id: int | None = None) -> Asked:
    return Asked(
        hours=tuple((one.dtstart, one.dtend) for one in plan.sessions),
        tzid=plan.tzid,
        organization_id=organization_id,
        venue=plan.venue if Mode.IN_PERSON in plan.seats else "",
        region_code=plan.region_code,
        people=tuple(dict.fromkeys(role.name for role in plan.roles)),
        event_id=event_id,
    )


def of_event(event: Event) -> Asked:
    """Needs sessions, seats and roles loaded."""
    return of_plan(plan_of(event), organization_id=event.organization_id, event_id=event.id)


def of_form(form: EventForm, *, organization_id: int, event_id: int | None = None) -> Asked:
    """As far as it can be read while somebody still types: sessions that cannot be are left out."""
    tzid = form.tzid.data if form.tzid.data and is_zone(form.tzid.data) else "Asia/Jakarta"
    planned = [row.form.plan(tzid) for row in form.sessions if not row.form.is_empty()]
    return Asked(
        hours=tuple((one.dtstart, one.dtend) for one in planned if one),
        tzid=tzid,
        organization_id=organization_id,
        venue=(form.venue.data or "") if form.mode.data != "online" else "",
        region_code=form.region_code.data or None,
        people=tuple(dict.fromkeys(row.form.name.data for row in form.roles if row.form.name.data)),
        event_id=event_id,
    )
