"""Names as people paste them: one a line, numbered or not, with a telephone after it or without."""

import re
from dataclasses import dataclass

MOST_LINES = 100
_NUMBERING = re.compile(r"^\s*(?:\d{1,3}\s*[.)]|[-*•·–])\s*")
_PHONE = re.compile(r"[\s,;:|-]*(\+?\d[\d .()-]{6,18}\d)\s*$")


@dataclass(frozen=True)
class Line:
    """One person as typed; `phone` is not judged yet."""

    name: str
    phone: str = ""
    distinguisher: str = ""
    is_minor: bool = False


def read_lines(text: str, *, is_minor: bool = False) -> list[Line]:
    """The people of a pasted list. A comma before a degree stays in the name; empty lines are left out."""
    return [line for raw in text.splitlines() if (line := _read(raw, is_minor)).name or line.phone]


def _read(raw: str, is_minor: bool) -> Line:  # private, called in one place
    text = _NUMBERING.sub("", raw.replace("\u00a0", " "), count=1).strip()
    phone = ""
    if found := _PHONE.search(text):
        phone, text = found.group(1), text[: found.start()]
    name = " ".join(text.replace("\t", " ").split()).strip(" ;|")
    return Line(name=name, phone=phone.strip(), is_minor=is_minor)
