"""Flask-Login over server-side sign-ins: the cookie holds a secret, the database says whether it stands."""

from flask import Flask, current_app, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import LoginManager, UserMixin, current_user

from webapp import clock
from webapp.accounts import queries
from webapp.accounts.models import GrantRole, User
from webapp.accounts.second_factor.queries import is_owed
from webapp.audit.acts import Actor
from webapp.audit.models import ActorKind
from webapp.database import db
from webapp.web.access import Policy, policy_of
from webapp.web.tokens import token_hash

# From least to most: a role may do what every role before it may.
ORDER = (GrantRole.VIEWER, GrantRole.DESK, GrantRole.COMMITTEE, GrantRole.ADMIN)


class Identity(UserMixin):  # type: ignore[misc]  # flask-login has no types
    """Who is signed in: the user of a standing sign-in, and what is granted."""

    def __init__(self, user: User, token: str, *, owes_second_factor: bool = False) -> None:
        self.user = user
        self.token = token
        self.owes_second_factor = owes_second_factor  # nothing but one's own account opens until it is set up

    def get_id(self) -> str:
        return self.token

    def organizations(self, least: GrantRole) -> set[int]:
        """Ids of the organizations in which this person holds at least the role `least`."""
        enough = ORDER[ORDER.index(least) :]
        return {grant.organization_id for grant in self.user.grants if grant.role in enough}

    def may(self, least: GrantRole, organization_id: int) -> bool:
        return self.user.is_platform_admin or organization_id in self.organizations(least)


# What somebody may reach who still owes a second factor: setting it up, and leaving.
OWING = ("second_factor.", "passkeys.", "account.", "accounts.", "web.")


def init_app(app: Flask) -> None:
    app.before_request(_ask_for_second_factor)
    manager = LoginManager()
    manager.session_protection = None  # carriers change a phone's address in mid-session
    manager.user_loader(_load)
    manager.unauthorized_handler(_ask_to_sign_in)
    manager.init_app(app)
    # There are no remember-me cookies, and looking for one in every answer would mark them all `Vary: Cookie`.
    app.after_request_funcs[None].remove(manager._update_remember_cookie)


def signed_in_identity() -> Identity:
    """The signed-in person of this request; only behind a `signed_in` policy."""
    identity = current_user._get_current_object()
    assert isinstance(identity, Identity)
    return identity


def acting() -> Actor:
    """The signed-in person of this request, as the audit log names them."""
    return Actor(ActorKind.USER, signed_in_identity().user.id)


def _ask_for_second_factor() -> ResponseReturnValue | None:
    """Lead people who owe a second factor to where it is set up, instead of to any page that asks for a sign-in."""
    view = current_app.view_functions.get(request.endpoint or "")
    if view is None or policy_of(view) is not Policy.SIGNED_IN or str(request.endpoint).startswith(OWING):
        return None
    if current_user.is_authenticated and current_user.owes_second_factor:
        return redirect(url_for("second_factor.show"))
    return None


def _load(token: str) -> Identity | None:
    standing = queries.standing_sign_in(token_hash(token), at=clock.now()).add_columns(is_owed())
    found = db.session.execute(standing).one_or_none()
    return Identity(found[0].user, token, owes_second_factor=found[1]) if found else None


def _ask_to_sign_in() -> ResponseReturnValue:
    target = request.full_path.rstrip("?") if request.method == "GET" else None
    return redirect(url_for("accounts.new_sign_in", next=target))
