"""A name in a text: the same words one after another, whatever stands between them."""

import hashlib
import re
from collections.abc import Iterator
from typing import NamedTuple

from webapp.web.text import folded

_WORD = re.compile(r"\w+")
AROUND = 60  # characters on either side in an excerpt


class Mark(NamedTuple):
    """What recognises a name without saying it."""

    salt: str
    digest: str
    words: int


class Excerpt(NamedTuple):
    before: str
    name: str
    after: str


def words_of(name: str) -> list[str]:
    return _WORD.findall(folded(name))


def marked(name: str, *, salt: str) -> Mark:
    words = words_of(name)
    return Mark(salt, _digest(words, salt), len(words))


def spans(text: str, mark: Mark) -> Iterator[tuple[int, int]]:
    """Where the name stands, from its first character to behind its last."""
    found = list(_WORD.finditer(text))
    end = 0
    for first in range(len(found) - mark.words + 1):
        group = found[first : first + mark.words]
        if group[0].start() >= end and _digest([folded(one.group()) for one in group], mark.salt) == mark.digest:
            end = group[-1].end()
            yield group[0].start(), end


def without(text: str, mark: Mark, *, instead: str) -> str:
    kept, at = [], 0
    for start, end in spans(text, mark):
        kept += [text[at:start], instead]
        at = end
    return "".join([*kept, text[at:]])


def excerpt(text: str, mark: Mark) -> Excerpt | None:
    """The first place, with what stands around it; None when the text does not hold the name any more."""
    for start, end in spans(text, mark):
        before, after = text[max(0, start - AROUND) : start], text[end : end + AROUND]
        more = ("…" if start > AROUND else "", "…" if end + AROUND < len(text) else "")
        return Excerpt(more[0] + before, text[start:end], after + more[1])
    return None


def _digest(words: list[str], salt: str) -> str:
    return hashlib.blake2b(" ".join(words).encode(), salt=bytes.fromhex(salt), digest_size=16).hexdigest()
