"""What an event may ask, and the reasons a verdict can have."""

from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cached_property

from webapp.attendance.verdicts.models import Codes, Weight


class Ground(StrEnum):
    """A part of a rule, in the order in which a sentence names them."""

    SCAN = "scan"
    PAPER = "paper"
    MINUTES = "minutes"
    TYPING = "typing"
    REPORT = "report"
    WATCHING = "watching"


class Why(StrEnum):
    """The reason of a verdict. What it says in words stands in `saying`."""

    PAPER = "paper"  # signed the list of paper
    WATCHED = "watched"  # before one screen with others, approved by the committee
    SCANNED = "scanned"  # shown at a desk, or at the venue's own code
    JOINED = "joined"  # entered online by the personal link or the door; no rule asks for more
    MINUTES = "minutes"  # long enough
    CODES = "codes"
    BOTH = "minutes_and_codes"
    REPORTED = "reported"  # named in an imported report
    TOGETHER = "together"  # several grounds that are needed
    OVERRIDDEN = "overridden"
    TOO_SHORT = "too_short"
    CODES_MISSING = "codes_missing"
    NEITHER = "neither"  # too short, and codes missing
    MISSING = "missing"  # of any other grounds
    NOTHING = "nothing"  # no evidence at all


_NEEDED = {Codes.NONE: 0, Codes.ONE: 1, Codes.BOTH: 2}
BY_TIME = frozenset({Ground.MINUTES, Ground.TYPING})
ONLINE = BY_TIME | {Ground.REPORT}
"""What somebody online could have without anybody else's word."""


@dataclass(frozen=True)
class Rule:
    """What each ground is worth: present is whoever has one that counts alone, or all that are needed.

    Minutes of 0 percent and no codes are not asked for, whatever they are worth. Where nothing is asked of those
    who take part online, any evidence of them is enough.
    """

    minutes_percent: int = 0
    codes: Codes = Codes.NONE
    late_after: int = 0
    early_before: int = 0
    sessions_percent: int = 0  # of a training's sessions; it judges nobody at one session
    scan: Weight = Weight.ALONE
    paper: Weight = Weight.ALONE
    minutes: Weight = Weight.ALONE
    typing: Weight = Weight.ALONE
    report: Weight = Weight.IGNORED
    watching: Weight = Weight.ALONE
    takes_reports: bool = True  # their minutes count as those of our own page

    def weight(self, ground: Ground) -> Weight:
        is_asked = {Ground.MINUTES: bool(self.minutes_percent), Ground.TYPING: bool(self.codes_needed)}
        weight: Weight = getattr(self, ground.value)
        return weight if is_asked.get(ground, True) else Weight.IGNORED

    def grounds(self, weight: Weight) -> tuple[Ground, ...]:
        return self._by_weight[weight]

    @cached_property
    def _by_weight(self) -> dict[Weight, tuple[Ground, ...]]:
        return {weight: tuple(one for one in Ground if self.weight(one) is weight) for weight in Weight}

    def needed_minutes(self, lasts: int) -> int:
        """The percentage of so many minutes in whole minutes, rounded up."""
        return -(-lasts * self.minutes_percent // 100)

    @property
    def asks_nothing(self) -> bool:
        return not (self.grounds(Weight.NEEDED) or ONLINE.intersection(self.grounds(Weight.ALONE)))

    @property
    def codes_needed(self) -> int:
        return _NEEDED[self.codes]

    @property
    def tells_scan_from_paper(self) -> bool:
        return not self.scan is self.paper is Weight.ALONE

    def while_running(self) -> "Rule":
        """Without what cannot be judged before the end: nobody misses minutes, codes or lists that are yet to come."""
        scan, paper, watching = (
            Weight.ALONE if weight is Weight.NEEDED else weight for weight in (self.scan, self.paper, self.watching)
        )
        return replace(
            self, minutes_percent=0, codes=Codes.NONE, early_before=0, report=Weight.IGNORED,
            scan=scan, paper=paper, watching=watching,
        )  # fmt: skip
