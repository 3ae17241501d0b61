"""An organizer's own calendars: everything their organizations hold, for their own programs."""

from flask import abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import get_locale
from flask_babel import gettext as _

from webapp import clock
from webapp.accounts.identity import signed_in_identity
from webapp.accounts.noting import note
from webapp.attendance.calendars import keeping, queries
from webapp.attendance.calendars.forms import CalendarForm
from webapp.attendance.calendars.made_pages import made_page
from webapp.attendance.calendars.models import Subscription
from webapp.attendance.calendars.views import bp as bp
from webapp.database import begin_for_writing, db
from webapp.web.access import signed_in

ONE = "/manage/calendars/<int(max=2147483647):calendar_id>"


@bp.get("/manage/calendars")
@signed_in
def own() -> ResponseReturnValue:
    return _page(CalendarForm(name=_("Ponsel saya")))


@bp.post("/manage/calendars")
@signed_in
def create_own() -> ResponseReturnValue:
    form, user = CalendarForm(), signed_in_identity().user
    form.registrations.choices = []
    if not form.validate():
        begin_for_writing(may_write=False)
        return _page(form), 422
    name = form.name.data or ""
    made, secret = keeping.open_for_user(user.id, name=name, locale=str(get_locale()), at=clock.now())
    note("calendar.opened", user, after={"calendar": made.id})
    db.session.commit()
    return made_page(made, secret, back=url_for(".own"))


@bp.post(f"{ONE}/rotation")
@signed_in
def create_own_rotation(calendar_id: int) -> ResponseReturnValue:
    made, secret = keeping.rotate(_calendar(calendar_id), at=clock.now())
    note("calendar.renewed", signed_in_identity().user, before={"calendar": calendar_id}, after={"calendar": made.id})
    db.session.commit()
    return made_page(made, secret, back=url_for(".own"))


@bp.post(f"{ONE}/revocation")
@signed_in
def create_own_revocation(calendar_id: int) -> ResponseReturnValue:
    calendar = _calendar(calendar_id)
    keeping.revoke(calendar, at=clock.now())
    note("calendar.revoked", signed_in_identity().user, before={"calendar": calendar_id})
    db.session.commit()
    flash(_("Alamat kalender %(name)s sudah dicabut.", name=calendar.name), "ok")
    return redirect(url_for(".own"), 303)


def _calendar(calendar_id: int) -> Subscription:
    own_ones = queries.standing_of_user(signed_in_identity().user.id)
    found = db.session.scalar(own_ones.where(Subscription.id == calendar_id))
    if found is None:
        abort(404)
    return found


def _page(form: CalendarForm) -> str:
    calendars = db.session.scalars(queries.standing_of_user(signed_in_identity().user.id)).all()
    return render_template("attendance/own_calendars.html", form=form, calendars=calendars)
