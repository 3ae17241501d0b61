"""One hour of a consultation: kept from those who choose, and given to them again."""

from flask import Blueprint, redirect, url_for
from flask.typing import ResponseReturnValue

from webapp import clock
from webapp.attendance.consulting.loading import officers_hour
from webapp.database import db
from webapp.events import noting
from webapp.events.consulting import offering
from webapp.web.access import signed_in

HOUR = "/manage/consultations/<int(max=2147483647):number>/hours/<int(max=2147483647):event_id>"
bp = Blueprint("consultation_hours", __name__, url_prefix=HOUR)


@bp.post("/block")
@signed_in
def create_block(number: int, event_id: int) -> ResponseReturnValue:
    event, at = officers_hour(number, event_id), clock.now()
    offering.block(event, at=at)
    noting.note("appointment.blocked", event, at=at)
    db.session.commit()
    return redirect(url_for("consultations.show", number=number), 303)


@bp.post("/block/removal")
@signed_in
def delete_block(number: int, event_id: int) -> ResponseReturnValue:
    event, at = officers_hour(number, event_id), clock.now()
    offering.unblock(event, at=at)
    noting.note("appointment.unblocked", event, at=at)
    db.session.commit()
    return redirect(url_for("consultations.show", number=number), 303)
