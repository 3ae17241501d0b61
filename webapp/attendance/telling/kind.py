"""What a kind of message is, and which kinds tell the same thing."""

from dataclasses import dataclass, field

from flask_babel.speaklater import LazyString

COMMON = (
    "nama", "kegiatan", "hari", "waktu", "tempat", "cara_ikut", "kode", "penyelenggara", "narahubung",
    "tautan_tiket", "tautan_atur",
)  # fmt: skip

# How a registration stands: of several promises that are still open the last one says it all.
STANDING = ("ticket", "received", "confirmed", "waiting", "moved_up", "approved", "declined", "withdrawn")
# What was decided about the event: the same.
NEWS = ("changed", "reopened", "postponed", "cancelled")
# What the clock brings: the day before, the hour before, after the end.
SCHEDULED = ("reminder", "join", "thanks")


@dataclass(frozen=True)
class Kind:
    """One kind. `group`: kinds of which only the newest promise speaks; `placeholders`: what its text may hold."""

    code: str
    label: LazyString
    occasion: LazyString
    subject: LazyString
    body: LazyString
    group: tuple[str, ...] = ()
    more: tuple[str, ...] = field(default=())
    brings_ticket: bool = False

    @property
    def placeholders(self) -> tuple[str, ...]:
        return (*COMMON, *self.more)
