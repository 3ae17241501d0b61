"""What a visitor may narrow the calendar by: read from an address, and written into one again."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from webapp.events.kinds import KINDS

MODES = ("in_person", "online", "hybrid")
MAX_SEARCH = 100
_REGION = re.compile(r"\d{2}(\.\d{2}(\.\d{2}(\.\d{4})?)?)?", re.ASCII)
_MONTH = re.compile(r"(20\d{2})-(0[1-9]|1[0-2])", re.ASCII)
_SLUG = re.compile(r"[a-z0-9][a-z0-9-]{0,119}")


@dataclass(frozen=True)
class Filters:
    """The filters of `/events`, of `/calendar.ics` and of every link between them; empty means all.

    `mode` asks how one can take part: in_person and online take in hybrid activities, hybrid means both.
    `region` is a Kemendagri code and takes in what lies inside; `month` is its first day.
    """

    kind: str = ""
    region: str = ""
    mode: str = ""
    month: date | None = None
    organizer: str = ""
    q: str = ""

    def __bool__(self) -> bool:
        return self != NONE

    def as_args(self) -> dict[str, str]:
        """The filters as query arguments, always in the same order, so that one feed has one address."""
        month = f"{self.month:%Y-%m}" if self.month else ""
        given = {
            "kind": self.kind,
            "region": self.region,
            "mode": self.mode,
            "month": month,
            "organizer": self.organizer,
            "q": self.q,
        }
        return {name: value for name, value in given.items() if value}

    def without(self, name: str) -> "Filters":
        """The same filters with one taken away."""
        return replace(self, **{name: getattr(NONE, name)})


NONE = Filters()


def parse(args: Mapping[str, str]) -> Filters:
    """Read query arguments; whatever is not a possible value is left out, as if it had not been asked."""
    month = _MONTH.fullmatch(args.get("month", ""))
    return Filters(
        kind=_if(args.get("kind", "") in KINDS, args.get("kind", "")),
        region=_if(_REGION.fullmatch(args.get("region", "")), args.get("region", "")),
        mode=_if(args.get("mode", "") in MODES, args.get("mode", "")),
        month=date(int(month[1]), int(month[2]), 1) if month else None,
        organizer=_if(_SLUG.fullmatch(args.get("organizer", "")), args.get("organizer", "")),
        q=searchable(args.get("q", "")),
    )


def is_slug(text: str) -> bool:
    """True for what can stand as a slug in an address; nothing else needs to be looked up."""
    return _SLUG.fullmatch(text) is not None


def searchable(text: str) -> str:
    """One line without control characters, of at most MAX_SEARCH characters."""
    shown = "".join(mark if mark.isprintable() else " " for mark in text[: 4 * MAX_SEARCH])
    return " ".join(shown.split())[:MAX_SEARCH].strip()


def _if(is_possible: object, value: str) -> str:
    return value if is_possible else ""
