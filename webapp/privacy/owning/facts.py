"""One structure for the page, the PDF and the JSON: sections of facts, in the language of the page."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from webapp.web.formatting import stamp


@dataclass(frozen=True)
class Fact:
    """One thing that is known. `raw` is what the JSON holds: moments in ISO 8601, codes instead of words."""

    key: str
    label: str
    words: str
    raw: Any


@dataclass(frozen=True)
class Section:
    """Facts that belong together; a section that can stand several times is a list in the JSON."""

    key: str
    title: str
    facts: tuple[Fact, ...]
    is_many: bool = False


def fact(key: str, label: str, value: Any, words: str | None = None) -> Fact:
    """A fact whose words are its value, unless they are given."""
    return Fact(key, label, str(value or "") if words is None else words, value)


def moment(key: str, label: str, at: datetime | None, tzid: str) -> Fact:
    """A moment: in words by the event's clock, and in UTC."""
    return Fact(key, label, stamp(at, tzid) if at else "", at.isoformat() if at else None)


def as_json(sections: Sequence[Section]) -> dict[str, Any]:
    """{"registration": {…}, "scans": [{…}, …]}: the same facts for machines (UU 27/2022, Pasal 13)."""
    found: dict[str, Any] = {}
    for section in sections:
        values = {one.key: one.raw for one in section.facts}
        if section.is_many:
            found.setdefault(section.key, []).append(values)
        else:
            found[section.key] = values
    return found
