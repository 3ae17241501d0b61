"""From the grounds of a verdict to its reason, stored as a word, with its grounds where it has several."""

from collections.abc import Collection
from dataclasses import dataclass

from webapp.attendance.verdicts.rules import BY_TIME, ONLINE, Ground, Why

_MET = {
    frozenset({Ground.SCAN}): Why.SCANNED,
    frozenset({Ground.PAPER}): Why.PAPER,
    frozenset({Ground.WATCHING}): Why.WATCHED,
    BY_TIME: Why.BOTH,
    frozenset({Ground.MINUTES}): Why.MINUTES,
    frozenset({Ground.TYPING}): Why.CODES,
    frozenset({Ground.REPORT}): Why.REPORTED,
}
_FAILED = {
    BY_TIME: Why.NEITHER,
    frozenset({Ground.MINUTES}): Why.TOO_SHORT,
    frozenset({Ground.TYPING}): Why.CODES_MISSING,
}


@dataclass(frozen=True)
class Reason:
    """Why a verdict is as it is; `grounds` are those that were there together, or those that are missing."""

    why: Why
    grounds: tuple[Ground, ...] = ()

    def __str__(self) -> str:
        return f"{self.why.value}:{'+'.join(self.grounds)}" if self.grounds else self.why.value

    @classmethod
    def read(cls, stored: str) -> "Reason":
        why, _colon, grounds = stored.partition(":")
        return cls(Why(why), tuple(Ground(name) for name in grounds.split("+") if name))


def of_one(enough: Collection[Ground]) -> Reason:
    """The strongest of those that count alone: what people saw before what machines counted."""
    return Reason(next(why for grounds, why in _MET.items() if grounds <= frozenset(enough)))


def of_all(needed: tuple[Ground, ...]) -> Reason:
    why = _MET.get(frozenset(needed))
    return Reason(why) if why else Reason(Why.TOGETHER, needed)


def failing(missing: tuple[Ground, ...]) -> Reason:
    why = _FAILED.get(frozenset(missing))
    return Reason(why) if why else Reason(Why.MISSING, missing)


def open_to_online(grounds: Collection[Ground]) -> tuple[Ground, ...]:
    """Those that somebody online could have had without anybody else's word."""
    return tuple(ground for ground in grounds if ground in ONLINE)
