"""How long somebody stayed, as providers write it."""

import re

_CLOCK = re.compile(r"(\d{1,3}):(\d{2})(?::(\d{2}))?")
_NUMBER = re.compile(r"\d{1,5}(?:[.,]\d{1,3})?")
_PART = re.compile(r"(\d{1,5})\s*([^\W\d]+)\.?", re.UNICODE)
# By how the unit begins: hr, h, jam, Std; min, m, menit; sec, s, detik, Sek.
_UNITS = (("std", 3600), ("h", 3600), ("j", 3600), ("m", 60), ("s", 1), ("d", 1))
_LONGEST = 7 * 24 * 3600


def seconds_of(text: str) -> int | None:
    """Seconds of "58" (minutes), "1h 27m 51s", "59 Min. 0 Sek.", "1 jam 2 menit", "01:02:03"; None for all else."""
    given = text.strip().casefold()
    if found := _CLOCK.fullmatch(given):
        hours, minutes, seconds = (int(part or 0) for part in found.groups())
        return _within(hours * 3600 + minutes * 60 + seconds)
    if _NUMBER.fullmatch(given):
        return _within(round(float(given.replace(",", ".")) * 60))
    if not given or _PART.sub("", given).strip(" ,"):
        return None
    units = [(int(number), _unit(word)) for number, word in _PART.findall(given)]
    if any(unit is None for _number, unit in units):
        return None
    return _within(sum(number * (unit or 0) for number, unit in units))


def _unit(word: str) -> int | None:
    return next((seconds for start, seconds in _UNITS if word.startswith(start)), None)


def _within(seconds: int) -> int | None:
    return seconds if seconds <= _LONGEST else None
