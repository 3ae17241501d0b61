"""What the directory is narrowed by: read from an address, and written into one again."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

MAX_SEARCH = 100
MAX_WORDS = 8
_REGION = re.compile(r"\d{2}(\.\d{2}(\.\d{2})?)?", re.ASCII)


class Show(StrEnum):
    """Which groups: all that stand, or those behind a figure of the coverage page."""

    ALL = ""
    DECREE = "decree"
    ACTIVE = "active"
    REACHED = "reached"


@dataclass(frozen=True)
class GroupFilters:
    """`region` is a Kemendagri code and takes in what lies inside; empty means all."""

    q: str = ""
    region: str = ""
    show: Show = Show.ALL

    def as_args(self) -> dict[str, str]:
        given = {"q": self.q, "region": self.region, "show": self.show.value}
        return {name: value for name, value in given.items() if value}

    def without(self, name: str) -> "GroupFilters":
        return replace(self, **{name: getattr(NONE, name)})


NONE = GroupFilters()


def parse(args: Mapping[str, str]) -> GroupFilters:
    """Read query arguments; whatever is not a possible value is left out."""
    region, show = args.get("region", ""), args.get("show", "")
    return GroupFilters(
        q=_one_line(args.get("q", "")),
        region=region if _REGION.fullmatch(region) else "",
        show=Show(show) if show in set(Show) else Show.ALL,
    )


def page_of(args: Mapping[str, str]) -> int:
    """The number of the page that was asked for; 1 for anything strange."""
    text = args.get("page", "")
    return max(1, int(text)) if text.isascii() and text.isdigit() and len(text) < 6 else 1


def _one_line(text: str) -> str:
    shown = "".join(mark if mark.isprintable() else " " for mark in text[: 4 * MAX_SEARCH])
    return " ".join(shown.split())[:MAX_SEARCH].strip()
