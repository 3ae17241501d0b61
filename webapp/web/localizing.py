"""Which language a page is in: the person's choice, else the browser's, else Indonesian."""

from datetime import timedelta
from pathlib import Path

from babel import Locale
from flask import Blueprint, Flask, current_app, g, has_request_context, redirect, request
from flask.typing import ResponseReturnValue
from flask_babel import Babel, ngettext

from webapp.config import LOCALES, Settings
from webapp.web import saying
from webapp.web.access import public
from webapp.web.redirecting import safe_path

COOKIE = "language"
PARSED = {code: saying.locale_of(code) for code in LOCALES}
NAMES = {"id": "Bahasa Indonesia", "en": "English"}

bp = Blueprint("web", __name__)


def init_app(app: Flask, settings: Settings) -> None:
    """Indonesian is the language of the sources; English comes from one catalogue per package."""
    root = Path(app.root_path)
    app.config["BABEL_TRANSLATION_DIRECTORIES"] = ";".join(map(str, sorted(root.glob("*/translations"))))
    app.config["BABEL_DEFAULT_LOCALE"] = settings.default_locale
    Babel(app, locale_selector=_parsed_locale)
    # A page says some hundred sentences; looking each up anew would take a quarter of its time.
    install = app.jinja_env.install_gettext_callables  # type: ignore[attr-defined]
    install(gettext=saying.gettext, ngettext=ngettext, newstyle=True)
    app.register_blueprint(bp)
    app.context_processor(lambda: {"locale": chosen_locale(), "other_locale": _other(), "locale_names": NAMES})


def chosen_locale() -> str:
    """The language of this request: link or cookie, then Accept-Language, then the default."""
    if not has_request_context():
        return str(current_app.config["BABEL_DEFAULT_LOCALE"])
    if "locale" not in g:
        g.locale = _choose()
    return str(g.locale)


def _parsed_locale() -> Locale:
    """The same for Babel, which would otherwise read the code again in every request."""
    return PARSED[chosen_locale()]


def _choose() -> str:
    default, environ = str(current_app.config["BABEL_DEFAULT_LOCALE"]), request.environ
    if "HTTP_COOKIE" in environ and (kept := request.cookies.get(COOKIE)) in LOCALES:
        return str(kept)
    if "HTTP_ACCEPT_LANGUAGE" not in environ:
        return default  # programs say neither, and a desk's scan should not wait for two empty parsers
    ordered = [default, *(code for code in LOCALES if code != default)]
    return request.accept_languages.best_match(ordered, default) or default


def _other() -> str:
    return "en" if chosen_locale() == "id" else "id"


@bp.get("/language/<any(id, en):code>")
@public
def choose_language(code: str) -> ResponseReturnValue:
    """Keep the choice in a cookie of a year and go back to where the person was."""
    answer = redirect(safe_path(request.args.get("next")))
    answer.set_cookie(
        COOKIE, code, max_age=timedelta(days=365), httponly=True, samesite="Lax", secure=request.is_secure
    )
    return answer
