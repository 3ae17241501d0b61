"""One verb for every door: what it answers, and what it writes."""

from datetime import timedelta
from uuid import uuid4

import pytest
from flask import Flask
from sqlalchemy import func, select

from tests import factories as make
from tests.factories import START
from webapp.attendance.checking_in.scanning.answers import Answer, First, Presented, UuidReused
from webapp.attendance.checking_in.scanning.recording import record_scan
from webapp.attendance.models import Action, Attendance, Channel, Outcome, Registration, RegistrationStatus, Scan
from webapp.database import db
from webapp.events.models import Event, EventStatus, Mode, Visibility

NOW = START
MINUTE = timedelta(minutes=1)


def presented(code: str, *, desk: str = "Pintu A", at: object = NOW, **values: object) -> Presented:
    given = {"uuid": str(uuid4()), "action": Action.IN, "scanned_at": at, "channel": Channel.CAMERA}
    return Presented(code=code, desk=desk, **(given | values))  # type: ignore[arg-type]


def scan(registration: Registration, *, at: object = NOW, **values: object) -> Answer:
    session = registration.event.sessions[0]
    return record_scan(session, presented(registration.tickets[0].code, at=at, **values), at=at)  # type: ignore[arg-type]


def logged() -> int:
    return db.session.scalar(select(func.count()).select_from(Scan)) or 0


def attendance(registration: Registration) -> Attendance:
    found = select(Attendance).where(Attendance.registration_id == registration.id)
    return db.session.scalars(found.execution_options(populate_existing=True)).one()


@pytest.fixture
def event(context: Flask) -> Event:
    return make.make_event()


@pytest.fixture
def dehen(event: Event) -> Registration:
    return make.make_registration(event, name="Dehen", affiliation="KIM Handep")


def test_ticket_is_admitted_with_its_holder(dehen: Registration) -> None:
    answer = scan(dehen)

    assert (answer.outcome, answer.reason, answer.first) == (Outcome.ADMITTED, "", None)
    assert answer.registration is not None
    assert (answer.registration.name, answer.registration.affiliation) == ("Dehen", "KIM Handep")
    assert "Dehen" in answer.message
    assert attendance(dehen).first_at == NOW


def test_second_scan_says_when_and_where_the_first_was(dehen: Registration) -> None:
    scan(dehen, desk="Pintu A")

    second = scan(dehen, desk="Pintu B", at=NOW + MINUTE)

    assert (second.outcome, second.first) == (Outcome.ALREADY, First(NOW, "Pintu A"))
    assert "09.00" in second.message and "Pintu A" in second.message
    assert logged() == 2


@pytest.mark.parametrize(
    "written",
    [
        "{code}",
        "{lower}",
        " {code}\n",
        "HTTP://GELAR.TEST/T/{code}",
        "http://gelar.test/t/{lower}",
        "https://kegiatan.example.go.id/T/{code}?x=1",
        "/T/{code}.svg",
        "{short}",
        "{short_lower}",
        "{bare}",
        " {spaced} ",
        "{long_dash}",
    ],
)
def test_code_may_be_written_in_many_ways(dehen: Registration, written: str) -> None:
    ticket = dehen.tickets[0]
    short = ticket.short_code
    text = written.format(
        code=ticket.code,
        lower=ticket.code.lower(),
        short=short,
        short_lower=short.lower(),
        bare=short.replace("-", ""),
        spaced=short.replace("-", " "),
        long_dash=short.replace("-", " – "),
    )

    answer = record_scan(dehen.event.sessions[0], presented(text), at=NOW)

    assert answer.outcome == Outcome.ADMITTED


@pytest.mark.parametrize(
    "junk",
    [
        "",
        "   ",
        "halo",
        "A" * 26,
        "A" * 40_000,
        "\x00",
        "\ud800",
        "💥",
        "https://example.org/",
        "KT-0000",
        "%",
        "ß" * 13,
    ],
)
def test_unknown_code_is_logged_and_names_nobody(dehen: Registration, junk: str) -> None:
    answer = record_scan(dehen.event.sessions[0], presented(junk), at=NOW)

    assert (answer.outcome, answer.registration, answer.first) == (Outcome.UNKNOWN, None, None)
    assert logged() == 1


