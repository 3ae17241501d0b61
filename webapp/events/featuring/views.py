"""The page of what only this kind of activity has, and of the documents that must come of it."""

from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from werkzeug.datastructures import FileStorage
from wtforms import StringField, TextAreaField

from webapp import clock
from webapp.accounts.models import GrantRole
from webapp.database import db
from webapp.errors import Refused
from webapp.events import loading, noting
from webapp.events.featuring import filling
from webapp.events.featuring.models import EventOutput
from webapp.events.featuring.table import WITH_OUTPUTS, Feature, Shape, has_any
from webapp.events.models import Event
from webapp.files.delivering import deliver
from webapp.web.access import signed_in
from webapp.web.form_rows import single_line
from webapp.web.forms import GelarForm, at_most, optional, plain_text

bp = Blueprint("features", __name__, url_prefix="/manage/events/<slug>/features")


def _field(one: Feature) -> Any:
    if one.shape is Shape.TEXT:
        return TextAreaField(one.label, [optional, at_most(filling.longest(one)), plain_text])
    return StringField(one.label, [optional, at_most(filling.longest(one)), plain_text], filters=[single_line])


def form_of(event: Event, **kwargs: Any) -> Any:
    """A form with a field for each feature of the event's kind, and one for the names of documents."""
    said = filling.features(event)
    fields: dict[str, Any] = {one.code: _field(one) for one, _value in said}
    values = {one.code: value for one, value in said}
    if event.kind in WITH_OUTPUTS:
        fields["outputs"] = TextAreaField(_l("Dokumen yang harus dihasilkan"), [optional, at_most(5_000), plain_text])
        values["outputs"] = "\n".join(row.title for row in db.session.scalars(filling.outputs(event.id)))
    form = type("FeaturesForm", (GelarForm,), fields)(data=values, **kwargs)
    form.helps = {one.code: one.help for one, _value in said}
    return form


@bp.get("")
@signed_in
def edit(slug: str) -> ResponseReturnValue:
    event = _event(slug)
    return _page(event, form_of(event, formdata=None))


@bp.post("")
@signed_in
def update(slug: str) -> ResponseReturnValue:
    event, at = _event(slug), clock.now()
    form = form_of(event)
    if not form.validate():
        return _page(event, form), 422
    try:
        filling.feature(event, {name: value or "" for name, value in form.data.items()}, at=at)
        filling.require_outputs(event, (form.data.get("outputs") or "").split("\n"))
    except Refused as refusal:
        db.session.rollback()
        form.form_errors.append(refusal.sentence)
        return _page(_event(slug), form), 422
    noting.note("event.featured", event, at=at, after={"kind": event.kind})
    return _saved(slug, _("Perubahan tersimpan."))


@bp.post("/outputs/<int(max=2147483647):output_id>")
@signed_in
def create_output(slug: str, output_id: int) -> ResponseReturnValue:
    event, at = _event(slug), clock.now()
    output, sent = _output(event, output_id), request.files.get("file")
    if sent is None or not isinstance(sent, FileStorage) or not sent.filename:
        raise Refused(_("Pilih berkasnya dahulu."))
    filling.hand_in(output, sent, at=at)
    noting.note("event.output_handed_in", event, at=at, after={"title": output.title})
    return _saved(slug, _("Dokumen tersimpan."))


@bp.get("/outputs/<int(max=2147483647):output_id>")
@signed_in
def show_output(slug: str, output_id: int) -> ResponseReturnValue:
    output = _output(_event(slug, GrantRole.VIEWER), output_id)
    return deliver(output.file or abort(404), is_download=True)


def _event(slug: str, least: GrantRole = GrantRole.COMMITTEE) -> Event:
    """404 for a kind that has nothing of its own, too."""
    event = loading.organizers_event(slug, least)
    return event if has_any(event.kind) else abort(404)


def _output(event: Event, output_id: int) -> EventOutput:
    return db.session.scalar(filling.outputs(event.id).where(EventOutput.id == output_id)) or abort(404)


def _page(event: Event, form: Any) -> str:
    return render_template(
        "manage/featuring/edit.html",
        event=event,
        form=form,
        outputs=list(db.session.scalars(filling.outputs(event.id))) if event.kind in WITH_OUTPUTS else [],
    )


def _saved(slug: str, sentence: str) -> ResponseReturnValue:
    db.session.commit()
    flash(sentence, "ok")
    return redirect(url_for("features.edit", slug=slug), 303)
