"""The recap of an organization for its own programs: the figures of the page, without names."""

from flask import Blueprint, jsonify, request
from flask.typing import ResponseReturnValue

from webapp import clock
from webapp.accounts import queries as accounts
from webapp.attendance.measuring.indicators import measured
from webapp.attendance.recapping.gathering import recap
from webapp.attendance.recapping.lines import EventLine, RegionLine
from webapp.attendance.recapping.periods import period
from webapp.attendance.recapping.values import Recap
from webapp.attendance.reporting.axes import axes
from webapp.database import db
from webapp.directory.models import Organization
from webapp.errors import Refused
from webapp.web.access import bearer as for_bearers
from webapp.web.bodies import bearer_token, refuse_bearer
from webapp.web.failing import problem
from webapp.web.formatting import local
from webapp.web.tokens import token_hash

bp = Blueprint("api_recaps", __name__, url_prefix="/api/v1")


@bp.get("/recap")
@for_bearers
def show() -> ResponseReturnValue:
    """What the token's organization held between two days, this year unless told otherwise."""
    at = clock.now()
    token = db.session.scalar(accounts.standing_api_token(token_hash(bearer_token()), at=at))
    if token is None:
        refuse_bearer()
    office = db.session.get_one(Organization, token.organization_id)
    today = local(at, office.tzid).date()
    try:
        asked = period(request.args.get("from", ""), request.args.get("to", ""), tzid=office.tzid, today=today)
    except Refused as refusal:
        return problem(422, refusal.sentence, parameter="from")
    return jsonify(_answer(recap(office, asked, at=at)))


def _answer(found: Recap) -> dict[str, object]:
    return {
        "organization": found.organization.slug,
        "first": found.period.first.isoformat(),
        "last": found.period.last.isoformat(),
        "totals": {
            "events": len(found.events),
            "registered": found.registered,
            "attendances": found.came,
            "persons": found.persons,
            "regencies": found.regencies,
            "groups": len(found.groups),
        },
        "indicators": [
            {
                "name": one.name,
                "formula": one.formula,
                "unit": one.unit,
                "value": one.value,
                "target": one.target,
                "reached": one.is_reached,
            }
            for one in measured(found)
        ],
        "events": [_event(one) for one in found.lines],
        "regions": [_region(one) for one in found.regions],
        "axes": [
            {
                "axis": axis.key,
                "rows": [
                    {"value": value or None, "attendances": came, "persons": persons}
                    for value, came, persons in found.counted(axis)
                ],
            }
            for axis in axes().values()
        ],
    }


def _event(one: EventLine) -> dict[str, object]:
    return {
        "event": one.event.slug,
        "kind": one.event.kind,
        "capacity": one.capacity,
        "registered": one.registered,
        "in_person": one.in_person,
        "online": one.online,
        "outside_quota": one.outside,
        "no_show": one.no_show,
        "attendances": one.came,
        "groups": one.kims,
        "regencies": one.regencies,
        "certificates": one.certificates,
        **_sexes(one),
    }


def _region(one: RegionLine) -> dict[str, object]:
    return {
        "region": one.code or None,
        "events": one.events,
        "attendances": one.came,
        "persons": one.persons,
        "groups_known": one.kims_known,
        "groups_with_decree": one.kims_decree,
        "groups_active": one.kims_active,
        "groups_present": one.kims_came,
        "districts": one.districts,
        "villages": one.villages,
        **_sexes(one),
    }


def _sexes(one: EventLine | RegionLine) -> dict[str, object]:
    return {"men": one.men, "women": one.women, "unstated": one.unstated}
