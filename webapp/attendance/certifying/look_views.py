"""How an event's certificates look, with a picture of it, and how its organizer numbers them."""

from flask import Blueprint, Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from webapp import clock
from webapp.accounts.models import GrantRole
from webapp.attendance.certifying import numbering, papers
from webapp.attendance.certifying.forms import DESIGNS, LookForm, NumberForm, is_colour
from webapp.attendance.certifying.models import CertificateLook, Design
from webapp.database import db
from webapp.errors import Refused
from webapp.events import noting
from webapp.events.loading import organizers_event
from webapp.events.models import Event
from webapp.files.storing import store_picture
from webapp.web.access import signed_in
from webapp.web.formatting import local

bp = Blueprint("certificate_looks", __name__, url_prefix="/manage/events/<slug>/certificates")


@bp.get("/design")
@signed_in
def edit(slug: str) -> ResponseReturnValue:
    event = organizers_event(slug)
    look = papers.look_of(event.id)
    return _page(event, look, LookForm(formdata=None, data=_data(look)))


@bp.post("/design")
@signed_in
def update(slug: str) -> ResponseReturnValue:
    event, form, at = organizers_event(slug), LookForm(), clock.now()
    look = papers.look_of(event.id)
    if not form.validate():
        return _page(event, look, form), 422
    look.design, look.colour = Design(form.design.data), form.colour.data or ""
    look.shows_lesson_hours = bool(form.shows_lesson_hours.data)
    if form.removes_background.data:
        look.background_id = None
    try:
        if form.background.data:
            look.background_id = store_picture(form.background.data, at=at).id
    except Refused as refusal:
        db.session.rollback()
        form.background.errors = [refusal.sentence]
        return _page(organizers_event(slug), papers.look_of(event.id), form), 422
    db.session.add(look)
    noting.note("certificates.designed", event, at=at, after={"design": look.design.value, "colour": look.colour})
    db.session.commit()
    flash(_("Rancangan disimpan. Berlaku untuk semua sertifikat kegiatan ini."), "ok")
    return redirect(url_for("certificate_looks.edit", slug=slug), 303)


@bp.get("/design.png")
@signed_in
def picture(slug: str) -> ResponseReturnValue:
    """One certificate with an invented name, in the design and colour of the address."""
    event = organizers_event(slug)
    stored = papers.look_of(event.id)
    design, colour = request.args.get("design", ""), request.args.get("colour", "")
    look = CertificateLook(
        design=Design(design) if design in set(Design) else stored.design,
        colour=colour if is_colour(colour) else stored.colour,
        shows_lesson_hours="hours" in request.args or stored.shows_lesson_hours,
    )
    look.background = stored.background
    answer = Response(papers.preview(event, look), content_type="image/png")
    answer.headers["Cache-Control"] = "private, no-cache"
    return answer


@bp.get("/numbers")
@signed_in
def edit_numbers(slug: str) -> ResponseReturnValue:
    event = organizers_event(slug, GrantRole.ADMIN)
    office = numbering.office_of(event.organization_id)
    form = NumberForm(formdata=None, data={"template": event.organization.certificate_number or numbering.USUAL})
    form.classification.data, form.unit.data, form.agency.data = office.classification, office.unit, office.agency
    return _numbers(event, form)


@bp.post("/numbers")
@signed_in
def update_numbers(slug: str) -> ResponseReturnValue:
    """For all activities of this organizer, from now on."""
    event, form = organizers_event(slug, GrantRole.ADMIN), NumberForm()
    if not form.validate():
        return _numbers(event, form), 422
    try:
        numbering.set_template(event.organization, form.template.data or "", form.office())
    except Refused as refusal:
        db.session.rollback()
        form.template.errors = [refusal.sentence]
        return _numbers(organizers_event(slug, GrantRole.ADMIN), form), 422
    noting.note("certificates.numbered", event, at=clock.now(), after={"template": form.template.data})
    db.session.commit()
    flash(_("Pola nomor disimpan. Nomor yang sudah terbit tidak berubah."), "ok")
    return redirect(url_for("certificates.index", slug=slug), 303)


def _data(look: CertificateLook) -> dict[str, object]:
    return {"design": look.design.value, "colour": look.colour, "shows_lesson_hours": look.shows_lesson_hours}


def _page(event: Event, look: CertificateLook, form: LookForm) -> str:
    return render_template(
        "attendance/certificate_look.html", event=event, look=look, form=form, designs=DESIGNS.items()
    )


def _numbers(event: Event, form: NumberForm) -> str:
    day = local(clock.now(), event.tzid).date()
    example = numbering.example(form.template.data or "", form.office(), day=day)
    return render_template(
        "attendance/certificate_numbers.html", event=event, form=form, example=example, parts=numbering.NUMBER_PARTS
    )
