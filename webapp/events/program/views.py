"""The organizer's page of the program: rundown and contact persons, each a form of its own."""

from datetime import timedelta

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from webapp import clock
from webapp.accounts.models import GrantRole
from webapp.database import db
from webapp.events import loading, noting
from webapp.events.models import Event
from webapp.events.program import queries
from webapp.events.program.arranging import PlannedLine, arrange, name_contacts, usual
from webapp.events.program.cohosting import CoHostForm
from webapp.events.program.forms import ContactsForm, RundownForm
from webapp.events.program.materials import MaterialForm
from webapp.events.wall_clock import written_hour
from webapp.web.access import signed_in

bp = Blueprint("program", __name__, url_prefix="/manage/events/<slug>/program")


@bp.get("")
@signed_in
def edit(slug: str) -> ResponseReturnValue:
    return page(loading.organizers_event(slug))


@bp.post("/rundown")
@signed_in
def update_rundown(slug: str) -> ResponseReturnValue:
    event, at = loading.organizers_event(slug), clock.now()
    form, pressed = RundownForm(), request.form.get("rows", "")
    if pressed == "usual":
        return page(event, rundown=filled(event, usual(event)))
    if form.lines.press(pressed, {}):
        form.offer(event)
        return page(event, rundown=form)
    form.offer(event)
    lines = form.planned(event)
    if lines is None:
        return page(event, rundown=form), 422
    arrange(event, lines, at=at)
    noting.note("program.arranged", event, at=at, after={"lines": len(lines)})
    return _saved(slug, _("Susunan acara tersimpan."))


@bp.post("/contacts")
@signed_in
def update_contacts(slug: str) -> ResponseReturnValue:
    event, at = loading.organizers_event(slug), clock.now()
    form = ContactsForm()
    if form.contacts.press(request.form.get("rows", ""), {}):
        return page(event, contacts=form)
    contacts = form.planned()
    if contacts is None:
        return page(event, contacts=form), 422
    name_contacts(event, contacts, at=at)
    noting.note("program.contacts_named", event, at=at, after={"contacts": len(contacts)})
    return _saved(slug, _("Narahubung tersimpan."))


def page(event: Event, **forms: object) -> str:
    """The whole page; a form that was sent stands in for the one made of what is stored."""
    contacts = [{"name": one.name, "phone": one.phone} for one in db.session.scalars(queries.contacts(event.id))]
    made = {
        "rundown": forms.get("rundown") or filled(event, stored(event)),
        "contacts": forms.get("contacts") or ContactsForm(formdata=None, data={"contacts": contacts or [{}]}),
        "co_host": forms.get("co_host") or CoHostForm(formdata=None),
        "material": forms.get("material") or MaterialForm.of(event, formdata=None),
    }
    return render_template(
        "manage/program/edit.html",
        event=event,
        co_hosts=list(db.session.scalars(queries.co_hosts(event.id))),
        materials=list(db.session.scalars(queries.materials(event.id))),
        may_share=loading.is_own(event, GrantRole.COMMITTEE),
        **made,
    )


def stored(event: Event) -> list[PlannedLine]:
    return [
        PlannedLine(session_id=one.session_id, minutes=one.minutes, title=one.title, people=one.people)
        for one in db.session.scalars(queries.rundown(event.id))
    ]


def filled(event: Event, lines: list[PlannedLine]) -> RundownForm:
    """The form of these lines; an empty one has a row to begin with."""
    starts = {one.id: one.dtstart for one in event.sessions}
    rows = [
        {
            "session": str(line.session_id),
            "starts": written_hour(starts[line.session_id] + timedelta(minutes=line.minutes), event.tzid),
            "title": line.title,
            "people": line.people,
        }
        for line in lines
        if line.session_id in starts
    ]
    form = RundownForm(formdata=None, data={"lines": rows or [{}]})
    form.offer(event)
    return form


def _saved(slug: str, sentence: str) -> ResponseReturnValue:
    db.session.commit()
    flash(sentence, "ok")
    return redirect(url_for("program.edit", slug=slug), 303)
