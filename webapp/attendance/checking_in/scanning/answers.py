"""What comes to a door and what it answers."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from webapp.attendance.models import Action, Channel, Outcome
from webapp.errors import Refused
from webapp.events.models import Mode

# A phone may have been without a network for a day; a claim further off is a wrong clock.
LONGEST_DELAY = timedelta(hours=24)
# Two doors within this time came at one moment: which was earlier is the clocks' chance.
ONE_MOMENT = timedelta(seconds=2)


class Reason(StrEnum):
    """Why, for machines. Empty where the outcome says it all."""

    NONE = ""
    CLOCK = "clock_off"  # counted, but the claimed time is more than LONGEST_DELAY off
    CONFLICT = "conflict"  # a desk without a network let somebody in who was in already, as it turned out
    SHARED = "shared_phone"  # counted, and marked for somebody to look at
    OUT = "checked_out"
    UNDONE = "undone"
    UNKNOWN_CODE = "unknown_code"
    UNKNOWN_SHORT_CODE = "unknown_short_code"
    OTHER_EVENT = "other_event"
    EVENT_CANCELLED = "event_cancelled"
    EVENT_POSTPONED = "event_postponed"
    SESSION_CANCELLED = "session_cancelled"
    REVOKED = "revoked"
    CANCELLED = "cancelled"
    DECLINED = "declined"
    PENDING = "pending"
    WAITING = "waiting"
    NOT_IN = "not_in"
    NOT_ADMITTED = "not_admitted"
    ALREADY_UNDONE = "already_undone"
    ID_REUSED = "id_reused"
    MALFORMED = "malformed"


@dataclass(frozen=True, slots=True)
class Presented:
    """One thing presented at a door. `uuid` is made by the client; `scanned_at` is what its clock claims.

    `device_at` is what the clock showed before it was corrected; `told` is what a desk answered by itself while it
    had no network, "" when nobody was told anything yet.
    """

    uuid: str
    code: str
    action: Action
    scanned_at: datetime
    channel: Channel
    desk: str
    device_at: datetime | None = None
    told: str = ""
    is_shared_phone: bool = False  # one of several tickets that one phone records for itself

    def counted_at(self, at: datetime) -> datetime:
        """The claimed time where it can be true, else when it reached us."""
        return at if self.scanned_at > at or self.is_absurd(at) else self.scanned_at

    def is_absurd(self, at: datetime) -> bool:
        """A sheet of paper may be typed in days later."""
        return self.channel is not Channel.PAPER and abs(at - self.scanned_at) > LONGEST_DELAY

    @property
    def mode(self) -> Mode:
        """How somebody who comes this way takes part: whoever stands at a desk is in the room."""
        return Mode.ONLINE if self.channel is Channel.JOIN else Mode.IN_PERSON


@dataclass(frozen=True, slots=True)
class Holder:
    """Whose ticket it is: what the person at the desk needs to see."""

    name: str
    affiliation: str
    mode: Mode
    needs: str
    short_code: str
    lacks_gender: bool = False  # the desk may add it by one tap


@dataclass(frozen=True, slots=True)
class First:
    """The admission that stands already: when, and at which desk ("" when it was not at a desk)."""

    at: datetime
    desk: str


@dataclass(frozen=True, slots=True)
class Answer:
    """What a door says. `message` is one whole sentence in the language of the request."""

    id: str
    outcome: Outcome
    reason: str
    message: str
    registration: Holder | None = None
    first: First | None = None
    is_outside_quota: bool = False


class UuidReused(Refused):
    """This id was used before, with another code, session or action: its first outcome stands."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence, reason=Reason.ID_REUSED)


class Collided(Exception):
    """Somebody else wrote the same thing at the same instant: roll back and record once more."""
