"""One certificate for the committee: its paper, revoking, issuing again; and what was signed elsewhere."""

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from webapp import clock
from webapp.attendance.certifying import archiving, papers, queries, revising
from webapp.attendance.certifying.forms import ReissueForm, RevokingForm
from webapp.attendance.certifying.models import Certificate
from webapp.attendance.certifying.noting import noted
from webapp.attendance.certifying.verification_views import pdf
from webapp.database import db
from webapp.events import noting
from webapp.events.loading import organizers_event
from webapp.events.models import Event
from webapp.web.access import signed_in

bp = Blueprint("certificate", __name__, url_prefix="/manage/events/<slug>/certificates")
MOST_FILES = 200


@bp.get("/<int(max=2147483647):certificate_id>")
@signed_in
def show(slug: str, certificate_id: int) -> ResponseReturnValue:
    event = organizers_event(slug)
    found = _certificate(event, certificate_id)
    return _page(event, found, RevokingForm(formdata=None), ReissueForm(formdata=None, name=found.name))


@bp.get("/<int(max=2147483647):certificate_id>.pdf")
@signed_in
def file(slug: str, certificate_id: int) -> ResponseReturnValue:
    event = organizers_event(slug)
    found = _certificate(event, certificate_id)
    return pdf(archiving.content(event, found), found)


@bp.post("/<int(max=2147483647):certificate_id>/revocation")
@signed_in
def create_revocation(slug: str, certificate_id: int) -> ResponseReturnValue:
    event, form = organizers_event(slug), RevokingForm()
    found = _certificate(event, certificate_id)
    if not form.validate():
        return _page(event, found, form, ReissueForm(formdata=None, name=found.name)), 422
    revising.revoke(found, reason=form.reason.data or "", at=clock.now())
    _note("certificate.revoked", event, found)
    db.session.commit()
    flash(_("Sertifikat %(number)s dicabut. Siapa pun yang memeriksanya melihat alasannya.", number=found.number), "ok")
    return redirect(url_for("certificate.show", slug=slug, certificate_id=found.id), 303)


@bp.post("/<int(max=2147483647):certificate_id>/revision")
@signed_in
def create_revision(slug: str, certificate_id: int) -> ResponseReturnValue:
    event, form = organizers_event(slug), ReissueForm()
    found = _certificate(event, certificate_id)
    if not form.validate():
        return _page(event, found, RevokingForm(formdata=None), form), 422
    revising.reissue(found, name=form.name.data or "", note=form.note.data or "", at=clock.now())
    _note("certificate.reissued", event, found)
    db.session.commit()
    flash(_("Diterbitkan ulang dengan nomor yang sama."), "ok")
    return redirect(url_for("certificate.show", slug=slug, certificate_id=found.id), 303)


@bp.post("/signed")
@signed_in
def create_signed(slug: str) -> ResponseReturnValue:
    """PDFs that were signed elsewhere, matched by the number in their names; what fits nowhere is told by name."""
    event, at = organizers_event(slug), clock.now()
    standing = list(db.session.scalars(queries.standing(event.id)))
    strangers, kept = [], 0
    for upload in request.files.getlist("files")[:MOST_FILES]:
        found = revising.match(upload.filename or "", standing)
        if found is None:
            strangers.append((upload.filename or "?")[:80])
            continue
        revising.attach_signed(found, upload, at=at)
        kept += 1
    noting.note("certificates.signed", event, at=at, after={"certificates": kept})
    db.session.commit()
    if strangers:
        flash(_("Nomor tidak ditemukan pada nama berkas: %(names)s.", names=", ".join(strangers[:10])), "warn")
    flash(ngettext("%(num)d berkas bertanda tangan disimpan.", "%(num)d berkas bertanda tangan disimpan.", kept), "ok")
    return redirect(url_for("certificates.index", slug=slug), 303)


def _page(event: Event, found: Certificate, revoking: RevokingForm, revision: ReissueForm) -> str:
    return render_template(
        "attendance/certificate_show.html",
        event=event,
        certificate=found,
        role=papers.role_words(found.role),
        revoking=revoking,
        revision=revision,
        wrong=next((form for form in (revoking, revision) if form.errors), None),
    )


def _certificate(event: Event, certificate_id: int) -> Certificate:
    found = db.session.scalar(queries.one_of_event(event.id, certificate_id))
    if found is None:
        abort(404)
    return found


def _note(name: str, event: Event, one: Certificate) -> None:
    after, about = noted(one)
    noting.note(name, event, at=clock.now(), after=after, about=about)
