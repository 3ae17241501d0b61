"""A strict reader of iCalendar bytes: lenient parsers cannot judge a feed, so this one forgives nothing."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from tests.interop import rules

_NAME = re.compile(r"[A-Za-z0-9-]+")
_PARAM = re.compile(r';([A-Za-z0-9-]+)=((?:"[^"]*"|[^";:,]*)(?:,(?:"[^"]*"|[^";:,]*))*)')


@dataclass
class Line:
    """One content line (RFC 5545, 3.1), unfolded."""

    name: str
    params: dict[str, str]
    value: str


@dataclass
class Component:
    name: str
    lines: list[Line] = field(default_factory=list)
    parts: list["Component"] = field(default_factory=list)

    def all(self, name: str) -> list[Line]:
        return [line for line in self.lines if line.name == name]

    def one(self, name: str) -> str:
        """The value of a property, empty when it is missing."""
        return next((line.value for line in self.all(name)), "")

    def inside(self, name: str) -> list["Component"]:
        return [part for part in self.parts if part.name == name]


def lint(body: bytes, kind: str = rules.PUBLIC) -> list[str]:
    """Everything that is wrong with a feed of this kind, as "code: where"; empty when nothing is."""
    findings = list(_physical(body))
    if findings:
        return findings  # what follows would only repeat it
    lines = [_parsed(line) for line in unfolded(body)]
    if broken := [f"grammar: {text}" for text, line in zip(unfolded(body), lines, strict=True) if line is None]:
        return broken
    calendar, findings = _tree([line for line in lines if line])
    return findings or list(rules.broken(calendar, kind))


def unfolded(body: bytes) -> list[str]:
    return body.decode().replace("\r\n ", "").replace("\r\n\t", "").removesuffix("\r\n").split("\r\n")


def parsed(body: bytes) -> Component:
    """The calendar as a tree; the body must be without findings."""
    return _tree([line for text in unfolded(body) if (line := _parsed(text))])[0]


def unescaped(text: str) -> str:
    """The value of a TEXT property as words (RFC 5545, 3.3.11)."""
    return re.sub(r"\\(.)", lambda found: "\n" if found[1] in "nN" else found[1], text)


def _physical(body: bytes) -> Iterator[str]:
    """RFC 5545, 3.1: CRLF, at most 75 octets, no character cut by a fold; and no control characters (3.3.11)."""
    if body.startswith(b"\xef\xbb\xbf"):
        yield "bom: at the start"
    if not body.endswith(b"\r\n"):
        yield "end: the last line has no CRLF"
    for number, line in enumerate(body.removesuffix(b"\r\n").split(b"\r\n"), 1):
        if b"\r" in line or b"\n" in line:
            yield f"line break: bare CR or LF in line {number}"
        if len(line) > 75:
            yield f"length: {len(line)} octets in line {number}"
        if not line.strip():
            yield f"blank: line {number}"
        if any((octet < 32 and octet != 9) or octet == 127 for octet in line.replace(b"\r", b"").replace(b"\n", b"")):
            yield f"control: line {number}"
        try:
            line.decode()
        except UnicodeDecodeError:
            yield f"utf-8: cut or wrong in line {number}"


def _parsed(text: str) -> Line | None:
    name = _NAME.match(text)
    if not name:
        return None
    at, params = name.end(), {}
    while at < len(text) and text[at] == ";":
        found = _PARAM.match(text, at)
        if not found:
            return None
        params[found[1].upper()] = found[2].strip('"')
        at = found.end()
    return Line(name[0].upper(), params, text[at + 1 :]) if at < len(text) and text[at] == ":" else None


def _tree(lines: list[Line]) -> tuple[Component, list[str]]:
    root = Component("")
    stack = [root]
    for line in lines:
        if line.name == "BEGIN":
            part = Component(line.value)
            stack[-1].parts.append(part)
            stack.append(part)
        elif line.name == "END":
            if len(stack) < 2 or stack.pop().name != line.value:
                return root, [f"nesting: END:{line.value}"]
        elif len(stack) < 2:
            return root, [f"nesting: {line.name} outside of VCALENDAR"]
        else:
            stack[-1].lines.append(line)
    if len(stack) > 1 or [part.name for part in root.parts] != ["VCALENDAR"]:
        return root, ["nesting: not exactly one whole VCALENDAR"]
    return root.parts[0], []
