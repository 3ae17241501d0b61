"""The committee's page of what makes an event known: poster, point on the map, flyer and card."""

from flask import Blueprint, abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from webapp import clock
from webapp.database import db
from webapp.errors import Refused
from webapp.events import noting
from webapp.events.loading import organizers_event
from webapp.events.models import Event, Visibility
from webapp.events.publicity import making_known, papers, showing
from webapp.events.publicity.forms import PointForm, PosterForm
from webapp.events.publicity.views import drawn
from webapp.files.delivering import deliver
from webapp.web.access import signed_in

bp = Blueprint("known", __name__, url_prefix="/manage/events/<slug>/publicity")


@bp.get("")
@signed_in
def edit(slug: str) -> ResponseReturnValue:
    event = organizers_event(slug)
    return _page(event, _poster_form(event), _point_form(event))


@bp.post("/poster")
@signed_in
def update_poster(slug: str) -> ResponseReturnValue:
    event, form, at = organizers_event(slug), PosterForm(), clock.now()
    if not form.picture.data and showing.poster_of(event) is None:
        form.picture.errors = [_("Pilih berkas gambar lebih dahulu.")]
        return _page(event, form, _point_form(event)), 422
    if not form.validate():
        return _page(event, form, _point_form(event)), 422
    try:
        if form.picture.data:
            making_known.set_poster(event, form.picture.data, words=form.words.data or "", at=at)
        else:
            making_known.describe_poster(event, words=form.words.data or "", at=at)
    except Refused as refusal:
        db.session.rollback()
        form.picture.errors = [refusal.sentence]
        event = organizers_event(slug)
        return _page(event, form, _point_form(event)), 422
    noting.note("event.poster_set", event, at=at)
    db.session.commit()
    flash(_("Poster disimpan dan tampil pada halaman kegiatan."), "ok")
    return redirect(url_for("known.edit", slug=slug), 303)


@bp.post("/poster/removal")
@signed_in
def delete_poster(slug: str) -> ResponseReturnValue:
    event, at = organizers_event(slug), clock.now()
    making_known.remove_poster(event, at=at)
    noting.note("event.poster_removed", event, at=at)
    db.session.commit()
    flash(_("Poster dilepas."), "ok")
    return redirect(url_for("known.edit", slug=slug), 303)


@bp.post("/point")
@signed_in
def update_point(slug: str) -> ResponseReturnValue:
    event, form, at = organizers_event(slug), PointForm(), clock.now()
    if not form.validate():
        return _page(event, _poster_form(event), form), 422
    before, after = showing.point_of(event), form.chosen()
    making_known.set_point(event, after, at=at)
    noting.note("event.point_set", event, at=at, before={"point": _said(before)}, after={"point": _said(after)})
    db.session.commit()
    flash(_("Titik peta disimpan.") if after else _("Titik peta dihapus."), "ok")
    return redirect(url_for("known.edit", slug=slug), 303)


@bp.get("/poster")
@signed_in
def poster(slug: str) -> ResponseReturnValue:
    """The same as the public's, for a draft too."""
    stored = showing.poster_of(organizers_event(slug))
    if stored is None:
        abort(404)
    return deliver(stored)


@bp.get("/flyer.pdf")
@signed_in
def flyer(slug: str) -> ResponseReturnValue:
    answer = drawn(papers.flyer(_shareable(slug)), "application/pdf", f"{slug}.pdf")
    answer.headers["Cache-Control"] = "private, no-cache"
    return answer


@bp.get("/card.png")
@signed_in
def card(slug: str) -> ResponseReturnValue:
    answer = drawn(papers.card(_shareable(slug)), "image/png", f"{slug}.png")
    answer.headers["Cache-Control"] = "private, no-cache"
    return answer


def _shareable(slug: str) -> Event:
    """What is confidential is not made known."""
    event = organizers_event(slug)
    if event.visibility is Visibility.CONFIDENTIAL:
        abort(404)
    return event


def _said(point: object) -> str:
    return str(point) if point else ""


def _poster_form(event: Event) -> PosterForm:
    return PosterForm(formdata=None, data={"words": showing.poster_words(event)})


def _point_form(event: Event) -> PointForm:
    return PointForm(formdata=None, data={"point": _said(showing.point_of(event))})


def _page(event: Event, form: PosterForm, point_form: PointForm) -> str:
    return render_template(
        "manage/publicity.html",
        event=event,
        form=form,
        point_form=point_form,
        poster=showing.poster_of(event),
        point=showing.point_of(event),
        is_confidential=event.visibility is Visibility.CONFIDENTIAL,
    )
