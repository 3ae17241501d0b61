"""The slim bar of the demo: sign in with one click, draw the dates near again."""

from flask import Blueprint, Flask, abort, flash, g, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from webapp import clock
from webapp.accounts.models import GrantRole
from webapp.accounts.views import enter
from webapp.database import db
from webapp.demo import loading, moving, offices
from webapp.web.access import public
from webapp.web.formatting import long_date, time_range

bp = Blueprint("demo", __name__)


class DemoBar:
    """What the base template asks; one query each, only when the bar is drawn."""

    def __bool__(self) -> bool:
        if "demo_is_loaded" not in g:
            g.demo_is_loaded = loading.is_loaded()
        return bool(g.demo_is_loaded)

    @property
    def is_stale(self) -> bool:
        return loading.is_stale(at=clock.now())

    @property
    def roles(self) -> list[tuple[str, str]]:
        return [(role.value, str(words)) for _email, _name, role, words in offices.SIGN_INS]


def init_app(app: Flask) -> None:
    app.context_processor(lambda: {"demo": DemoBar()})


@bp.post("/demo/sign-in/<role>")
@public
def sign_in(role: str) -> ResponseReturnValue:
    """Sign in as a sample account; 404 without the demo, so it opens nothing on a real installation."""
    user = offices.sample_account(GrantRole(role)) if role in set(GrantRole) and DemoBar() else None
    if user is None:
        abort(404)
    enter(user)
    db.session.commit()
    return redirect(url_for("manage.index"))


@bp.post("/demo/move")
@public
def move() -> ResponseReturnValue:
    """Let the next sample begin an hour later; whoever subscribes sees it follow."""
    event = moving.move_next(at=clock.now()) if DemoBar() else None
    if event is None:
        abort(404)
    db.session.commit()
    hours = time_range(event.sessions[0].dtstart, event.sessions[0].dtend, event.tzid)
    day = long_date(event.dtstart, event.tzid)
    said = _("“%(title)s” pindah jam: %(day)s, %(time)s.", title=event.summary, day=day, time=hours)
    words = f"{said} {_('Kalender mengikutinya pada pengambilan berikutnya.')}"
    flash(words, "ok")
    return redirect(url_for("calendars.subscribe"), 303)


@bp.post("/demo/refresh")
@public
def refresh() -> ResponseReturnValue:
    """Draw the dates of a stale demo near again."""
    at = clock.now()
    if not (DemoBar() and loading.is_stale(at=at)):
        abort(404)
    loading.refresh(at=at)
    db.session.commit()
    return redirect("/")