def test_short_code_of_another_event_is_unknown(dehen: Registration) -> None:
    other = make.make_registration(make.make_event())

    answer = record_scan(dehen.event.sessions[0], presented(other.tickets[0].short_code), at=NOW)

    assert answer.outcome == Outcome.UNKNOWN


def test_ticket_of_another_event_names_that_event(dehen: Registration) -> None:
    other = make.make_registration(make.make_event(summary="Sarasehan KIM"), name="Rahasia")

    answer = record_scan(dehen.event.sessions[0], presented(other.tickets[0].code), at=NOW)

    assert (answer.outcome, answer.reason, answer.registration) == (Outcome.REFUSED, "other_event", None)
    assert "Sarasehan KIM" in answer.message and "Rahasia" not in answer.message


def test_confidential_event_is_not_named_at_another_desk(dehen: Registration) -> None:
    secret = make.make_event(summary="Mediasi Tanah", visibility=Visibility.CONFIDENTIAL)
    other = make.make_registration(secret)

    answer = record_scan(dehen.event.sessions[0], presented(other.tickets[0].code), at=NOW)

    assert answer.reason == "other_event" and "Mediasi" not in answer.message


@pytest.mark.parametrize("status", ["cancelled", "declined", "pending", "waiting"])
def test_registration_that_is_not_confirmed_is_refused_by_name(event: Event, status: str) -> None:
    registration = make.make_registration(event, name="Ruth", status=RegistrationStatus(status))

    answer = scan(registration)

    assert (answer.outcome, answer.reason) == (Outcome.REFUSED, status)
    assert "Ruth" in answer.message


def test_revoked_ticket_is_refused(dehen: Registration) -> None:
    dehen.tickets[0].revoked_at = NOW
    db.session.flush()

    assert scan(dehen).reason == "revoked"


@pytest.mark.parametrize("status", ["cancelled", "postponed"])
def test_event_that_does_not_take_place_admits_nobody(dehen: Registration, status: str) -> None:
    dehen.event.status = EventStatus(status)
    db.session.flush()

    answer = scan(dehen)

    assert (answer.outcome, answer.reason) == (Outcome.REFUSED, f"event_{status}")


def test_cancelled_session_admits_nobody(dehen: Registration) -> None:
    dehen.event.sessions[0].cancelled_at = NOW
    db.session.flush()

    assert scan(dehen).reason == "session_cancelled"


def test_online_ticket_at_the_desk_is_admitted_in_person(event: Event) -> None:
    registration = make.make_registration(event, mode=Mode.ONLINE)

    answer = scan(registration)

    assert answer.outcome == Outcome.ADMITTED
    assert answer.registration is not None and answer.registration.mode == Mode.ONLINE
    assert attendance(registration).mode == Mode.IN_PERSON


def test_who_joined_online_and_then_comes_is_admitted_once(event: Event) -> None:
    registration = make.make_registration(event, mode=Mode.ONLINE)

    joined = scan(registration, channel=Channel.JOIN, desk="")
    came = scan(registration, at=NOW + MINUTE)
    again = scan(registration, at=NOW + 2 * MINUTE)

    assert [joined.outcome, came.outcome, again.outcome] == ["admitted", "admitted", "already"]
    row = attendance(registration)
    assert (row.mode, row.first_at, row.standing_at) == (Mode.IN_PERSON, NOW, NOW + MINUTE)


def test_who_is_in_the_hall_and_joins_online_stays_in_person(dehen: Registration) -> None:
    scan(dehen)

    assert scan(dehen, channel=Channel.JOIN, desk="").outcome == Outcome.ALREADY
    assert attendance(dehen).mode == Mode.IN_PERSON


