"""Stopping the committees' letters by the link in one of them: a page, and one press in the mail program."""

from flask import Blueprint, abort, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from webapp import clock
from webapp.attendance.announcing import stopping
from webapp.attendance.models import Registration
from webapp.attendance.telling.announced import NEWS_PURPOSE
from webapp.attendance.ticketing import links
from webapp.attendance.ticketing.responses import private
from webapp.database import db
from webapp.web.access import secret_link

# No form of ours to forge: the secret in the address is the whole right, and a mail program has no other (RFC 8058).
bp = Blueprint("news", __name__, url_prefix="/news")


@bp.get("/<token>")
@secret_link
def show(token: str) -> ResponseReturnValue:
    registration = _registration(token)
    has_stopped = stopping.has_stopped(registration.person_id)
    page = render_template("attendance/news_stop.html", registration=registration, token=token, has_stopped=has_stopped)
    return private(page)


@bp.post("/<token>")
@secret_link
def create_stop(token: str) -> ResponseReturnValue:
    stopping.stop(_registration(token).person_id, at=clock.now())
    db.session.commit()
    return redirect(url_for("news.show", token=token), 303)


@bp.post("/<token>/undoing")
@secret_link
def delete_stop(token: str) -> ResponseReturnValue:
    stopping.begin_again(_registration(token).person_id)
    db.session.commit()
    return redirect(url_for("news.show", token=token), 303)


def _registration(token: str) -> Registration:
    return links.registration_behind(token, NEWS_PURPOSE) or abort(404)
