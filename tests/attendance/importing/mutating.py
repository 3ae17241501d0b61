"""Damaging a file in the ways in which files get damaged: cut off, mixed up, typed into, saved in another encoding."""

import random
from collections.abc import Callable

_BAITS = [
    b'"',
    b",",
    b";",
    b"\t",
    b"\r\n",
    b"\x00",
    b"\xff\xfe",
    b"99/99/9999 99:99",
    b"=1+1",
    b"\xe2\x80\xaf",
    b"-1",
    b"1e309",
]


def mutated(content: bytes, chance: random.Random) -> bytes:
    """One to four damages, one after the other."""
    for _time in range(chance.randint(1, 4)):
        content = chance.choice(_WAYS)(content, chance)
    return content


def _place(content: bytes, chance: random.Random) -> int:
    return chance.randrange(len(content) + 1)


def _cut(content: bytes, chance: random.Random) -> bytes:
    return content[: _place(content, chance)]


def _flip(content: bytes, chance: random.Random) -> bytes:
    at = _place(content, chance)
    return content[:at] + bytes([chance.randrange(256)]) + content[at + 1 :]


def _bait(content: bytes, chance: random.Random) -> bytes:
    at = _place(content, chance)
    return content[:at] + chance.choice(_BAITS) + content[at:]


def _drop(content: bytes, chance: random.Random) -> bytes:
    first, last = sorted((_place(content, chance), _place(content, chance)))
    return content[:first] + content[last:]


def _shuffle(content: bytes, chance: random.Random) -> bytes:
    rows = content.split(b"\n")
    chance.shuffle(rows)
    return b"\n".join(rows)


def _repeat(content: bytes, chance: random.Random) -> bytes:
    rows = content.split(b"\n")
    return b"\n".join([*rows, *chance.choices(rows, k=chance.randint(1, 30))])


def _digits(content: bytes, chance: random.Random) -> bytes:
    return bytes(
        chance.choice(b"0123456789") if chr(mark).isdigit() and chance.random() < 0.2 else mark for mark in content
    )


def _encode(content: bytes, chance: random.Random) -> bytes:
    text = content.decode("utf-8", "replace")
    return text.encode(chance.choice(["utf-16-le", "utf-16", "cp1252", "utf-8-sig", "utf-32"]), "replace")


_WAYS: tuple[Callable[[bytes, random.Random], bytes], ...] = (
    _cut, _flip, _bait, _drop, _shuffle, _repeat, _digits, _encode,
)  # fmt: skip