def test_after_going_out_the_next_in_is_admitted_again(dehen: Registration) -> None:
    scan(dehen)

    left = scan(dehen, action=Action.OUT, at=NOW + MINUTE)
    back = scan(dehen, at=NOW + 2 * MINUTE)

    assert (left.outcome, left.reason) == (Outcome.ADMITTED, "checked_out")
    assert back.outcome == Outcome.ADMITTED
    row = attendance(dehen)
    assert (row.first_at, row.standing_at, row.is_standing) == (NOW, NOW + 2 * MINUTE, True)


def test_nobody_leaves_who_is_not_in(dehen: Registration) -> None:
    assert scan(dehen, action=Action.OUT).reason == "not_in"

    scan(dehen)
    scan(dehen, action=Action.OUT)

    assert scan(dehen, action=Action.OUT).reason == "not_in"


def test_each_session_counts_for_itself(context: Flask) -> None:
    registration = make.make_registration(make.make_event(sessions=2))
    code = registration.tickets[0].code

    answers = [record_scan(day, presented(code), at=NOW) for day in registration.event.sessions]

    assert [answer.outcome for answer in answers] == ["admitted", "admitted"]


def test_same_uuid_returns_its_outcome_for_ever(dehen: Registration) -> None:
    uuid = str(uuid4())
    first = scan(dehen, uuid=uuid)
    scan(dehen, action=Action.OUT, at=NOW + MINUTE)

    assert scan(dehen, uuid=uuid, at=NOW + 2 * MINUTE) == first
    assert logged() == 2


def test_replayed_already_still_tells_of_the_same_first(dehen: Registration) -> None:
    scan(dehen)
    uuid = str(uuid4())
    second = scan(dehen, uuid=uuid, at=NOW + MINUTE)
    scan(dehen, action=Action.OUT, at=NOW + 2 * MINUTE)

    assert scan(dehen, uuid=uuid, at=NOW + 3 * MINUTE) == second


def test_uuid_with_another_code_is_refused_and_changes_nothing(event: Event, dehen: Registration) -> None:
    uuid = str(uuid4())
    scan(dehen, uuid=uuid)
    other = make.make_registration(event, name="Ruth")

    with pytest.raises(UuidReused):
        scan(other, uuid=uuid)

    assert logged() == 1
    assert db.session.scalar(select(func.count()).select_from(Attendance)) == 1


def test_claimed_time_counts_and_is_kept(dehen: Registration) -> None:
    scan(dehen, scanned_at=NOW - 30 * MINUTE)

    row = db.session.scalars(select(Scan)).one()
    assert (row.scanned_at, row.received_at) == (NOW - 30 * MINUTE, NOW)
    assert attendance(dehen).first_at == NOW - 30 * MINUTE


def test_claimed_time_in_the_future_counts_as_now(dehen: Registration) -> None:
    answer = scan(dehen, scanned_at=NOW + 30 * MINUTE)

    assert answer.reason == ""
    assert attendance(dehen).first_at == NOW


@pytest.mark.parametrize("days", [-366, 366])
def test_absurd_claimed_time_is_flagged_and_counted(dehen: Registration, days: int) -> None:
    claimed = NOW + timedelta(days=days)

    answer = scan(dehen, scanned_at=claimed)

    assert (answer.outcome, answer.reason) == (Outcome.ADMITTED, "clock_off")
    assert db.session.scalars(select(Scan)).one().scanned_at == claimed
    assert attendance(dehen).first_at == NOW


def test_late_batch_moves_the_first_arrival_back(dehen: Registration) -> None:
    scan(dehen, at=NOW + 60 * MINUTE, desk="Pintu B")
    scan(dehen, at=NOW + 70 * MINUTE, action=Action.OUT)

    scan(dehen, at=NOW + 80 * MINUTE, scanned_at=NOW, desk="Pintu A")

    row = attendance(dehen)
    assert (row.first_at, row.first_desk, row.last_at) == (NOW, "Pintu A", NOW + 70 * MINUTE)


def test_log_holds_no_code(dehen: Registration) -> None:
    scan(dehen)

    row = db.session.scalars(select(Scan)).one()
    assert len(row.code_hash) == 64 and dehen.tickets[0].code not in row.code_hash
