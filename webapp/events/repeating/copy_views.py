"""Duplicating an event: the page that asks for the new day, and the draft that it makes."""

from dataclasses import replace
from datetime import date, datetime, timedelta

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from webapp import clock
from webapp.database import db
from webapp.events import loading, noting
from webapp.events.models import Event
from webapp.events.plans import plan_of
from webapp.events.repeating.duplicating import duplicate
from webapp.events.repeating.forms import CopyForm
from webapp.events.wall_clock import written_hour
from webapp.web.access import signed_in
from webapp.web.formatting import local

bp = Blueprint("copies", __name__, url_prefix="/manage/events/<slug>/copy")


@bp.get("")
@signed_in
def new(slug: str) -> ResponseReturnValue:
    event = loading.organizers_event(slug)
    form = CopyForm(
        formdata=None,
        data={
            "summary": event.summary,
            "day": next_day(event, at=clock.now()),
            "starts": written_hour(event.dtstart, event.tzid),
        },
    )
    return render_template("manage/repeating/copy.html", event=event, form=form)


@bp.post("")
@signed_in
def create(slug: str) -> ResponseReturnValue:
    event, at = loading.organizers_event(slug), clock.now()
    form = CopyForm()
    plan = form.planned(plan_of(event))
    if plan is None:
        return render_template("manage/repeating/copy.html", event=event, form=form), 422
    made = duplicate(event, event.organization, plan=replace(plan, summary=form.summary.data or ""), at=at)
    noting.note("event.copied", made, at=at, after={"from": event.slug})
    db.session.commit()
    flash(_("Salinan tersimpan sebagai draf. Mohon periksa isinya, lalu terbitkan."), "ok")
    return redirect(url_for("manage.edit", slug=made.slug))


def next_day(event: Event, *, at: datetime) -> date:
    """The same day of the week: the first one after the event and after today."""
    day, today = local(event.dtstart, event.tzid).date(), local(at, event.tzid).date()
    weeks = max(0, (today - day).days) // 7 + 1
    return day + timedelta(weeks=weeks)
