"""The eight codes of the practice sheet. None can be a ticket's: those are drawn from 128 random bits."""

from dataclasses import dataclass
from enum import StrEnum

LENGTH = 26
PREFIX = "LATIHAN"


class Story(StrEnum):
    """What a code of the sheet stands for, in the order of the sheet."""

    VALID = "valid"
    ALREADY = "already"
    CANCELLED = "cancelled"
    OTHER = "other"
    WAITING = "waiting"
    YESTERDAY = "yesterday"
    UNKNOWN = "unknown"
    GROUP = "group"


_WORDS = {
    Story.VALID: "BERLAKU",
    Story.ALREADY: "SUDAH",
    Story.CANCELLED: "BATAL",
    Story.OTHER: "LAIN",
    Story.WAITING: "TUNGGU",
    Story.YESTERDAY: "KEMARIN",
    Story.UNKNOWN: "ASING",
    Story.GROUP: "ROMBONGAN",
}


@dataclass(frozen=True, slots=True)
class PracticeCode:
    """One square of the sheet; `code` has the form of a ticket's."""

    story: Story
    code: str


def practice_codes() -> list[PracticeCode]:
    return [PracticeCode(story, (PREFIX + _WORDS[story]).ljust(LENGTH, "2")) for story in Story]
