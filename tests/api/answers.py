"""Holding an answer against what the document says of it."""

from typing import Any

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.api.schemas import faults


def assert_described(client: FlaskClient, answer: TestResponse, method: str, path: str) -> Any:
    """The answer's status and body are the operation's own; returns the body."""
    document = client.get("/api/v1/openapi.json").json
    assert document is not None
    described = document["paths"][path][method]["responses"].get(str(answer.status_code))
    assert described is not None, f"{method} {path} does not describe {answer.status_code}"
    if "$ref" in described:
        described = document["components"]["responses"][described["$ref"].rpartition("/")[2]]
    schema = described["content"][answer.mimetype]["schema"]
    assert faults(answer.get_json(force=True), schema, document) == []
    return answer.get_json(force=True)
