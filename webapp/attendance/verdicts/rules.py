"""What an event may ask, and the reasons a verdict can have."""

from dataclasses import dataclass
from enum import StrEnum

from webapp.attendance.verdicts.models import Codes


class Why(StrEnum):
    """The reason of a verdict. What it says in words stands in `saying`."""

    PAPER = "paper"  # signed the list of paper
    WATCHED = "watched"  # before one screen with others, approved by the committee
    SCANNED = "scanned"  # shown at a desk, or at the venue's own code
    JOINED = "joined"  # entered online by the personal link or the door; no rule asks for more
    MINUTES = "minutes"  # long enough
    CODES = "codes"
    BOTH = "minutes_and_codes"
    OVERRIDDEN = "overridden"
    TOO_SHORT = "too_short"
    CODES_MISSING = "codes_missing"
    NEITHER = "neither"  # too short, and codes missing
    NOTHING = "nothing"  # no evidence at all


PRESENT = frozenset({Why.SCANNED, Why.PAPER, Why.WATCHED, Why.JOINED, Why.MINUTES, Why.CODES, Why.BOTH})
_NEEDED = {Codes.NONE: 0, Codes.ONE: 1, Codes.BOTH: 2}


@dataclass(frozen=True)
class Rule:
    """What an event asks of those who take part online; `minutes_percent` 0 and no codes: any evidence."""

    minutes_percent: int = 0
    codes: Codes = Codes.NONE
    needs_all: bool = False
    late_after: int = 0
    early_before: int = 0
    sessions_percent: int = 0  # of a training's sessions; it judges nobody at one session
    takes_paper: bool = True
    takes_watching: bool = True
    takes_reports: bool = True

    @property
    def asks_nothing(self) -> bool:
        return not self.minutes_percent and self.codes is Codes.NONE

    @property
    def codes_needed(self) -> int:
        return _NEEDED[self.codes]
