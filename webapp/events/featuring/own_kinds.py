"""Kinds of activity that an organization adds by its own name: a name over the habits of a known kind."""

from collections.abc import Iterable

from flask_babel import gettext as _
from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError

from webapp.database import db
from webapp.directory.models import Organization
from webapp.directory.regions import folded
from webapp.errors import Refused
from webapp.events.featuring.models import OwnKind
from webapp.events.kinds import KINDS
from webapp.web.forms import has_control_characters

MOST = 30
LONGEST = 60


def of_organizations(organizations: Iterable[Organization]) -> list[OwnKind]:
    """Their own kinds by name, each name once."""
    ids = [one.id for one in organizations]
    rows = db.session.scalars(select(OwnKind).where(OwnKind.organization_id.in_(ids)).order_by(OwnKind.name))
    return list({(one.name, one.kind): one for one in rows}.values())


def add(organization: Organization, *, name: str, kind: str) -> OwnKind:
    """Let the organization schedule `kind` by another name. Raises Refused for a name that is taken or cannot be."""
    if kind not in KINDS:
        raise Refused(_("Jenis kegiatan ini tidak dikenal."))
    if not name.strip() or len(name) > LONGEST or "\n" in name or has_control_characters(name):
        raise Refused(_("Tuliskan nama jenisnya, paling banyak %(most)d karakter.", most=LONGEST))
    if any(folded(str(one.label)) == folded(name) for one in KINDS.values()):
        raise Refused(_("Jenis ini sudah ada dalam daftar."))
    count = select(func.count()).select_from(OwnKind).where(OwnKind.organization_id == organization.id)
    if (db.session.scalar(count) or 0) >= MOST:
        raise Refused(_("Jenis kegiatan sendiri paling banyak %(most)d.", most=MOST))
    made = OwnKind(organization_id=organization.id, name=name.strip(), kind=kind)
    try:
        with db.session.begin_nested():
            db.session.add(made)
    except IntegrityError as taken:
        raise Refused(_("Jenis ini sudah ada dalam daftar.")) from taken
    return made
