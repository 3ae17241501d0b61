"""Changing what a member of a team may do, and letting members go."""

from flask_babel import gettext as _

from webapp.accounts.models import Grant, GrantRole
from webapp.database import db
from webapp.directory.teams import queries
from webapp.errors import Refused


def change_role(grant: Grant, role: GrantRole) -> None:
    """Another role, from the next request on. Refused when no administrator would be left."""
    if role is not GrantRole.ADMIN:
        _refuse_if_last_admin(grant)
    grant.role = role
    db.session.flush()


def remove(grant: Grant) -> None:
    """Take a member out of the team, at once. Refused when no administrator would be left."""
    _refuse_if_last_admin(grant)
    grant.user.grants.remove(grant)
    db.session.flush()


def _refuse_if_last_admin(grant: Grant) -> None:
    """The administrators are locked in order, so that two cannot take each other out at the same time."""
    admins = db.session.scalars(queries.admins_for_update(grant.organization_id)).all()
    if [one.id for one in admins] == [grant.id]:
        raise Refused(_("Tim ini memerlukan sedikitnya satu pengelola. Angkat pengelola lain lebih dahulu."))
