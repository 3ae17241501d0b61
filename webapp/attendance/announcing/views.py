"""The committee writes to a part of an event's people: the form, what will happen, and the sending."""

from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy import select

from webapp import clock
from webapp.accounts.identity import signed_in_identity
from webapp.accounts.models import GrantRole
from webapp.attendance.announcing import segments
from webapp.attendance.announcing.announcing import announce
from webapp.attendance.announcing.forms import AnnouncementForm
from webapp.attendance.announcing.models import Announcement
from webapp.attendance.announcing.segments import Reach
from webapp.attendance.telling import previewing, writing
from webapp.attendance.telling.announced import ANNOUNCEMENT
from webapp.attendance.telling.texts import Text
from webapp.database import begin_for_writing, db
from webapp.errors import Refused
from webapp.events import noting
from webapp.events.filters import is_slug
from webapp.events.loading import organizers_event
from webapp.events.models import Event
from webapp.web.access import signed_in

bp = Blueprint("announcements", __name__, url_prefix="/manage/events/<slug>/messages/announcements")

SHOWN = 50


@bp.get("")
@signed_in
def index(slug: str) -> ResponseReturnValue:
    event = _event(slug)
    written = select(Announcement).where(Announcement.event_id == event.id).order_by(Announcement.id.desc())
    letters = db.session.scalars(written.limit(SHOWN)).all()
    return render_template("attendance/announcements.html", event=event, letters=letters)


@bp.get("/new")
@signed_in
def new(slug: str) -> ResponseReturnValue:
    event = _event(slug)
    return _page(event, _form(event, formdata=None))


@bp.post("/preview")
@signed_in
def preview(slug: str) -> ResponseReturnValue:
    """Whom it reaches and how it reads; nothing is kept."""
    event = _event(slug)
    form = _form(event)
    if not form.holds():
        return _again(slug, form)
    return _page(event, form, is_judged=True)


@bp.post("")
@signed_in
def create(slug: str) -> ResponseReturnValue:
    event = _event(slug)
    form = _form(event)
    if not form.holds():
        return _again(slug, form)
    segment, at = form.segment(event.id), clock.now()
    try:
        made = announce(event, form.letter(), segment, words=segments.in_words(segment, form.kim_name()), at=at)
    except Refused as refusal:
        db.session.rollback()
        form.subject.errors = [refusal.sentence]
        return _again(slug, form)
    noting.note("announcement.written", event, at=at, after={"people": made.told, "segment": made.segment})
    db.session.commit()
    flash(_("Kabar untuk %(n)s orang menunggu dikirim.", n=made.told), "info")
    return redirect(url_for("announcements.index", slug=slug), 303)


def _event(slug: str) -> Event:
    return organizers_event(slug, GrantRole.COMMITTEE) if is_slug(slug) else abort(404)


def _form(event: Event, **values: Any) -> AnnouncementForm:
    return AnnouncementForm(
        groups=[(row[0], row[1]) for row in db.session.execute(segments.groups(event.id))], **values
    )


def _again(slug: str, form: AnnouncementForm) -> ResponseReturnValue:
    begin_for_writing(may_write=False)
    return _page(_event(slug), form), 422


def _page(event: Event, form: AnnouncementForm, *, is_judged: bool = False) -> str:
    text = Text(form.subject.data or "", form.body.data or "")
    name = signed_in_identity().user.name
    return render_template(
        "attendance/announcement_new.html",
        event=event,
        form=form,
        meanings=previewing.meanings(ANNOUNCEMENT),
        reach=Reach(*db.session.execute(segments.reach(form.segment(event.id))).one()) if is_judged else None,
        written=previewing.example(event, ANNOUNCEMENT, text, name=name) if is_judged else None,
        paragraphs=writing.paragraphs,
    )
