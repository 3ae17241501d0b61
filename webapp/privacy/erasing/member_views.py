"""Taking a member out of a KIM's list. For those who run the group or its office."""

from flask import Blueprint, flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from webapp import clock
from webapp.database import db
from webapp.directory.groups import reach
from webapp.directory.groups.noting import note
from webapp.files import discarding
from webapp.privacy.erasing import ledger, members
from webapp.web.access import signed_in
from webapp.web.pages import settings

bp = Blueprint("kim_member_erasures", __name__, url_prefix="/manage/groups/<slug>/members")


@bp.post("/<int:member_id>/removal")
@signed_in
def create(slug: str, member_id: int) -> ResponseReturnValue:
    """Nothing of the person stays here; where they took part is written in the activities."""
    profile, at = reach.group_in_reach(slug), clock.now()
    erasure = members.take_out(reach.member_of(profile, member_id), at=at)
    note("member.removed", profile.organization, at=at, before={"member": member_id})
    ledger.write(settings(), erasure)
    db.session.commit()
    discarding.remove_bytes()
    flash(_("Sudah dikeluarkan dari daftar anggota."), "ok")
    return redirect(url_for("kim_desk.show", slug=slug, _anchor="anggota"))
