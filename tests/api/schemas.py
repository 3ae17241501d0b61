"""A small judge of JSON Schema: the words that our OpenAPI document uses, and no others."""

from collections.abc import Callable
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

TYPES = {"string": str, "integer": int, "boolean": bool, "array": list, "object": dict, "null": type(None)}
WORDS = {
    "type", "enum", "const", "properties", "required", "items", "oneOf", "allOf", "$ref", "description", "format",
    "minLength", "maxLength", "maxItems", "pattern",
}  # fmt: skip
FORMATS: dict[str, Callable[[str], object]] = {"date-time": datetime.fromisoformat, "uuid": UUID, "uri": urlsplit}


def faults(value: Any, schema: dict[str, Any], document: dict[str, Any], at: str = "#") -> list[str]:
    """What is wrong with `value`; keys that the schema does not name are wrong too."""
    unknown = set(schema) - WORDS
    assert not unknown, f"teach this judge {unknown}"
    if "$ref" in schema:
        return faults(value, resolved(schema["$ref"], document), document, at)
    if "allOf" in schema:
        return faults(value, _merged(schema["allOf"], document), document, at)
    if "oneOf" in schema:
        each = [faults(value, one, document, at) for one in schema["oneOf"]]
        return [] if sum(not found for found in each) == 1 else [f"{at}: fits not exactly one of {each}"]
    if "const" in schema:
        return [] if value is schema["const"] else [f"{at}: not {schema['const']}"]
    return _typed(value, schema, document, at)


def resolved(ref: str, document: dict[str, Any]) -> dict[str, Any]:
    found: Any = document
    for part in ref.removeprefix("#/").split("/"):
        found = found[part]
    assert isinstance(found, dict)
    return found


def _merged(schemas: list[dict[str, Any]], document: dict[str, Any]) -> dict[str, Any]:
    parts = [resolved(one["$ref"], document) if "$ref" in one else one for one in schemas]
    return {
        "type": "object",
        "required": [name for part in parts for name in part["required"]],
        "properties": {name: schema for part in parts for name, schema in part["properties"].items()},
    }


def _typed(value: Any, schema: dict[str, Any], document: dict[str, Any], at: str) -> list[str]:
    allowed = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
    if not any(type(value) is TYPES[name] for name in allowed):
        return [f"{at}: {value!r} is not {allowed}"]
    if value is None:
        return []
    if "enum" in schema and value not in schema["enum"]:
        return [f"{at}: {value!r} is not one of {schema['enum']}"]
    if "format" in schema:
        FORMATS[schema["format"]](value)
    if isinstance(value, list):
        return [fault for n, one in enumerate(value) for fault in faults(one, schema["items"], document, f"{at}/{n}")]
    return _keys(value, schema, document, at) if isinstance(value, dict) else []


def _keys(value: dict[str, Any], schema: dict[str, Any], document: dict[str, Any], at: str) -> list[str]:
    known = schema["properties"]
    found = [f"{at}: {name} is missing" for name in schema.get("required", ()) if name not in value]
    found += [f"{at}: {name} is not described" for name in value if name not in known]
    return found + [
        fault
        for name, one in value.items()
        if name in known
        for fault in faults(one, known[name], document, f"{at}/{name}")
    ]
