"""Names as people type them into a conference, made comparable: "KT-7F3K Hj. Siti Aminah, S.Pd._KIM Handep"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from webapp.web.text import folded

# A short code needs its dash here: six letters alone are a name.
CODE = re.compile(r"(?<![0-9A-Za-z])([0-9A-Za-z]{2})[-\u2010-\u2015]([0-9A-Za-z]{4})(?![0-9A-Za-z])")
_BRACKETS = re.compile(r"[(\[]([^()\[\]]*)[)\]]")
_PARTS = re.compile(r"\s*[_/|;]\s*|\s+[-\u2010-\u2015]+\s+")
_WORD = re.compile(r"[^\W_]+(?:['’`][^\W_]+)*")
_TITLES = frozenset({"dr", "drs", "dra", "drg", "ir", "h", "hj", "prof", "pdt"}) | frozenset(
    {"bapak", "ibu", "bpk", "pak", "bu", "sdr", "sdri", "kak", "mas", "mbak"}
)

Words = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read a displayed name: which part is the name, and what stands beside it."""

    name: Words
    beside: Words


@lru_cache(maxsize=20_000)
def words(name: str) -> Words:
    """The bare words of a name: no titles before it, no degrees after a comma."""
    found = _WORD.findall(folded(name.split(",")[0]))
    while len(found) > 1 and found[0] in _TITLES:
        found = found[1:]
    return tuple(found)


def readings(displayed: str) -> Iterator[Reading]:
    """The whole name first, then the original name in brackets, then the parts of `Nama_Instansi` in either order."""
    text = CODE.sub(" ", displayed)
    outside = _BRACKETS.sub(" ", text)
    for whole in (outside, *_BRACKETS.findall(text)):
        yield Reading(words(whole), ())
    parts = [part for part in _PARTS.split(outside) if part.strip()]
    for index, part in enumerate(parts[:4] if len(parts) > 1 else ()):
        rest = tuple(word for other, text in enumerate(parts) if other != index for word in words(text))
        yield Reading(words(part), rest)


def halves(displayed: str) -> tuple[str, str]:
    """`Nama_Instansi` as a name and where somebody is from, to be offered and changed; without a dash all is name."""
    first, *rest = [part for part in _PARTS.split(CODE.sub(" ", displayed).strip()) if part] or [displayed]
    return first.strip(), " ".join(rest).strip()


def codes(displayed: str) -> Iterator[str]:
    """Short codes of tickets that stand in a name, as they are stored."""
    for first, second in CODE.findall(displayed):
        yield f"{first}-{second}".upper()
