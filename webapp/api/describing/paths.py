"""The operations: what each route takes and answers."""

from typing import Any

from webapp.api.describing.shapes import Schema, ref, text, whole
from webapp.events.filters import MODES
from webapp.events.kinds import KINDS

PROBLEMS = {
    400: ("BadRequest", "The body is not JSON."),
    401: ("Unauthorized", "No token, or one that is not valid, or no longer."),
    404: ("NotFound", "No such thing, or not for this token."),
    409: ("Conflict", "A rule says no; `reason` says which."),
    413: ("TooLarge", "The body is too large."),
    422: ("Unprocessable", "Fields are missing or wrong; `errors` points at them."),
    429: ("TooManyRequests", "Too many unknown short codes from this desk; see Retry-After."),
    503: ("Unavailable", "The database is busy; see Retry-After. Send the same again."),
}


def _query(name: str, description: str, **schema: Any) -> dict[str, Any]:
    return {"name": name, "in": "query", "description": description, "schema": {"type": "string", **schema}}


def _path(name: str, schema: Schema) -> dict[str, Any]:
    return {"name": name, "in": "path", "required": True, "schema": schema}


SLUG, SESSION = _path("slug", text()), _path("session_id", whole())
FILTERS = [
    _query("kind", "A kind of activity.", enum=list(KINDS)),
    _query("region", "A Kemendagri code; takes in what lies inside."),
    _query("mode", "How one can take part.", enum=list(MODES)),
    _query("month", "YYYY-MM.", pattern=r"^20\d{2}-(0[1-9]|1[0-2])$"),
    _query("organizer", "An organizer's slug."),
    _query("q", "Words to find."),
    _query("when", "Coming events unless told otherwise.", enum=["coming", "past"]),
    _query("page", "Counted from 1.", pattern=r"^\d+$"),
]
KEY = {
    "name": "Idempotency-Key",
    "in": "header",
    "description": "The same key and body give the same registration; another body is 422.",
    "schema": {"type": "string", "maxLength": 200},
}
SINCE = _query("since", "The cursor of the last roster, as it was given.", pattern=r"^\d+(-\d+-\d+-[0-9a-f]+)?$")

SENDING = (400, 401, 404, 413, 422)
SCANNING = (*SENDING, 409)


def _operation(
    name: str,
    summary: str,
    answers: dict[int, str],
    *problems: int,
    parameters: list[dict[str, Any]],
    body: str | None = None,
    is_open: bool = False,
) -> dict[str, Any]:
    given = {status: _json(f"{summary}.", schema) for status, schema in answers.items()}
    refused = {status: {"$ref": f"#/components/responses/{PROBLEMS[status][0]}"} for status in (*problems, 503)}
    content = {"requestBody": {"required": True, "content": _content(body)}} if body else {}
    return {
        "operationId": name,
        "summary": summary,
        "security": [] if is_open else [{"bearer": []}],
        "parameters": parameters,
        **content,
        "responses": {str(status): answer for status, answer in (given | refused).items()},
    }


def _content(schema: str) -> dict[str, Any]:
    return {"application/json": {"schema": ref(schema)}}


def _json(description: str, schema: str) -> dict[str, Any]:
    return {"description": description, "content": _content(schema)}


PATHS: dict[str, dict[str, Any]] = {
    "/events": {
        "get": _operation(
            "listEvents", "Public events, page by page", {200: "Events"}, parameters=FILTERS, is_open=True
        )
    },
    "/events/{slug}": {
        "get": _operation("showEvent", "One event", {200: "EventDetails"}, 404, parameters=[SLUG], is_open=True)
    },
    "/events/{slug}/registrations": {
        "post": _operation(
            "register",
            "Register one person",
            {201: "Registration", 200: "Registration"},
            400,
            404,
            409,
            413,
            422,
            parameters=[SLUG, KEY],
            body="Application",
            is_open=True,
        )
    },
    "/events/{slug}/attendance": {
        "get": _operation(
            "showAttendance", "Who was registered and who came", {200: "Attendance"}, 401, 404, parameters=[SLUG]
        )
    },
    "/recap": {
        "get": _operation(
            "showRecap",
            "What an organization held in a period, and who came",
            {200: "Recap"},
            401,
            422,
            parameters=[
                _query("from", "First day, YYYY-MM-DD; this year's first unless told otherwise.", format="date"),
                _query("to", "Last day, included; today unless told otherwise.", format="date"),
            ],
        )
    },
    "/sessions/{session_id}/scans": {
        "post": _operation(
            "recordScan",
            "Record one presented code; a refusal is an answer too",
            {200: "ScanAnswer"},
            *SCANNING,
            429,
            parameters=[SESSION],
            body="Scan",
        )
    },
    "/sessions/{session_id}/scans/simulate": {
        "post": _operation(
            "simulateScan",
            "Say what would happen with a code and why, recording nothing",
            {200: "ScanAnswer"},
            *SCANNING,
            parameters=[SESSION],
            body="Scan",
        )
    },
    "/sessions/{session_id}/scans/batch": {
        "post": _operation(
            "recordScans",
            "Record up to 1,000 scans, each with its own answer",
            {200: "BatchAnswer"},
            *SENDING,
            parameters=[SESSION],
            body="Batch",
        )
    },
    "/sessions/{session_id}/roster": {
        "get": _operation(
            "showRoster",
            "What a desk needs to decide without a network",
            {200: "Roster"},
            401,
            404,
            422,
            parameters=[SESSION, SINCE],
        )
    },
}
