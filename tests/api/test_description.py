"""The OpenAPI document: whole, true to the routes, and true to their answers."""

import re
from typing import Any

from flask import Flask
from flask.testing import FlaskClient

from tests.api.schemas import WORDS, resolved

METHODS = {"GET", "POST", "PUT", "PATCH", "DELETE"}


def document(client: FlaskClient) -> dict[str, Any]:
    found = client.get("/api/v1/openapi.json").json
    assert isinstance(found, dict)
    return found


def test_document_says_its_version_and_where_it_is_served(client: FlaskClient) -> None:
    found = document(client)

    assert found["openapi"] == "3.1.0"
    assert found["servers"] == [{"url": "http://gelar.test/api/v1"}]
    assert {"title", "version"} <= set(found["info"])


def test_document_lists_every_route_and_no_other(app: Flask, client: FlaskClient) -> None:
    described = {
        (method.upper(), path) for path, operations in document(client)["paths"].items() for method in operations
    }

    served = {
        (method, re.sub(r"<(?:[^:<>]*:)?(\w+)>", r"{\1}", rule.rule).removeprefix("/api/v1"))
        for rule in app.url_map.iter_rules()
        for method in (rule.methods or set()) & METHODS
        if rule.rule.startswith("/api/v1/") and not rule.rule.endswith("/openapi.json")
    }
    assert described == served


def test_operations_are_whole(client: FlaskClient) -> None:
    found = document(client)
    operations = [one for path in found["paths"].values() for one in path.values()]

    assert len({one["operationId"] for one in operations}) == len(operations)
    for path, methods in found["paths"].items():
        for one in methods.values():
            named = {parameter["name"] for parameter in one["parameters"] if parameter["in"] == "path"}
            assert named == set(re.findall(r"{(\w+)}", path))
            assert all(parameter["required"] for parameter in one["parameters"] if parameter["in"] == "path")
            assert all("description" in resolved_answer(answer, found) for answer in one["responses"].values())
            assert all(set(use) <= set(found["components"]["securitySchemes"]) for use in one["security"])


def resolved_answer(answer: dict[str, Any], found: dict[str, Any]) -> dict[str, Any]:
    return resolved(answer["$ref"], found) if "$ref" in answer else answer


def test_every_reference_leads_somewhere_and_every_schema_is_used(client: FlaskClient) -> None:
    found = document(client)

    refs = set(re.findall(r"'\$ref': '([^']+)'", str(found)))

    assert all(resolved(ref, found) for ref in refs)
    named = {f"#/components/{part}/{name}" for part in ("schemas", "responses") for name in found["components"][part]}
    assert named == refs


def test_schemas_use_words_that_the_tests_can_judge(client: FlaskClient) -> None:
    for schema in document(client)["components"]["schemas"].values():
        assert set(schema) <= WORDS
