"""Who watches the running sample on one screen, as the desk wrote it down and the committee decides."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from webapp.accounts.models import GrantRole
from webapp.attendance.attesting import watching
from webapp.attendance.attesting.watching import Declaration
from webapp.attendance.models import Registration
from webapp.demo import offices
from webapp.events.models import Event

APPROVED, WAITING = "Balai Desa (contoh)", "Ruang rapat kecamatan (contoh)"


def watch(event: Event, approved: Sequence[Registration], waiting: Sequence[Registration], *, at: datetime) -> None:
    """Two screens: the committee has approved the first, and has yet to look at the second."""
    desk, committee = (offices.sample_account(role) for role in (GrantRole.DESK, GrantRole.ADMIN))
    if desk is None or committee is None:
        return
    for place, people, minutes in ((APPROVED, approved, 25), (WAITING, waiting, 6)):
        said = Declaration(place=place, declared_by=desk.name, registration_ids=[one.id for one in people])
        party = watching.declare(event, said, at=at - timedelta(minutes=minutes))
        if people is approved:
            watching.decide(party, event, is_approved=True, by=committee.id, at=at - timedelta(minutes=20))
