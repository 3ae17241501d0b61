"""The words of an event's messages: a list of the kinds, and an editor with preview and test mail for each."""

from dataclasses import dataclass
from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import force_locale
from flask_babel import gettext as _

from webapp import clock
from webapp.accounts.identity import signed_in_identity
from webapp.accounts.models import GrantRole
from webapp.attendance.telling import previewing, texts, writing
from webapp.attendance.telling.kind import Kind
from webapp.attendance.telling.kinds import KINDS
from webapp.attendance.telling.mails import Written
from webapp.attendance.telling.text_forms import TextForm
from webapp.attendance.telling.texts import LOCALES, Level, Text
from webapp.database import begin_for_writing, db
from webapp.events import noting
from webapp.events.filters import is_slug
from webapp.events.loading import organizers_event
from webapp.events.models import Event
from webapp.messages.promising import promise_to
from webapp.web.access import signed_in

bp = Blueprint("message_texts", __name__, url_prefix="/manage/events/<slug>/messages/texts")


@dataclass(frozen=True)
class Place:
    """What is edited: one kind of one event in one language."""

    event: Event
    kind: Kind
    locale: str

    @property
    def address(self) -> dict[str, Any]:
        return {"slug": self.event.slug, "code": self.kind.code, "locale": self.locale}


@bp.get("")
@signed_in
def index(slug: str) -> ResponseReturnValue:
    event = _event(slug)
    levels = texts.levels_of(event)
    return render_template(
        "attendance/message_texts.html", event=event, kinds=KINDS.values(), levels=levels, locales=LOCALES
    )


@bp.get("/<code>/<locale>")
@signed_in
def edit(slug: str, code: str, locale: str) -> ResponseReturnValue:
    place = _place(slug, code, locale)
    text = texts.text_of(place.kind, place.event, locale)
    form = TextForm(formdata=None, subject=text.subject, body=text.body, level=text.level or Level.EVENT)
    return _page(place, form, text)


@bp.post("/<code>/<locale>")
@signed_in
def update(slug: str, code: str, locale: str) -> ResponseReturnValue:
    """Keep the words; for everything that the organization holds, its administrator does."""
    place, form = _place(slug, code, locale), TextForm()
    if not form.holds(place.kind):
        return _again(slug, code, locale, form)
    text = form.text()
    if text.level is Level.ORGANIZATION and not _may_all(place.event):
        abort(404)
    texts.keep(place.event, place.kind, locale, text, at=clock.now())
    _note("text.kept", place, level=text.level)
    db.session.commit()
    flash(_("Naskahnya sudah disimpan dan dipakai mulai sekarang."), "ok")
    return redirect(url_for("message_texts.edit", **place.address), 303)


@bp.post("/<code>/<locale>/preview")
@signed_in
def preview(slug: str, code: str, locale: str) -> ResponseReturnValue:
    """The typed words with real data; nothing is kept."""
    place, form = _place(slug, code, locale), TextForm()
    if not form.holds(place.kind):
        return _again(slug, code, locale, form)
    return _page(place, form, form.text())


@bp.post("/<code>/<locale>/standard")
@signed_in
def delete(slug: str, code: str, locale: str) -> ResponseReturnValue:
    """Back to the words above: of the organization, or the standard ones."""
    place = _place(slug, code, locale)
    level = Level.ORGANIZATION if request.form.get("level") == Level.ORGANIZATION else Level.EVENT
    if level is Level.ORGANIZATION and not _may_all(place.event):
        abort(404)
    texts.restore(place.event, place.kind, locale, level)
    _note("text.restored", place, level=level)
    db.session.commit()
    flash(_("Naskah sendiri sudah dilepas."), "ok")
    return redirect(url_for("message_texts.edit", **place.address), 303)


@bp.post("/<code>/<locale>/test")
@signed_in
def create_test(slug: str, code: str, locale: str) -> ResponseReturnValue:
    """The saved words by mail to whoever presses, with the event's data and their own name."""
    place, user = _place(slug, code, locale), signed_in_identity().user
    if not user.email:
        abort(404)  # the page offers it to who has an address
    reference = previewing.reference(place.event, place.kind, locale, user)
    promise_to(reference, previewing.TEST, at=clock.now())
    db.session.commit()
    flash(_("Surel uji menunggu dikirim ke %(address)s.", address=user.email), "info")
    return redirect(url_for("message_texts.edit", **place.address), 303)


def _event(slug: str) -> Event:
    return organizers_event(slug, GrantRole.COMMITTEE) if is_slug(slug) else abort(404)


def _place(slug: str, code: str, locale: str) -> Place:
    event = _event(slug)
    if code not in KINDS or locale not in LOCALES:
        abort(404)
    return Place(event, KINDS[code], locale)


def _may_all(event: Event) -> bool:
    return signed_in_identity().may(GrantRole.ADMIN, event.organization_id)


def _note(name: str, place: Place, *, level: Level | None) -> None:
    after = {"kind": place.kind.code, "locale": place.locale, "level": level}
    noting.note(name, place.event, at=clock.now(), after=after)


def _again(slug: str, code: str, locale: str, form: TextForm) -> ResponseReturnValue:
    begin_for_writing(may_write=False)
    return _page(_place(slug, code, locale), form, None), 422


def _page(place: Place, form: TextForm, shown: Text | None) -> str:
    level = texts.levels_of(place.event).get((place.kind.code, place.locale))
    return render_template(
        "attendance/message_text.html",
        event=place.event,
        kind=place.kind,
        locale=place.locale,
        locales=LOCALES,
        address=place.address,
        form=form,
        level=level,
        may_all=_may_all(place.event),
        may_test=bool(signed_in_identity().user.email),
        meanings=previewing.meanings(place.kind),
        written=_example(place, shown) if shown else None,
        paragraphs=writing.paragraphs,
    )


def _example(place: Place, text: Text) -> Written:
    with force_locale(place.locale):
        return previewing.example(place.event, place.kind, text, name=signed_in_identity().user.name)
