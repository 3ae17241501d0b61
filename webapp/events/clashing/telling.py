"""Where a saved event leads, and what is said on the way about its hours."""

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from webapp.accounts.identity import signed_in_identity
from webapp.accounts.models import GrantRole
from webapp.events import loading
from webapp.events.clashing import asking
from webapp.events.clashing.judging import Courtesy, courtesy
from webapp.events.models import Event


def courtesy_of(event: Event) -> Courtesy:
    """What else is at the event's hours, as far as the signed-in person may know."""
    return courtesy(asking.of_event(event), scope=loading.scope(signed_in_identity(), GrantRole.COMMITTEE))


def onward(event: Event, sentence: str) -> ResponseReturnValue:
    """To the preview, which says itself what to consider, if that button was pressed; else to the event's room."""
    flash(sentence, "ok")
    if request.form.get("then") == "preview":
        return redirect(url_for("manage.preview", slug=event.slug))
    if remarks := courtesy_of(event).remarks:
        flash(_("Mohon dipertimbangkan: %(remarks)s", remarks=" ".join(remarks)), "warn")
    return redirect(url_for("room.show", slug=event.slug))
