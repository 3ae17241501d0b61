"""Making the application: every part says for itself how it joins."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from flask import Flask
from flask_wtf.csrf import CSRFProtect

from webapp import blueprints, database
from webapp.accounts import identity
from webapp.config import Settings, load_settings
from webapp.web import (
    access,
    assets,
    failing,
    formatting,
    headers,
    localizing,
    pages,
    requests,
    sessions,
)

MAX_REQUEST_BYTES = 12 * 1024 * 1024


class Application(Flask):
    """A Flask whose views and hooks are plain functions, all of them."""

    def ensure_sync(self, func: Callable[..., Any]) -> Callable[..., Any]:
        """The function itself: Flask would ask each one in each request whether it is a coroutine."""
        return func


def make_app(settings: Settings | None = None) -> Flask:
    """The application of `settings` (default: the environment).

    Raises ConfigurationError, before anything is opened, when a setting is wrong.
    """
    settings = settings or load_settings()
    app = Application(
        "webapp",
        static_folder=None,
        instance_path=str(settings.instance_path),
        template_folder=_templates(),
    )
    app.config.update(
        SETTINGS=settings,
        SECRET_KEY=settings.secret_key,
        SESSION_COOKIE_NAME="__Host-session" if settings.is_https else "session",
        SESSION_COOKIE_SECURE=settings.is_https,
        SESSION_COOKIE_SAMESITE="Lax",
        MAX_CONTENT_LENGTH=MAX_REQUEST_BYTES,
        MAX_FORM_MEMORY_SIZE=2 * 1024 * 1024,
        MAX_FORM_PARTS=5_000,
        WTF_CSRF_TIME_LIMIT=None,  # a form left open over lunch is still the same person's
        WTF_CSRF_SSL_STRICT=False,  # pages behind secret links send no Referer; token and SameSite do the work
    )
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    csrf = CSRFProtect(app)
    database.init_app(app, settings)
    requests.init_app(app, settings)
    sessions.init_app(app)
    localizing.init_app(app, settings)
    formatting.init_app(app)
    assets.init_app(app)
    pages.init_app(app)
    identity.init_app(app)
    access.init_app(app)
    failing.init_app(app)
    headers.init_app(app, settings)
    blueprints.register(app, csrf)
    return app


def _templates() -> str:
    """`templates/` stands at the root of a checkout and inside the package of an installation."""
    here = Path(__file__).parent
    inside = here / "templates"
    return str(inside if inside.is_dir() else here.parent / "templates")
