"""The whole OpenAPI document, and its address."""

from functools import lru_cache
from importlib.metadata import PackageNotFoundError, version
from typing import Any

from flask import Blueprint, jsonify
from flask.typing import ResponseReturnValue

from webapp.api.describing import event_schemas, recap_schemas, scan_schemas, schemas
from webapp.api.describing.paths import PATHS, PROBLEMS
from webapp.api.describing.shapes import ref
from webapp.web.access import public
from webapp.web.pages import settings

bp = Blueprint("api_description", __name__, url_prefix="/api/v1")

ABOUT = (
    "Events, registrations and check-in of Gelar. Tokens: a desk's token scans at its own event; an organization's"
    " token also reads attendance. Sentences follow Accept-Language (id, en); codes and keys are English."
    " Requests may be repeated: a scan by its id, a registration by its Idempotency-Key."
)
SCHEMAS = {
    "Problem": schemas.PROBLEM,
    "Event": event_schemas.EVENT,
    "EventDetails": event_schemas.EVENT_DETAILS,
    "Events": event_schemas.EVENTS,
    "Application": schemas.APPLICATION,
    "Registration": schemas.REGISTRATION,
    "Attendance": schemas.ATTENDANCE,
    "Recap": recap_schemas.RECAP,
    "Scan": scan_schemas.SCAN,
    "ScanAnswer": scan_schemas.SCAN_ANSWER,
    "Batch": scan_schemas.BATCH,
    "BatchAnswer": scan_schemas.BATCH_ANSWER,
    "Roster": scan_schemas.ROSTER,
}


@bp.get("/openapi.json")
@public
def show() -> ResponseReturnValue:
    answer = jsonify(document(settings().public_url))
    answer.headers["Cache-Control"] = "public, max-age=3600"
    return answer


@lru_cache(maxsize=1)
def document(public_url: str) -> dict[str, Any]:
    """The description of /api/v1 as served at `public_url` (OpenAPI 3.1.0)."""
    return {
        "openapi": "3.1.0",
        "info": {"title": "Gelar", "version": _version(), "description": ABOUT},
        "servers": [{"url": f"{public_url}/api/v1"}],
        "paths": PATHS,
        "components": {
            "schemas": SCHEMAS,
            "responses": {name: _problem(description) for name, description in PROBLEMS.values()},
            "securitySchemes": {"bearer": {"type": "http", "scheme": "bearer"}},
        },
    }


def _problem(description: str) -> dict[str, Any]:
    return {"description": description, "content": {"application/problem+json": {"schema": ref("Problem")}}}


def _version() -> str:
    try:
        return version("gelar")
    except PackageNotFoundError:
        return "0"
