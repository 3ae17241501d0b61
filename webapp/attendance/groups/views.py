"""Pages of group registration: the form, the group with all its tickets, and the sheet of them."""

from dataclasses import dataclass

from flask import Blueprint, Response, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from webapp import clock
from webapp.attendance.attesting import watching
from webapp.attendance.groups import links, queries
from webapp.attendance.groups.forms import GroupForm, MembersForm
from webapp.attendance.groups.grouping import add_member, form_group, told_apart
from webapp.attendance.groups.lines import Line
from webapp.attendance.models import Person, Registration
from webapp.attendance.registering import consents, offers
from webapp.attendance.registering.models import RegistrationGroup
from webapp.attendance.ticketing import links as secrets
from webapp.attendance.ticketing import papers, wording
from webapp.attendance.ticketing.responses import private
from webapp.database import begin_for_writing, db
from webapp.directory.groups.finding import embedded_names
from webapp.documents.ticket import ticket_sheet_pdf
from webapp.errors import Refused
from webapp.events import queries as events
from webapp.events.filters import is_slug
from webapp.events.models import Event
from webapp.events.timing import Phase, RegistrationState, phase, registration_state
from webapp.web.access import public, secret_link
from webapp.web.formatting import date_range

bp = Blueprint("groups", __name__)


@bp.get("/events/<slug>/registration/group")
@public
def new(slug: str) -> ResponseReturnValue:
    event = _event(slug)
    if registration_state(event, at=clock.now()) is not RegistrationState.OPEN or not offers.offered(event):
        return redirect(url_for("registration.new", slug=slug))
    modes = [seats.mode.value for seats in offers.offered(event)]
    return _form_page(event, GroupForm(mode=modes[0] if len(modes) == 1 else None))


@bp.post("/events/<slug>/registration/group")
@public
def create(slug: str) -> ResponseReturnValue:
    """Make the group, then write its people down; each is saved before the next is looked at."""
    form = GroupForm()
    if not form.validate():
        begin_for_writing(may_write=False)
        return _form_page(_event(slug), form), 422
    event = _event(slug)
    try:
        group = form_group(event, form.answering_chair(), at=clock.now())
    except Refused as refusal:
        db.session.rollback()
        begin_for_writing(may_write=False)
        form.form_errors.append(refusal.sentence)
        return _form_page(_event(slug), form), 409
    db.session.commit()
    return _written_down(group, event, form)


@bp.get("/groups/<token>")
@secret_link
def show(token: str) -> ResponseReturnValue:
    group, event, chair = _group(token)
    response = _group_page(group, event, chair, MembersForm())
    links.remember(request, response, group)
    return response


@bp.post("/groups/<token>/members")
@secret_link
def create_members(token: str) -> ResponseReturnValue:
    group, event, chair = _group(token)
    form = MembersForm()
    if not form.validate():
        return private((_group_page(group, event, chair, form), 422))
    db.session.commit()
    return _written_down(group, event, form)


@bp.get("/groups/<token>/tickets.pdf")
@secret_link
def tickets(token: str) -> ResponseReturnValue:
    """All tickets that stand, eight to a sheet."""
    group, _event_of, _chair = _group(token)
    members = [one for one in db.session.scalars(queries.members(group.id)) if one.is_live]
    if not members:
        abort(404)
    paper = ticket_sheet_pdf([papers.document_of(one, papers.standing(one)) for one in members])
    response = private(Response(paper, mimetype="application/pdf"))
    response.headers["Content-Disposition"] = 'inline; filename="tiket-rombongan.pdf"'
    return response


