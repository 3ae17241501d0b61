"""How many places each mode has, judged under the lock of its row."""

from collections.abc import Mapping

from flask_babel import gettext as _
from flask_babel import ngettext
from sqlalchemy import update

from webapp.database import db
from webapp.errors import Refused
from webapp.events.models import Event, Mode, Seats


class CapacityTooLow(Refused):
    """The wanted capacity of `mode` is lower than the `taken` places."""

    def __init__(self, mode: Mode, taken: int) -> None:
        super().__init__(
            ngettext(
                "Sudah %(num)d tempat terisi, jadi jumlahnya tidak dapat lebih kecil dari itu.",
                "Sudah %(num)d tempat terisi, jadi jumlahnya tidak dapat lebih kecil dari itu.",
                taken,
            ),
            reason="capacity_below_taken",
        )
        self.mode = mode
        self.taken = taken


def fit(event: Event, wanted: Mapping[Mode, int]) -> bool:
    """Lock every row in order of id, then set its capacity or drop it; True when anything changed."""
    changed = False
    for row in _locked(event):
        changed |= _drop(event, row) if row.mode not in wanted else _resize(row, wanted[row.mode])
    for mode in wanted.keys() - {row.mode for row in event.seats}:
        event.seats.append(Seats(mode=mode, capacity=wanted[mode]))
        changed = True
    return changed


def _locked(event: Event) -> list[Seats]:
    rows: list[Seats] = []
    for seats_id in sorted(row.id for row in event.seats):
        lock = update(Seats).where(Seats.id == seats_id).values(taken=Seats.taken).returning(Seats)
        rows += db.session.scalars(lock, execution_options={"populate_existing": True})
    return rows


def _resize(row: Seats, capacity: int) -> bool:
    if capacity + row.margin < row.taken:
        raise CapacityTooLow(row.mode, row.taken - row.margin)
    changed = row.capacity != capacity
    row.capacity = capacity
    return changed


def _drop(event: Event, row: Seats) -> bool:
    if row.taken or row.waiting:
        raise Refused(
            _("Cara ikut ini tidak dapat dihapus: %(taken)d orang terdaftar dan %(waiting)d menunggu.",
              taken=row.taken, waiting=row.waiting),
            reason="mode_in_use",
        )  # fmt: skip
    event.seats.remove(row)
    return True
