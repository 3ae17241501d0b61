"""Whatever order people register, cancel, switch and are approved in, places and lines are those of a naive model."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test
from sqlalchemy import select

from tests.attendance.applying import BEFORE, an_application
from tests.factories import make_event
from webapp.attendance.models import Registration, RegistrationStatus
from webapp.attendance.overbooking.deciding import set_margins
from webapp.attendance.registering import promoting
from webapp.attendance.registering.applying import register
from webapp.attendance.registering.approving import approve, decline
from webapp.attendance.registering.cancelling import cancel
from webapp.attendance.registering.switching import switch_mode
from webapp.attendance.room.queries import of_event
from webapp.database import db
from webapp.errors import Refused
from webapp.events import changing
from webapp.events.models import Mode, Seats

PENDING, WAITING, CONFIRMED = RegistrationStatus.PENDING, RegistrationStatus.WAITING, RegistrationStatus.CONFIRMED
CANCELLED, DECLINED = RegistrationStatus.CANCELLED, RegistrationStatus.DECLINED
MODES, FEW = st.sampled_from(Mode), st.integers(0, 3)


class Naive:
    """Two halls and two lines, kept in lists: how the rules are told to a new colleague."""

    def __init__(self, capacity: dict[Mode, int], *, needs_approval: bool) -> None:
        self.capacity, self.margin = capacity, dict.fromkeys(Mode, 0)
        self.needs_approval = needs_approval
        self.mode: dict[int, Mode] = {}
        self.status: dict[int, RegistrationStatus] = {}
        self.line: dict[Mode, list[int]] = {mode: [] for mode in Mode}

    def taken(self, mode: Mode) -> int:
        return sum(self.mode[one] == mode and status == CONFIRMED for one, status in self.status.items())

    def free(self, mode: Mode) -> int:
        return self.capacity[mode] + self.margin[mode] - self.taken(mode)

    def has_room(self, mode: Mode) -> bool:
        return self.free(mode) > 0 and not self.line[mode]

    def seat(self, one: int, mode: Mode) -> None:
        self.mode[one] = mode
        self.status[one] = CONFIRMED if self.has_room(mode) else WAITING
        if self.status[one] == WAITING:
            self.line[mode].append(one)

    def leave(self, one: int) -> None:
        if one in self.line[self.mode[one]]:
            self.line[self.mode[one]].remove(one)

    def fill(self) -> None:
        for mode in Mode:
            while self.line[mode] and self.free(mode) > 0:
                self.status[self.line[mode].pop(0)] = CONFIRMED

    def may_switch(self, one: int, mode: Mode) -> bool:
        is_offered = self.capacity[mode] + self.margin[mode] > 0
        return self.status[one] in (PENDING, WAITING, CONFIRMED) and is_offered and self.has_room(mode)


class Life(RuleBasedStateMachine):
    """The verbs beside the model."""

    people = Bundle("people")

    @initialize(in_person=FEW, online=FEW, needs_approval=st.booleans())
    def publish(self, in_person: int, online: int, needs_approval: bool) -> None:
        self.event = make_event(in_person=in_person, online=online, requires_approval=needs_approval)
        self.naive = Naive({Mode.IN_PERSON: in_person, Mode.ONLINE: online}, needs_approval=needs_approval)
        self.clock, self.names = BEFORE, 0

    def tried(self, act: Callable[[], object]) -> bool:
        """Whether the verb agreed; what it began before it refused is undone, as by a request."""
        self.clock += timedelta(seconds=1)
        try:
            with db.session.begin_nested():
                act()
        except Refused:
            return False
        return True

    def row(self, one: int) -> Registration:
        return db.session.scalars(of_event(self.event.id, one)).one()

    @rule(target=people, mode=MODES)
    def register(self, mode: Mode) -> int:
        self.names += 1
        made: list[Registration] = []
        application = an_application(f"Orang {self.names}", mode=mode)
        agreed = self.tried(lambda: made.append(register(self.event, application, at=self.clock)))  # type: ignore[arg-type]
        assert agreed == (self.naive.capacity[mode] + self.naive.margin[mode] > 0)
        if not agreed:
            return 0
        if self.naive.needs_approval:
            self.naive.mode[made[0].id], self.naive.status[made[0].id] = mode, PENDING
        else:
            self.naive.seat(made[0].id, mode)
        return made[0].id

    @rule(one=people)
    def cancel(self, one: int) -> None:
        if one:
            assert self.tried(lambda: cancel(self.row(one), at=self.clock))
            if self.naive.status[one] in (PENDING, WAITING, CONFIRMED):
                self.naive.leave(one)
                self.naive.status[one] = CANCELLED
                self.naive.fill()

    @rule(one=people, accepts=st.booleans())
    def decide(self, one: int, accepts: bool) -> None:
        if one:
            verb = approve if accepts else decline
            is_pending = self.naive.status[one] == PENDING
            assert self.tried(lambda: verb(self.row(one), at=self.clock)) == is_pending
            if is_pending and accepts:
                self.naive.seat(one, self.naive.mode[one])
            elif is_pending:
                self.naive.status[one] = DECLINED

    @rule(one=people, mode=MODES)
    def switch(self, one: int, mode: Mode) -> None:
        if one and self.naive.mode[one] != mode:
            may = self.naive.may_switch(one, mode)
            assert self.tried(lambda: switch_mode(self.row(one), mode, at=self.clock)) == may
            if may:
                self.naive.leave(one)
                self.naive.mode[one] = mode
                self.naive.status[one] = PENDING if self.naive.status[one] == PENDING else CONFIRMED
                self.naive.fill()

    @rule(mode=MODES, capacity=FEW)
    def resize(self, mode: Mode, capacity: int) -> None:
        wanted = self.naive.capacity | {mode: capacity}
        may = capacity + self.naive.margin[mode] >= self.naive.taken(mode)
        assert self.tried(lambda: changing.apply_seats(self.event, wanted, at=self.clock)) == may
        if may:
            self.naive.capacity = wanted
            self.naive.fill()

    @rule(mode=MODES, margin=FEW)
    def overbook(self, mode: Mode, margin: int) -> None:
        may = self.naive.capacity[mode] + margin >= self.naive.taken(mode)
        assert self.tried(lambda: set_margins(self.event, {mode: margin}, at=self.clock)) == may
        if may:
            self.naive.margin[mode] = margin
            self.naive.fill()

    @invariant()
    def tables_say_what_the_model_says(self) -> None:
        db.session.flush()
        rows = db.session.execute(
            select(Registration.id, Registration.mode, Registration.status, Registration.queue_number)
            .where(Registration.event_id == self.event.id)
            .order_by(Registration.queue_number, Registration.id)
        ).all()
        assert {row.id: (row.mode, row.status) for row in rows} == {
            one: (self.naive.mode[one], status) for one, status in self.naive.status.items()
        }
        for mode in Mode:
            assert [row.id for row in rows if row.status == WAITING and row.mode == mode] == self.naive.line[mode]
        seats = select(Seats.mode, Seats.taken, Seats.waiting, Seats.capacity, Seats.margin)
        for mode, taken, waiting, capacity, margin in db.session.execute(seats.where(Seats.event_id == self.event.id)):
            assert (taken, waiting) == (self.naive.taken(mode), len(self.naive.line[mode]))
            assert taken <= capacity + margin


def live(examples: int, steps: int) -> None:
    quiet = settings(
        max_examples=examples,
        stateful_step_count=steps,
        deadline=None,
        database=None,
        derandomize=True,
        phases=[Phase.generate],  # a machine that fails says its steps; making them fewer takes minutes
        suppress_health_check=list(HealthCheck),
    )
    run_state_machine_as_test(Life, settings=quiet)


def test_places_and_lines_are_those_of_the_naive_model(context: Flask) -> None:
    live(examples=12, steps=25)


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_the_model_notices_a_place_that_nobody_gets(context: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    """The negative control: whoever waits is not told when a place is free."""
    monkeypatch.setattr(promoting, "fill", lambda *_event, **_at: 0)

    with pytest.raises(AssertionError):
        live(examples=30, steps=25)