def _written_down(group: RegistrationGroup, event: Event, form: MembersForm) -> ResponseReturnValue:
    """Register line after line, each in a transaction of its own; what cannot be written comes back as a row."""
    group_id, slug, saved = group.id, event.slug, 0
    wrong: list[tuple[Line, str]] = []
    for line, is_twice in told_apart(form.lines()):
        if is_twice:
            wrong.append(
                (line, _("Nama ini tertulis dua kali. Bila dua orang berbeda, isi pembedanya, misalnya RT 2."))
            )
            continue
        try:
            add_member(group, event, line, batch=form.batch.data or "", at=clock.now())
        except Refused as refusal:
            db.session.rollback()
            wrong.append((line, refusal.sentence))
            group, event = db.session.get_one(RegistrationGroup, group_id), _event(slug)
        else:
            db.session.commit()
            saved += 1
    if not wrong:
        flash(ngettext("%(num)d orang tersimpan.", "%(num)d orang tersimpan.", saved), "ok")
        response = _back(group)
        links.remember(request, response, group)
        return response
    return _still_wrong(group, wrong, saved)


def _still_wrong(group: RegistrationGroup, wrong: list[tuple[Line, str]], saved: int) -> ResponseReturnValue:
    """The group as it stands, with a row for everybody who is not in it yet."""
    found = links.group_behind(links.token_of(group))
    if found is None:
        abort(404)
    form = MembersForm(formdata=None, data={"rows": [vars(line) for line, _sentence in wrong]})
    for entry, (_line, sentence) in zip(form.rows, wrong, strict=True):
        entry.form.name.errors = [sentence]
    words = _("%(saved)d dari %(all)d tersimpan. Yang lain mohon dilengkapi.", saved=saved, all=saved + len(wrong))
    flash(words, "warn")
    response = private((_group_page(*found, form), 422))
    links.remember(request, response, group)
    return response


def _group_page(group: RegistrationGroup, event: Event, chair: Person, form: MembersForm) -> Response:
    members = list(db.session.scalars(queries.members(group.id)))
    positions = dict(db.session.execute(queries.positions(group.id)).all())
    return private(
        render_template(
            "attendance/group.html",
            group=group,
            event=event,
            chair=chair,
            form=form,
            token=links.token_of(group),
            group_url=links.group_url(group),
            members=[_member(one, positions.get(one.id)) for one in members],
            live=sum(one.is_live for one in members),
            day=date_range(event.dtstart, event.dtend, event.tzid),
            hours=wording.hours(event),
            place=wording.place(event),
            awaiting=set(db.session.scalars(queries.awaiting(group.id))),
            came=set(db.session.scalars(queries.came(group.id))),
            certified=set(db.session.scalars(queries.certificates(group.id))),
            is_over=phase(event, at=clock.now()) is Phase.DONE,
            may_watch=watching.may_declare(event, at=clock.now()),
            parties=db.session.execute(watching.of_group(group.id)).all(),
            may_add=registration_state(event, at=clock.now()) is RegistrationState.OPEN,
        )
    )


@dataclass(frozen=True)
class Member:
    """A line of the group's page."""

    registration: Registration
    code: str
    short_code: str
    status: str
    manage_token: str


def _member(registration: Registration, position: int | None) -> Member:
    ticket = papers.standing(registration)
    return Member(
        registration,
        ticket.code,
        ticket.short_code,
        wording.status_label(registration.status, position),
        secrets.token_of(registration, secrets.MANAGE),
    )


def _form_page(event: Event, form: GroupForm) -> str:
    form.offer(seats.mode for seats in offers.offered(event))
    known = [group.id for group, _event_of in links.known_to(request)]
    earlier = db.session.execute(queries.names_in(known)).all() if known else []
    form.picked.choices = [(f"{name}; {phone}" if phone else name, name) for name, phone in earlier]
    return render_template(
        "attendance/group_new.html",
        event=event,
        form=form,
        notes=offers.notes(event),
        place=wording.place(event),
        hours=wording.hours(event),
        groups=embedded_names(),
        notice_paragraphs=consents.notice(event.organization, event.summary),
    )


def _event(slug: str) -> Event:
    event = db.session.scalar(events.published(slug)) if is_slug(slug) else None
    if event is None:
        abort(404)
    return event


def _group(token: str) -> tuple[RegistrationGroup, Event, Person]:
    found = links.group_behind(token)
    if found is None:
        abort(404)
    return found


def _back(group: RegistrationGroup) -> Response:
    return private(redirect(url_for("groups.show", token=links.token_of(group)), 303))
