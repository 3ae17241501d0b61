"""Who may use a route. Every view declares it; a route without a declaration is closed."""

from collections.abc import Callable
from enum import StrEnum
from typing import Any, TypeVar

from flask import Flask, abort, current_app, request
from flask_login import current_user

View = TypeVar("View", bound=Callable[..., Any])

ATTRIBUTE = "access_policy"


class Policy(StrEnum):
    PUBLIC = "public"  # anybody, signed in or not
    SIGNED_IN = "signed_in"  # an account; what it may touch is asked where the object is loaded
    BEARER = "bearer"  # a desk's or a program's token, asked by the view's loader
    SECRET_LINK = "secret_link"  # noqa: S105  # a secret in the address, asked by the view's loader
    OPERATIONS = "operations"  # health and figures for the machine's keeper


def _declare(policy: Policy) -> Callable[[View], View]:
    def mark(view: View) -> View:
        setattr(view, ATTRIBUTE, policy)
        return view

    return mark


public = _declare(Policy.PUBLIC)
signed_in = _declare(Policy.SIGNED_IN)
bearer = _declare(Policy.BEARER)
secret_link = _declare(Policy.SECRET_LINK)
operations = _declare(Policy.OPERATIONS)


def policy_of(view: Callable[..., Any]) -> Policy | None:
    """The declaration of a view function, or of the class behind a class-based view's method."""
    return getattr(view, ATTRIBUTE, None) or getattr(getattr(view, "view_class", None), ATTRIBUTE, None)


def init_app(app: Flask) -> None:
    """Ask before each request; deny what declares nothing."""
    app.before_request(_ask)


def _ask() -> Any:
    if request.endpoint is None:
        return None  # no such route: the 404 comes by itself
    policy = policy_of(current_app.view_functions[request.endpoint])
    if policy is None:
        abort(404)
    if policy is Policy.SIGNED_IN and not current_user.is_authenticated:
        return current_app.login_manager.unauthorized()  # type: ignore[attr-defined]
    return None
