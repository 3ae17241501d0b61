"""Behind the managing link: the calendars in which a registration stands, and their addresses."""

from flask import Response, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import get_locale
from flask_babel import gettext as _

from webapp import clock
from webapp.attendance.calendars import keeping, showing
from webapp.attendance.calendars.feed_views import bp as bp
from webapp.attendance.calendars.forms import CalendarForm
from webapp.attendance.calendars.made_pages import made_page
from webapp.attendance.models import Registration
from webapp.attendance.ticketing import links
from webapp.attendance.ticketing.responses import private
from webapp.database import begin_for_writing, db
from webapp.web.access import secret_link

ONE = "/registrations/<token>/calendars/<int(max=2147483647):calendar_id>"


@bp.get("/registrations/<token>/calendars")
@secret_link
def index(token: str) -> ResponseReturnValue:
    registration = _registration(token)
    return _page(token, registration, CalendarForm(name=_("Kalender saya")))


@bp.post("/registrations/<token>/calendars")
@secret_link
def create(token: str) -> ResponseReturnValue:
    """Make a calendar and show its address: this once, since only a hash of the secret is kept."""
    registration = _registration(token)
    form = _offered(CalendarForm(), showing.presented(request, registration))
    if not form.validate():
        db.session.rollback()
        begin_for_writing(may_write=False)
        return _page(token, _registration(token), form), 422
    ids = [registration.id, *(form.registrations.data or [])]
    made, secret = keeping.open_for(ids, name=form.name.data or "", locale=str(get_locale()), at=clock.now())
    db.session.commit()
    return made_page(made, secret, back=url_for(".index", token=token))


@bp.post(f"{ONE}/registration")
@secret_link
def create_place(token: str, calendar_id: int) -> ResponseReturnValue:
    """Put this registration into a calendar that this device knows whole."""
    registration = _registration(token)
    row = _row(registration, calendar_id)
    if not row.is_whole:
        abort(404)
    keeping.add(row.subscription, registration.id, at=clock.now())
    db.session.commit()
    flash(_("Pendaftaran ini sekarang ikut dalam kalender %(name)s.", name=row.subscription.name), "ok")
    return _back(token)


@bp.post(f"{ONE}/registration/removal")
@secret_link
def delete_place(token: str, calendar_id: int) -> ResponseReturnValue:
    registration = _registration(token)
    row = _row(registration, calendar_id)
    keeping.leave(row.subscription, registration.id, at=clock.now())
    db.session.commit()
    flash(_("Pendaftaran ini sudah dikeluarkan dari kalender %(name)s.", name=row.subscription.name), "ok")
    return _back(token)


@bp.post(f"{ONE}/rotation")
@secret_link
def create_rotation(token: str, calendar_id: int) -> ResponseReturnValue:
    """Another address for the same calendar; only for who has presented everything that stands in it."""
    row = _row(_registration(token), calendar_id)
    if not row.is_whole:
        abort(404)
    made, secret = keeping.rotate(row.subscription, at=clock.now())
    db.session.commit()
    return made_page(made, secret, back=url_for(".index", token=token))


@bp.post(f"{ONE}/revocation")
@secret_link
def create_revocation(token: str, calendar_id: int) -> ResponseReturnValue:
    row = _row(_registration(token), calendar_id)
    keeping.revoke(row.subscription, at=clock.now())
    db.session.commit()
    flash(_("Alamat kalender %(name)s sudah dicabut.", name=row.subscription.name), "ok")
    return _back(token)


def _registration(token: str) -> Registration:
    found = links.registration_behind(token, links.MANAGE)
    if found is None:
        abort(404)
    return found


def _row(registration: Registration, calendar_id: int) -> showing.Row:
    rows = showing.rows_for(registration, showing.presented(request, registration))
    found = next((row for row in rows if row.subscription.id == calendar_id), None)
    if found is None:
        abort(404)
    return found


def _offered(form: CalendarForm, known: list[Registration]) -> CalendarForm:
    form.registrations.choices = [(one.id, f"{one.event.summary} · {one.person.name}") for one in known[1:]]
    return form


def _page(token: str, registration: Registration, form: CalendarForm) -> Response:
    known = showing.presented(request, registration)
    rows = showing.rows_for(registration, known)
    form = _offered(form, known)
    if not form.is_submitted():
        name = registration.person.folded_name
        form.registrations.data = [one.id for one in known[1:] if one.person.folded_name == name]
    return private(
        render_template(
            "attendance/calendars.html",
            registration=registration,
            event=registration.event,
            token=token,
            form=form,
            rows=rows,
        )
    )


def _back(token: str) -> Response:
    return private(redirect(url_for(".index", token=token), 303))
