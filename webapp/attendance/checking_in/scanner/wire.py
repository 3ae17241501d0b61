"""The JSON of a check-in: read strictly, written with every key."""

from datetime import UTC, datetime

from flask_babel import gettext as _

from webapp.attendance.checking_in.desks.bearers import Bearer
from webapp.attendance.checking_in.scanning.answers import Answer, Holder, Presented
from webapp.attendance.checking_in.scanning.codes import Form, parsed_code
from webapp.attendance.models import Action, Channel, Outcome
from webapp.web.bodies import Body

# What a desk may say of itself; the other ways of coming in have doors of their own.
CHANNELS = ("camera", "typed", "search", "api")
ACTIONS = ("in", "out")
MOST = 1_000_000
# What a desk may have told a person by itself; of a code that is not on its list it says only that it was noted.
TOLD = (*(outcome.value for outcome in Outcome), "kept")


def scan_from(body: Body, bearer: Bearer) -> Presented:
    """One scan; its faults are gathered in the body."""
    code = body.raw_text("code")
    action = body.one_of("action", ACTIONS, is_required=True)
    named = body.one_of("channel", CHANNELS)
    uuid, scanned_at = body.uuid("id"), body.moment("scanned_at")
    device_at = body.moment("device_at") if body.has("device_at") else None
    told = body.one_of("told", TOLD)
    if body.faults:
        return Presented("", "", Action.IN, scanned_at, bearer.channel, bearer.desk)
    channel = Channel(named) if named else _channel(code, bearer)
    return Presented(uuid, code, Action(action), scanned_at, channel, bearer.desk, device_at, told)


def _channel(code: str, bearer: Bearer) -> Channel:
    if bearer.channel is Channel.CAMERA and parsed_code(code).form is not Form.TICKET:
        return Channel.TYPED
    return bearer.channel


def answer_json(answer: Answer, counter: dict[str, int] | None = None) -> dict[str, object]:
    """The answer as the contract has it. `counter` is only counted where that is cheap, else null."""
    first = answer.first
    return {
        "id": answer.id,
        "outcome": answer.outcome.value,
        "reason": answer.reason or None,
        "message": answer.message,
        "registration": _holder(answer.registration),
        "first": {"at": moment(first.at), "desk": first.desk or None} if first else None,
        "counter": counter,
        "outside_quota": answer.is_outside_quota,
    }


def _holder(holder: Holder | None) -> dict[str, object] | None:
    if holder is None:
        return None
    return {
        "name": holder.name,
        "affiliation": holder.affiliation,
        "mode": holder.mode.value,
        "needs": holder.needs,
        "short_code": holder.short_code,
        "lacks_gender": holder.lacks_gender,
    }


def whole_number(body: Body, name: str) -> int:
    """A required whole number from 0 to a million."""
    found = body.given.get(name)
    if type(found) is int and 0 <= found <= MOST:
        return found
    body.fault(name, _("Tulis bilangan bulat dari 0 sampai %(most)d.", most=MOST))
    return 0


def moment(at: datetime) -> str:
    """RFC 3339 in UTC, as far as milliseconds."""
    return at.astimezone(UTC).isoformat(timespec="milliseconds").removesuffix("+00:00") + "Z"
