"""What is decided about an event, as resources: its publication, its postponement, its cancellation."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import TextAreaField

from webapp import clock
from webapp.database import db
from webapp.events import loading, noting, publishing
from webapp.events.models import Event
from webapp.web.access import signed_in
from webapp.web.forms import GelarForm, at_most, plain_text, required

bp = Blueprint("decisions", __name__, url_prefix="/manage/events/<slug>")


class ReasonForm(GelarForm):
    reason = TextAreaField(
        _l("Alasan, untuk pendaftar"),
        [
            required(lambda: _l("Tuliskan alasannya, agar pendaftar mengerti.")),
            at_most(publishing.MAX_REASON),
            plain_text,
        ],
    )


@bp.post("/publication")
@signed_in
def create_publication(slug: str) -> ResponseReturnValue:
    event = loading.organizers_event(slug)
    publishing.publish(event, at=clock.now())
    noting.note("event.published", event, at=clock.now())
    return _decided(event, _("Kegiatan terbit. Pendaftaran dapat dibagikan sekarang."))


@bp.get("/postponement")
@signed_in
def new_postponement(slug: str) -> ResponseReturnValue:
    return render_template("manage/postpone.html", event=loading.organizers_event(slug), form=ReasonForm())


@bp.post("/postponement")
@signed_in
def create_postponement(slug: str) -> ResponseReturnValue:
    event = loading.organizers_event(slug)
    form = ReasonForm()
    if not form.validate():
        return render_template("manage/postpone.html", event=event, form=form), 422
    publishing.postpone(event, reason=form.reason.data or "", at=clock.now())
    noting.note("event.postponed", event, at=clock.now(), after={"reason": event.status_reason})
    return _decided(event, _("Kegiatan ditunda. Pendaftar tetap tercatat."))


@bp.get("/cancellation")
@signed_in
def new_cancellation(slug: str) -> ResponseReturnValue:
    return render_template("manage/cancel.html", event=loading.organizers_event(slug), form=ReasonForm())


@bp.post("/cancellation")
@signed_in
def create_cancellation(slug: str) -> ResponseReturnValue:
    event = loading.organizers_event(slug)
    form = ReasonForm()
    if not form.validate():
        return render_template("manage/cancel.html", event=event, form=form), 422
    publishing.cancel(event, reason=form.reason.data or "", at=clock.now())
    noting.note("event.cancelled", event, at=clock.now(), after={"reason": event.status_reason})
    return _decided(event, _("Kegiatan dibatalkan. Halamannya tetap ada dan mengatakannya."))


@bp.post("/postponement/delete", endpoint="delete_postponement")
@bp.post("/cancellation/delete", endpoint="delete_cancellation")
@signed_in
def reopen(slug: str) -> ResponseReturnValue:
    """Held after all: both kinds of calling off end the same way."""
    event = loading.organizers_event(slug)
    publishing.reopen(event, at=clock.now())
    noting.note("event.reopened", event, at=clock.now())
    return _decided(event, _("Kegiatan dibuka kembali."))


@bp.post("/archive")
@signed_in
def create_archive(slug: str) -> ResponseReturnValue:
    event = loading.organizers_event(slug)
    publishing.archive(event, at=clock.now())
    noting.note("event.archived", event, at=clock.now())
    return _decided(event, _("Kegiatan diarsipkan. Laporan dan sertifikatnya tetap dapat dibuka."))


@bp.post("/archive/delete")
@signed_in
def delete_archive(slug: str) -> ResponseReturnValue:
    event = loading.organizers_event(slug)
    publishing.unarchive(event)
    noting.note("event.unarchived", event, at=clock.now())
    return _decided(event, _("Kegiatan dikeluarkan dari arsip dan dapat diubah lagi."))


def _decided(event: Event, sentence: str) -> ResponseReturnValue:
    db.session.commit()
    flash(sentence, "ok")
    return redirect(url_for("room.show", slug=event.slug))
