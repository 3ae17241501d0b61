"""Addresses of events and organizations: made from the title, short, and unique under a race."""

import secrets
import unicodedata
from collections.abc import Iterator

MAX_LENGTH = 60
# `/manage/events/new` is a page of its own.
RESERVED = frozenset({"new"})


def slugify(title: str) -> str:
    """Lower-case ASCII words joined by hyphens, at most 60 characters, never cut inside a word if it can be helped."""
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    words = "".join(mark if mark.isalnum() else " " for mark in plain).split()
    slug = ""
    for word in words:
        longer = f"{slug}-{word}" if slug else word
        if len(longer) > MAX_LENGTH:
            break
        slug = longer
    return slug or (words[0][:MAX_LENGTH] if words else "kegiatan")


def candidates(title: str) -> Iterator[str]:
    """The slug, then numbered ones, then some that nobody can hold."""
    slug = slugify(title)
    if slug not in RESERVED:
        yield slug
    yield from (f"{slug}-{number}" for number in range(2, 10))
    yield from (f"{slug}-{secrets.token_hex(4)}" for _ in range(5))
