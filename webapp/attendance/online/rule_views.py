"""What the committee decides about attendance online: the rule of the event, and what its evidence leaves odd."""

from dataclasses import asdict
from enum import StrEnum

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from webapp import clock
from webapp.attendance.attesting import watching
from webapp.attendance.importing import saying
from webapp.attendance.importing.forms import offered
from webapp.attendance.importing.waiting import waiting_of
from webapp.attendance.online.forms import RuleForm
from webapp.attendance.online.reviewing import MOST, odd_of
from webapp.attendance.rooms import queries as rooms
from webapp.attendance.verdicts import asking
from webapp.attendance.verdicts.deciding import set_rule
from webapp.attendance.verdicts.rules import Rule
from webapp.attendance.verdicts.settling import rule_of
from webapp.attendance.verdicts.usual import usual_rule
from webapp.database import begin_for_writing, db
from webapp.events import noting
from webapp.events.loading import organizers_event
from webapp.events.models import Event
from webapp.web.access import signed_in

bp = Blueprint("rules", __name__, url_prefix="/manage/events/<slug>/online")


@bp.get("/rule")
@signed_in
def edit(slug: str) -> ResponseReturnValue:
    event = organizers_event(slug)
    shown = usual_rule(event.kind) if "usual" in request.args else rule_of(event)
    return _page(event, RuleForm.of(shown))


@bp.post("/rule")
@signed_in
def update(slug: str) -> ResponseReturnValue:
    form, at = RuleForm(), clock.now()
    if not form.validate():
        begin_for_writing(may_write=False)
        return _page(organizers_event(slug), form), 422
    event = organizers_event(slug)
    before, rule = rule_of(event), form.rule()
    changed = set_rule(event, rule, at=at)
    noting.note("rule.decided", event, at=at, before=_told(before), after=_told(rule))
    db.session.commit()
    flash(_("Ketentuan tersimpan.") + " " + _said(changed), "ok")
    return redirect(url_for("rules.edit", slug=slug), 303)


@bp.get("/review")
@signed_in
def review(slug: str) -> ResponseReturnValue:
    """Everything odd in one place, each with its decision."""
    event = organizers_event(slug)
    odd, waiting = odd_of(event), waiting_of(event.id)
    strangers = db.session.scalars(rooms.strangers(event.id).limit(MOST)).all()
    noting.note_reading("review.viewed", event, at=clock.now(), people=len(odd) + len(strangers) + len(waiting.rows))
    return render_template(
        "attendance/review.html",
        event=event,
        odd=odd,
        strangers=strangers,
        screens=db.session.scalar(watching.count_undecided(event.id)),
        waiting=waiting,
        offered=offered,
        say=saying,
    )


def _said(changed: int) -> str:
    if not changed:
        return _("Tidak ada kehadiran yang berubah.")
    return ngettext("%(num)d kehadiran dinilai ulang.", "%(num)d kehadiran dinilai ulang.", changed)


def _told(rule: Rule) -> dict[str, object]:
    return {name: value.value if isinstance(value, StrEnum) else value for name, value in asdict(rule).items()}


def _page(event: Event, form: RuleForm) -> str:
    usual = usual_rule(event.kind)
    return render_template(
        "attendance/rule.html",
        event=event,
        form=form,
        standing=asking.asked_in_percent(rule_of(event)),
        usual=asking.asked_in_percent(usual),
        is_usual=rule_of(event) == usual,
    )
