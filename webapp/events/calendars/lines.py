"""Content lines of iCalendar (RFC 5545, 3.1): escaped, folded by octets, ended by CRLF."""

import re
from collections.abc import Collection, Mapping
from functools import lru_cache

MAX_OCTETS = 75
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff]")
_BREAK = re.compile("\r\n|[\r\x85\u2028\u2029]")
_SPECIAL = re.compile(r"[\\;,\n]")
_ESCAPES = {"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"}
# RFC 6868: what a quoted parameter cannot hold.
_CARETS = {"^": "^^", '"': "^'", "\n": "^n"}


def line(name: str, value: str, params: Mapping[str, str] | None = None, lists: Collection[str] = ()) -> bytes:
    """One folded content line. `value` stands as it is: escape texts with `escaped` first.

    Values of parameters are quoted and encoded here (RFC 6868); those named in `lists` hold several, parted by commas.
    """
    if not params:
        return folded(f"{name}:{value}")
    more = "".join(f";{key}={said if key in lists else _parameter(said)}" for key, said in params.items())
    return folded(f"{name}{more}:{value}")


def text_line(name: str, text: str) -> bytes:
    """A line whose value is TEXT (RFC 5545, 3.3.11)."""
    return folded(f"{name}:{escaped(clean(text))}")


def folded(content: str) -> bytes:
    """At most 75 octets a physical line, its leading blank counted, and no character cut in two."""
    octets = content.encode()
    if len(octets) <= MAX_OCTETS:
        return octets + b"\r\n"
    parts, start, room = [], 0, MAX_OCTETS
    while len(octets) - start > room:
        end = start + room
        while octets[end] & 0xC0 == 0x80:  # a continuation byte of UTF-8
            end -= 1
        parts.append(octets[start:end])
        start, room = end, MAX_OCTETS - 1
    parts.append(octets[start:])
    return b"\r\n ".join(parts) + b"\r\n"


def escaped(text: str) -> str:
    return _SPECIAL.sub(lambda found: _ESCAPES[found[0]], text)


def clean(text: str) -> str:
    """What a content line may hold: line breaks as \\n, no other control characters, no halves of a character."""
    return text if text.isprintable() else _CONTROL.sub("", _BREAK.sub("\n", text))


@lru_cache(maxsize=1_024)
def _parameter(value: str) -> str:
    """Quoted where the grammar asks for it (RFC 5545, 3.2), and around what else readers trip over.

    Beside "=" icalendar drops blanks, and of a "\\" at the end it makes an escape of what follows the value.
    """
    said = re.sub(r'[\^"\n]', lambda found: _CARETS[found[0]], clean(value))
    return f'"{said}"' if re.search(r"[,;:=\\]", said) else said
