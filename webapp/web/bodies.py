"""What programs send: a bearer token and one JSON object, judged field by field, refused as problem documents."""

import json
import re
from collections.abc import Mapping
from datetime import UTC, datetime
from enum import StrEnum
from typing import NoReturn, TypeVar
from uuid import UUID

from flask import Response, abort, request
from flask_babel import gettext as _
from werkzeug.exceptions import RequestEntityTooLarge

from webapp.web.failing import problem
from webapp.web.forms import has_control_characters

State = TypeVar("State", bound=StrEnum)

# Kept, since json.dumps would make one for every answer.
_encode = json.JSONEncoder(separators=(",", ":")).encode

_UUID = re.compile(r"[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}", re.ASCII)


def bearer_token() -> str:
    """The token of the Authorization header (RFC 6750, section 2.1); answers 401 when there is none."""
    scheme, _blank, token = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() != "bearer" or not token.strip():
        refuse_bearer()
    return token.strip()


def refuse_bearer() -> NoReturn:
    """401: no token, or one that is not valid, or no longer (RFC 6750, section 3)."""
    answer = problem(401, _("Token tidak ada, salah, atau tidak berlaku lagi."))
    answer.headers["WWW-Authenticate"] = 'Bearer realm="Gelar"'
    abort(answer)


def json_answer(values: Mapping[str, object], status: int = 200) -> Response:
    """The values as JSON in their own order, in a third of the time of `jsonify`."""
    return Response(_encode(values), status, mimetype="application/json")


def read_object(limit: int) -> "Body":
    """The JSON object of the request, at most `limit` bytes; answers 400, 413 or 422 when it is none."""
    request.max_content_length = limit
    try:
        given = json.loads(request.get_data(cache=False), parse_constant=_refuse_constant)
    except RequestEntityTooLarge:
        abort(problem(413, _("Isi permintaan terlalu besar: paling banyak %(n)d bita.", n=limit)))
    except (ValueError, RecursionError):
        abort(problem(400, _("Isi permintaan bukan JSON yang benar.")))
    body = Body(given if isinstance(given, dict) else {})
    if not isinstance(given, dict):
        body.fault("", _("Harus berupa objek JSON."))
        body.check()
    return body


def _refuse_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is no JSON (RFC 8259, section 6)")


class Body:
    """An object whose fields are asked for one by one; what is wrong is gathered, with a pointer to each field.

    A wrong field comes back as something harmless, so call `check` before anything is done with the values.
    """

    def __init__(self, given: Mapping[str, object]) -> None:
        self.given = given
        self.faults: list[dict[str, str]] = []

    def fault(self, name: str, sentence: str) -> None:
        self.faults.append({"pointer": f"#/{name}" if name else "#", "detail": sentence})

    def check(self) -> None:
        """Answer 422 with everything that was found wrong (RFC 9457, section 3; RFC 6901, section 6)."""
        if self.faults:
            first = self.faults[0]["detail"]
            abort(problem(422, _("Ada isian yang belum benar. %(first)s", first=first), errors=self.faults))

    def has(self, name: str) -> bool:
        return self.given.get(name) is not None

    def raw_text(self, name: str) -> str:
        """A required string exactly as it was sent, of any length and with any characters."""
        found = self.given.get(name)
        if not isinstance(found, str):
            self.fault(name, _("%(name)s wajib diisi dengan teks.", name=name))
            return ""
        return found

    def text(self, name: str, at_most: int, *, is_required: bool = False) -> str:
        """A trimmed string without control characters; "" when it is left out and not required."""
        if not self.has(name) and not is_required:
            return ""
        text = self.raw_text(name).strip()
        if is_required and not text and isinstance(self.given.get(name), str):
            self.fault(name, _("%(name)s wajib diisi dengan teks.", name=name))
        if len(text) > at_most:
            self.fault(name, _("Terlalu panjang: paling banyak %(n)d karakter.", n=at_most))
        elif has_control_characters(text):
            self.fault(name, _("Ada karakter yang tidak dapat dibaca."))
        return text

    def choice(self, name: str, states: type[State], default: State | None = None) -> State:
        """One of the states by its value; required when there is no default."""
        if default is not None and not self.has(name):
            return default
        try:
            return states(str(self.given.get(name)))
        except ValueError:
            self.fault(name, _("Pilih salah satu: %(values)s.", values=", ".join(states)))
            return next(iter(states))

    def one_of(self, name: str, values: tuple[str, ...], *, is_required: bool = False) -> str:
        """One of the values; "" when it is left out and not required."""
        found = self.given.get(name)
        if not is_required and found in (None, ""):
            return ""
        if not isinstance(found, str) or found not in values:
            self.fault(name, _("Pilih salah satu: %(values)s.", values=", ".join(values)))
            return ""
        return found

    def moment(self, name: str) -> datetime:
        """A required RFC 3339 moment with its zone."""
        found = self.given.get(name)
        try:
            if isinstance(found, str) and len(found) <= 40:
                moment = datetime.fromisoformat(found)
                if moment.tzinfo is not None:
                    return moment.astimezone(UTC)
        except (ValueError, OverflowError):
            pass
        self.fault(name, _("Tulis waktu beserta zonanya, misalnya 2022-03-10T02:00:00Z."))
        return datetime.fromtimestamp(0, UTC)

    def uuid(self, name: str) -> str:
        """A required UUID (RFC 9562, section 4), in lower case."""
        found = self.given.get(name)
        if isinstance(found, str) and _UUID.fullmatch(found.lower()):
            return found.lower()
        self.fault(name, _("Tulis UUID, misalnya %(example)s.", example=UUID(int=0)))
        return str(UUID(int=0))

    def consent(self, name: str) -> None:
        """Literally true: nothing else is a person's consent."""
        if self.given.get(name) is not True:
            self.fault(name, _("Persetujuan wajib dinyatakan dengan true."))
