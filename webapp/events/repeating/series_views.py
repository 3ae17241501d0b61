"""A series of dates: asked for, shown before it is made, and looked after on one page."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import ngettext

from webapp import clock
from webapp.accounts.identity import signed_in_identity
from webapp.accounts.models import GrantRole
from webapp.database import db
from webapp.errors import Refused
from webapp.events import loading, noting, presenting
from webapp.events.clashing import asking
from webapp.events.clashing.judging import remarks_on
from webapp.events.models import Event, EventStatus
from webapp.events.plans import plan_of
from webapp.events.repeating import queries
from webapp.events.repeating.models import Series
from webapp.events.repeating.rules import Rule, words
from webapp.events.repeating.serializing import publish_all, repeat
from webapp.events.repeating.series_forms import SeriesForm, weekday_names
from webapp.events.repeating.shifting import first_day
from webapp.web.access import signed_in

bp = Blueprint("series", __name__, url_prefix="/manage/events/<slug>/series")


@bp.get("")
@signed_in
def show(slug: str) -> ResponseReturnValue:
    """The dates of its series; for an event that stands alone, the form that makes one."""
    event = loading.organizers_event(slug)
    series = db.session.scalar(queries.series_of(event.id))
    if series is None:
        day = first_day(plan_of(event))
        form = SeriesForm(formdata=None, data={"frequency": "weekly", "weekdays": [str(day.weekday())], "interval": 1})
        form.offer(day)
        return _asked(event, form)
    events, at = list(db.session.scalars(queries.events_of(series.id))), clock.now()
    return render_template(
        "manage/repeating/series.html",
        event=event,
        events=events,
        rule=words(rule_of(series), series.first, weekday_names()),
        drafts=sum(one.status is EventStatus.DRAFT for one in events),
        card=lambda one: presenting.card(one, at=at),
    )


@bp.post("")
@signed_in
def create(slug: str) -> ResponseReturnValue:
    """First the dates are shown; only the second button makes them."""
    event, at = loading.organizers_event(slug), clock.now()
    form = SeriesForm()
    form.offer(first_day(plan_of(event)))
    rule = form.rule()
    if rule is None:
        return _asked(event, form), 422
    if request.form.get("then") != "make":
        return _asked(event, form)
    try:
        made = repeat(event, rule, at=at)
    except Refused as refusal:
        return _refused(slug, form, refusal), 422
    noting.note("series.made", event, at=at, after={"dates": len(made) + 1, "frequency": rule.frequency.value})
    db.session.commit()
    flash(ngettext("%(num)d draf dibuat.", "%(num)d draf dibuat.", len(made)), "ok")
    return redirect(url_for("series.show", slug=slug), 303)


@bp.post("/publication")
@signed_in
def create_publication(slug: str) -> ResponseReturnValue:
    """All drafts of the series at once."""
    event, at = loading.organizers_event(slug), clock.now()
    series = db.first_or_404(queries.series_of(event.id))
    published = publish_all(series, at=at)
    for one in published:
        noting.note("event.published", one, at=at)
    db.session.commit()
    flash(ngettext("%(num)d kegiatan terbit.", "%(num)d kegiatan terbit.", len(published)), "ok")
    return redirect(url_for("series.show", slug=slug), 303)


def rule_of(series: Series) -> Rule:
    return Rule(
        frequency=series.frequency,
        interval=series.step,
        weekdays=tuple(series.weekdays),
        count=series.count,
        until=series.until,
    )


def _asked(event: Event, form: SeriesForm) -> str:
    scope = loading.scope(signed_in_identity(), GrantRole.COMMITTEE)
    remarks = remarks_on(asking.of_event(event), form.found, scope=scope) if form.found else {}
    return render_template("manage/repeating/new_series.html", event=event, form=form, remarks=remarks)


def _refused(slug: str, form: SeriesForm, refusal: Refused) -> str:
    db.session.rollback()
    form.form_errors.append(refusal.sentence)
    return _asked(loading.organizers_event(slug), form)
