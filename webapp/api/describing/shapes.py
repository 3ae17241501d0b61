"""Words to write JSON Schema with (OpenAPI 3.1.0, section 4.8.24)."""

from collections.abc import Iterable
from enum import StrEnum
from typing import Any

from webapp.events.models import Mode

Schema = dict[str, Any]


def text(description: str = "", **more: object) -> Schema:
    return {"type": "string", **({"description": description} if description else {}), **more}


def whole(description: str = "") -> Schema:
    return {"type": "integer", **({"description": description} if description else {})}


def truth(description: str = "") -> Schema:
    return {"type": "boolean", **({"description": description} if description else {})}


def one_of(values: Iterable[str], description: str = "") -> Schema:
    return text(description, enum=[value.value if isinstance(value, StrEnum) else value for value in values])


def moment(description: str = "") -> Schema:
    return text(description, format="date-time")


def or_null(schema: Schema) -> Schema:
    """The same, or null: JSON Schema 2020-12 lists the types."""
    if "$ref" in schema:
        return {"oneOf": [schema, {"type": "null"}]}
    values = {"enum": [*schema["enum"], None]} if "enum" in schema else {}
    return schema | {"type": [schema["type"], "null"]} | values


def list_of(schema: Schema, **more: object) -> Schema:
    return {"type": "array", "items": schema, **more}


def ref(name: str) -> Schema:
    return {"$ref": f"#/components/schemas/{name}"}


def whole_object(description: str, /, **properties: Schema) -> Schema:
    """An object all of whose keys are always present."""
    return {
        "type": "object",
        "description": description,
        "required": list(properties),
        "properties": properties,
    }


MODE = one_of(Mode, "In the room or online.")
