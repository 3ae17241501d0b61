"""The help and the notice about personal data: public, and the same for everybody."""

from flask import Blueprint, abort, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from webapp.attendance.registering import consents
from webapp.database import db
from webapp.directory.models import Organization
from webapp.events.timing import JOIN_OPENS
from webapp.help import queries
from webapp.help.topics import topics
from webapp.web.access import public
from webapp.web.pages import settings

bp = Blueprint("help", __name__)

MINUTE = 60
# Browsers trust these without a certificate: nothing leaves the device.
LOOPBACK = {"localhost", "127.0.0.1"}


@bp.get("/help")
@public
def index() -> ResponseReturnValue:
    return render_template("help/index.html", topics=topics())


@bp.get("/help/<code>")
@public
def show(code: str) -> ResponseReturnValue:
    """One page for one kind of reader."""
    every = topics()
    topic = next((topic for topic in every if topic.code == code), None)
    if topic is None:
        abort(404)
    return render_template(
        f"help/{topic.code}.html",
        topic=topic,
        others=[other for other in every if other is not topic],
        join_minutes=int(JOIN_OPENS.total_seconds()) // MINUTE,
        has_camera=settings().is_https or request.host.split(":")[0] in LOOPBACK,
    )


@bp.get("/privacy")
@public
def privacy() -> ResponseReturnValue:
    """The notice of the registration form, said for all activities, and what else there is to know."""
    anyone = Organization(name=_("penyelenggara kegiatan"), data_contact=_("penyelenggara kegiatan"))
    return render_template(
        "help/privacy.html",
        notice_paragraphs=consents.notice(anyone, _("yang Bapak/Ibu ikuti")),
        version=consents.VERSION,
        contacts=[(one.name, consents.contact(one)) for one in db.session.scalars(queries.organizers())],
    )
