"""What happened at the samples: people register, come, join late, come twice, come unasked."""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from random import Random
from uuid import UUID

from webapp.attendance.checking_in.people.walking_in import WalkIn, admit_walk_in
from webapp.attendance.checking_in.scanning.recording import Presented, record_scan
from webapp.attendance.models import Action, Channel, Registration
from webapp.attendance.registering.applications import AlreadyRegistered, Application
from webapp.attendance.registering.applying import register
from webapp.attendance.registering.guardians import MINOR
from webapp.database import db
from webapp.demo.people import Somebody
from webapp.directory.models import Organization
from webapp.events.models import Event, Mode, Session

DESKS = ("Pintu A", "Pintu B")
Deed = tuple[datetime, Callable[[datetime], object]]


class Crowd:
    """Invented people on their way through one event. The same seed tells the same story."""

    def __init__(self, event: Event, groups: dict[str, Organization], *, seed: int) -> None:
        self.event = event
        self.session: Session = event.sessions[0]
        self._groups = groups
        self._chance = Random(seed)  # noqa: S311  # a story, not a secret

    def register(
        self, people: Sequence[Somebody], mode: Mode, *, first: datetime, last: datetime
    ) -> list[Registration]:
        """Register `people` one after another between two moments."""
        step = (last - first) / max(1, len(people))
        return [self._register(person, mode, at=first + n * step) for n, person in enumerate(people)]

    def _register(self, person: Somebody, mode: Mode, *, at: datetime) -> Registration:
        made = register(
            self.event,
            Application(
                name=person.name,
                mode=mode,
                affiliation=person.affiliation,
                region_code=person.region_code,
                position=person.position,
                gender=person.gender,
                age_group=person.age_group,
                occupation=person.occupation,
                needs=person.needs,
                guardian_name="Orang tua (contoh)" if person.age_group in MINOR else "",
            ),
            at=at,
        )
        assert not isinstance(made, AlreadyRegistered)  # nobody here has a contact to be known by
        made.kim_id = self._groups[person.group].id if person.group else None
        return made

    def arrivals(self, registrations: Sequence[Registration], *, until: datetime) -> list[Deed]:
        """Scans at the two desks: a bump a quarter of an hour before the start, stragglers after it."""
        return [
            (
                min(
                    until,
                    self.session.dtstart + timedelta(minutes=self._chance.gauss(-12, 11)),
                ),
                self._scan(one, n),
            )
            for n, one in enumerate(registrations)
        ]

    def joins(self, registrations: Sequence[Registration], *, until: datetime) -> list[Deed]:
        """Online people come on the minute, and some a little late."""
        return [
            (
                min(
                    until,
                    self.session.dtstart + timedelta(minutes=self._chance.gauss(2, 7)),
                ),
                self._join(one),
            )
            for one in registrations
        ]

    def again(self, registration: Registration, *, at: datetime) -> Deed:
        """The same ticket is shown once more, at the other door."""
        return at, self._scan(registration, 1)

    def walk_in(self, person: Somebody, *, at: datetime) -> Deed:
        def come(moment: datetime) -> object:
            walk_in = WalkIn(
                uuid=self._uuid(),
                name=person.name,
                affiliation=person.affiliation,
                gender=person.gender,
                desk=DESKS[0],
            )
            return admit_walk_in(self.session, walk_in, at=moment)

        return at, come

    def _scan(self, registration: Registration, n: int) -> Callable[[datetime], object]:
        return self._present(registration, Channel.CAMERA, DESKS[n % 2])

    def _join(self, registration: Registration) -> Callable[[datetime], object]:
        return self._present(registration, Channel.JOIN, "")

    def _present(self, registration: Registration, channel: Channel, desk: str) -> Callable[[datetime], object]:
        def present(moment: datetime) -> object:
            presented = Presented(
                uuid=self._uuid(),
                code=registration.tickets[0].code,
                action=Action.IN,
                scanned_at=moment,
                channel=channel,
                desk=desk,
            )
            return record_scan(self.session, presented, at=moment)

        return present

    def _uuid(self) -> str:
        return str(UUID(int=self._chance.getrandbits(128), version=4))


def play(deeds: Sequence[Deed]) -> None:
    """Let everything happen in the order of time."""
    for moment, do in sorted(deeds, key=lambda deed: deed[0]):
        do(moment)
    db.session.flush()
