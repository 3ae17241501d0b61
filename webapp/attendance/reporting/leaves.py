"""The sheets of one activity, which of them somebody wants, and who signs those of speakers and committee."""

from dataclasses import dataclass
from enum import StrEnum

from webapp.documents.attendance_list import Column, Orientation, Paper
from webapp.events.models import Event, Role


class Leaf(StrEnum):
    """The sheets of one activity: for signing, for who comes unasked, what came of it, and for those who served."""

    BLANK_SIGNATURE = "blank_signature"
    EMPTY = "empty"
    AFTER = "after"
    ONLINE = "online"
    SPEAKERS = "speakers"
    COMMITTEE = "committee"


SUBTITLES = {
    Leaf.ONLINE: "PESERTA DARING",
    Leaf.AFTER: "PESERTA LURING",
    Leaf.BLANK_SIGNATURE: "PESERTA",
    Leaf.EMPTY: "PESERTA YANG DATANG LANGSUNG",
    Leaf.SPEAKERS: "NARASUMBER",
    Leaf.COMMITTEE: "PANITIA",
}
SPEAKING = frozenset(
    ("narasumber", "pembicara_kunci", "pemantik", "fasilitator", "instruktur", "moderator", "mediator", "konselor")
)
GUESTS = {"tamu_undangan", "pendamping", "tuan_rumah"}


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """Which sheet, on which paper. Without `columns` it has its usual ones."""

    leaf: Leaf
    paper: Paper = Paper.A4
    orientation: Orientation = Orientation.PORTRAIT
    columns: tuple[Column, ...] = ()
    has_full_phones: bool = False


def serving(event: Event, leaf: Leaf) -> list[Role]:
    """Those with a part in the event who sign this sheet: speakers, or everybody else who serves. Guests do not."""
    there = [one for one in event.roles if one.role not in GUESTS]
    return [one for one in there if (one.role in SPEAKING) is (leaf is Leaf.SPEAKERS)]
