"""Deciding about texts that still hold an erased name; for administrators, from the queue of requests."""

from flask import Blueprint, abort, flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from webapp import clock
from webapp.accounts.identity import signed_in_identity
from webapp.accounts.models import GrantRole
from webapp.database import db
from webapp.events.loading import own_organizations
from webapp.events.noting import note
from webapp.privacy.erasing.forgetting import ANONYMOUS
from webapp.privacy.mentioning import deciding
from webapp.privacy.mentioning.models import NameMention
from webapp.web.access import signed_in

bp = Blueprint("name_mentions", __name__, url_prefix="/manage/privacy/mentions")
ONE = "/<int(max=2147483647):mention_id>"


@bp.post("/replacement")
@signed_in
def create_replacements() -> ResponseReturnValue:
    """Replace every name that the page shows."""
    found = list(deciding.shown(db.session.scalars(deciding.waiting(_own_ids())).all()))
    for one in found:
        _replace(one.mention)
    db.session.commit()
    sentence = ngettext("Nama di %(num)d tulisan sudah diganti.", "Nama di %(num)d tulisan sudah diganti.", len(found))
    flash(sentence, "ok")
    return redirect(url_for("privacy_requests.index"), 303)


@bp.post(f"{ONE}/replacement")
@signed_in
def create_replacement(mention_id: int) -> ResponseReturnValue:
    _replace(_mention(mention_id))
    db.session.commit()
    flash(_("Nama itu sudah diganti."), "ok")
    return redirect(url_for("privacy_requests.index", _anchor="mentions"), 303)


@bp.post(f"{ONE}/dismissal")
@signed_in
def create_dismissal(mention_id: int) -> ResponseReturnValue:
    mention = _mention(mention_id)
    note("privacy.mention_left", mention.event, at=clock.now(), after={"part": mention.place})
    deciding.leave(mention)
    db.session.commit()
    flash(_("Tulisan itu dibiarkan."), "ok")
    return redirect(url_for("privacy_requests.index", _anchor="mentions"), 303)


def _replace(mention: NameMention) -> None:
    note("privacy.mention_replaced", mention.event, at=clock.now(), after={"part": mention.place})
    deciding.replace(mention, instead=ANONYMOUS, at=clock.now())


def _own_ids() -> list[int]:
    return [one.id for one in own_organizations(signed_in_identity(), GrantRole.ADMIN)] or abort(404)


def _mention(mention_id: int) -> NameMention:
    return db.session.scalar(deciding.waiting(_own_ids()).where(NameMention.id == mention_id)) or abort(404)
