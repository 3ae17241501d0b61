"""Attendance is what its scans say: undo, and the same fold again from the log."""

from datetime import timedelta
from uuid import uuid4

import pytest
from flask import Flask
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select

from tests import factories as make
from tests.attendance.test_checking_in import MINUTE, NOW, attendance, presented, scan
from webapp.attendance.checking_in.correcting.deriving import Presence, evidence, presence
from webapp.attendance.checking_in.correcting.undoing import undo_scan
from webapp.attendance.checking_in.people.walking_in import WalkIn, admit_walk_in
from webapp.attendance.checking_in.scanning.answers import Answer, UuidReused
from webapp.attendance.checking_in.scanning.gates import gate_by_id
from webapp.attendance.checking_in.scanning.recording import record_scan
from webapp.attendance.models import Action, Attendance, Channel, Registration, RegistrationStatus, Scan
from webapp.database import db
from webapp.events.models import Mode


@pytest.fixture
def dehen(context: Flask) -> Registration:
    return make.make_registration(make.make_event(), name="Dehen")


def undo(answer: Answer, *, uuid: str | None = None, after: int = 5) -> Answer:
    undone = db.session.scalars(select(Scan).where(Scan.uuid == answer.id)).one()
    gate = gate_by_id(undone.session_id)
    at = NOW + after * MINUTE
    return undo_scan(gate, undone, presented("", uuid=uuid or str(uuid4()), action=Action.UNDO, at=at), at=at)


def test_undone_admission_did_not_happen(dehen: Registration) -> None:
    answer = undo(scan(dehen))

    assert (answer.outcome, answer.reason) == ("admitted", "undone")
    assert "Dehen" in answer.message
    row = attendance(dehen)
    assert (row.is_standing, row.first_at, row.standing_at) == (False, None, None)


def test_after_an_undo_the_next_scan_is_admitted(dehen: Registration) -> None:
    undo(scan(dehen, desk="Pintu A"))

    again = scan(dehen, desk="Pintu B", at=NOW + 10 * MINUTE)

    assert again.outcome == "admitted"
    row = attendance(dehen)
    assert (row.first_at, row.first_desk) == (NOW + 10 * MINUTE, "Pintu B")


def test_undo_is_a_row_that_names_what_it_takes_back(dehen: Registration) -> None:
    admitted = scan(dehen)
    taken_back = undo(admitted)

    rows = {row.uuid: row for row in db.session.scalars(select(Scan))}
    assert len(rows) == 2
    assert rows[taken_back.id].undoes_id == rows[admitted.id].id
    assert rows[taken_back.id].action == Action.UNDO


def test_undone_departure_leaves_the_person_inside(dehen: Registration) -> None:
    scan(dehen)
    undo(scan(dehen, action=Action.OUT, at=NOW + MINUTE))

    row = attendance(dehen)
    assert (row.is_standing, row.first_at, row.last_at) == (True, NOW, NOW)


def test_undone_arrival_in_the_hall_leaves_the_join_standing(context: Flask) -> None:
    registration = make.make_registration(make.make_event(), mode=Mode.ONLINE)
    scan(registration, channel=Channel.JOIN, desk="")
    undo(scan(registration, at=NOW + MINUTE))

    row = attendance(registration)
    assert (row.is_standing, row.mode, row.channel) == (True, Mode.ONLINE, Channel.JOIN)


def test_the_same_undo_again_answers_the_same(dehen: Registration) -> None:
    admitted, uuid = scan(dehen), str(uuid4())

    assert undo(admitted, uuid=uuid) == undo(admitted, uuid=uuid)
    assert db.session.scalar(select(func.count()).select_from(Scan)) == 2


def test_nothing_is_undone_twice_nor_what_changed_nothing(dehen: Registration) -> None:
    admitted = scan(dehen)
    again = scan(dehen, at=NOW + MINUTE)
    taken_back = undo(admitted)

    reasons = [undo(one).reason for one in (admitted, again, taken_back)]

    assert reasons == ["already_undone", "not_admitted", "not_admitted"]


def test_uuid_of_a_scan_is_no_undo(dehen: Registration) -> None:
    admitted = scan(dehen)

    with pytest.raises(UuidReused):
        undo(admitted, uuid=admitted.id)


def test_undone_walk_in_gives_its_seat_back(context: Flask) -> None:
    event = make.make_event(in_person=1)
    answer = admit_walk_in(event.sessions[0], WalkIn(uuid=str(uuid4()), name="Tamu"), at=NOW)

    undo(answer)

    registration = db.session.scalars(select(Registration)).one()
    assert registration.status == RegistrationStatus.CANCELLED
    assert event.seats[0].taken == 0


def derived(registration: Registration) -> Presence:
    session = registration.event.sessions[0]
    return presence(db.session.scalars(evidence(session.id, registration.id)))


steps = st.lists(
    st.tuples(
        st.sampled_from(["in", "out", "join", "undo"]),
        st.integers(min_value=-3000, max_value=60),  # minutes that the client claims before or after now
        st.sampled_from(["Pintu A", "Pintu B"]),
    ),
    max_size=8,
)


@settings(max_examples=25)
@given(steps=steps)
def test_what_was_written_step_by_step_is_what_the_log_adds_up_to(
    context: Flask, steps: list[tuple[str, int, str]]
) -> None:
    registration = make.make_registration(make.make_event())
    answers: list[Answer] = []
    for n, (step, minutes, desk) in enumerate(steps):
        at = NOW + n * MINUTE
        if step == "undo":
            admitted = [one for one in answers if one.outcome == "admitted" and one.reason != "undone"]
            if admitted:
                undo(admitted[-1], after=n)
                answers.remove(admitted[-1])
            continue
        channel = Channel.JOIN if step == "join" else Channel.CAMERA
        action = Action.OUT if step == "out" else Action.IN
        claimed = at + timedelta(minutes=minutes)
        code = registration.tickets[0].code
        answers.append(
            record_scan(
                registration.event.sessions[0],
                presented(code, desk=desk, scanned_at=claimed, channel=channel, action=action),
                at=at,
            )
        )

    found = derived(registration)
    row = db.session.scalars(
        select(Attendance)
        .where(Attendance.registration_id == registration.id)
        .execution_options(populate_existing=True)
    ).one_or_none()
    if row is None or row.first_at is None:
        assert (found.is_standing, found.first_at) == (False, None)
        return
    for column in (
        "is_standing",
        "first_at",
        "first_desk",
        "standing_at",
        "standing_desk",
        "last_at",
        "mode",
        "channel",
    ):
        assert getattr(row, column) == getattr(found, column), column
