"""The organizer's page of places beyond the chairs."""

from typing import Any

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext

from webapp import clock
from webapp.attendance.overbooking.deciding import MOST, MarginTooLow, habit, set_margins
from webapp.database import begin_for_writing, db
from webapp.events import noting
from webapp.events.fields import WholeNumberField, between
from webapp.events.loading import organizers_event
from webapp.events.models import Event, Mode
from webapp.web.access import signed_in
from webapp.web.forms import GelarForm, required

bp = Blueprint("overbooking", __name__, url_prefix="/manage/events/<slug>/margin")


class MarginForm(GelarForm):
    """A number for each way of taking part."""

    in_person = WholeNumberField(_l("Tambahan luring"), [required(), between(0, MOST)])
    online = WholeNumberField(_l("Tambahan daring"), [required(), between(0, MOST)])

    @classmethod
    def of(cls, event: Event, **kwargs: Any) -> "MarginForm":
        """The form with the modes that the event has."""
        form = cls(data={seats.mode.value: seats.margin for seats in event.seats}, **kwargs)
        for mode in set(Mode) - {seats.mode for seats in event.seats}:
            del form[mode.value]
        return form

    def wanted(self) -> dict[Mode, int]:
        return {mode: self[mode.value].data for mode in Mode if mode.value in self}


@bp.get("")
@signed_in
def edit(slug: str) -> ResponseReturnValue:
    event = organizers_event(slug)
    return _page(event, MarginForm.of(event, formdata=None))


@bp.post("")
@signed_in
def update(slug: str) -> ResponseReturnValue:
    event = organizers_event(slug)
    form, before = MarginForm.of(event), {row.mode.value: row.margin for row in event.seats}
    if not form.validate():
        return _again(slug, form)
    wanted, at = form.wanted(), clock.now()
    try:
        moved = set_margins(event, wanted, at=at)
    except MarginTooLow as refusal:
        db.session.rollback()
        form[refusal.mode.value].errors = [refusal.sentence]
        return _again(slug, form)
    after = {mode.value: margin for mode, margin in wanted.items()} | {"moved_up": moved}
    noting.note("seats.overbooked", event, at=at, before=before, after=after)
    db.session.commit()
    words = ngettext("%(num)d orang naik dari daftar tunggu.", "%(num)d orang naik dari daftar tunggu.", moved)
    flash(f"{_('Tambahan tempat tersimpan.')} {words if moved else ''}".strip(), "ok")
    return redirect(url_for("overbooking.edit", slug=slug), 303)


def _again(slug: str, form: MarginForm) -> ResponseReturnValue:
    begin_for_writing(may_write=False)
    return _page(organizers_event(slug), form), 422


def _page(event: Event, form: MarginForm) -> str:
    seats = {row.mode.value: row for row in event.seats}
    return render_template(
        "attendance/margin.html", event=event, form=form, seats=seats, habit=habit(event, at=clock.now())
    )
