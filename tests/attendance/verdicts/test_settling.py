"""From evidence to the rows that reports read: heartbeats, codes, rules and overrides, on both databases."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from flask import Flask
from sqlalchemy import select, text

from tests.attendance.applying import make_attendance
from tests.counting import count_queries
from tests.factories import START, make_event, make_registration, make_user
from webapp import migrating
from webapp.attendance.models import Action, Attendance, Channel, Outcome, Registration, RegistrationStatus, Scan
from webapp.attendance.reporting.gathering import report
from webapp.attendance.verdicts import beating, deciding, telling_codes
from webapp.attendance.verdicts.models import Codes, Part, PresenceInterval, Source, Weight
from webapp.attendance.verdicts.rules import Rule, Why
from webapp.attendance.verdicts.settling import rule_of, settle
from webapp.database import db
from webapp.errors import Refused
from webapp.events.models import Event, Mode

HOURS_LATER = START + timedelta(hours=5)


@pytest.fixture
def event(context: Flask) -> Event:
    return make_event(slug="forum")


def somebody(event: Event, name: str = "Siti", **values: object) -> Registration:
    return make_registration(event, name=name, mode=Mode.ONLINE, **values)


def stay(registration: Registration, event: Event, *minutes: float, every: float = 0.5) -> None:
    """Beat from the first minute to the last, as the page does."""
    first, last = minutes
    for step in range(int((last - first) / every) + 1):
        beating.beat(registration.id, event.sessions[0].id, at=START + timedelta(minutes=first + step * every))


def spans(registration: Registration) -> list[tuple[float, float]]:
    rows = db.session.scalars(
        select(PresenceInterval)
        .where(PresenceInterval.registration_id == registration.id)
        .order_by(PresenceInterval.started_at)
        .execution_options(populate_existing=True)
    )
    return [tuple((at - START).total_seconds() / 60 for at in (row.started_at, row.ended_at)) for row in rows]  # type: ignore[misc]


def row_of(registration: Registration) -> Attendance:
    return db.session.scalars(
        select(Attendance)
        .where(Attendance.registration_id == registration.id)
        .execution_options(populate_existing=True)
    ).one()


def test_beats_become_one_interval(event: Event) -> None:
    siti = somebody(event)

    stay(siti, event, 0, 10)

    assert spans(siti) == [(0, 10)]


def test_three_tabs_for_ten_minutes_are_ten_minutes(event: Event) -> None:
    siti = somebody(event)

    for offset in (0, 0.1, 0.3):
        stay(siti, event, offset, 10 + offset)
    settle(event, at=HOURS_LATER)

    assert row_of(siti).minutes == 10


def test_leaving_and_coming_back_adds_up(event: Event) -> None:
    siti = somebody(event)

    stay(siti, event, 0, 10)
    stay(siti, event, 20, 35)
    settle(event, at=HOURS_LATER)

    assert spans(siti) == [(0, 10), (20, 35)]
    assert row_of(siti).minutes == 25


def test_a_beat_that_comes_late_or_twice_changes_nothing(event: Event) -> None:
    siti = somebody(event)
    stay(siti, event, 0, 10)

    beating.beat(siti.id, event.sessions[0].id, at=START + timedelta(minutes=9))
    beating.beat(siti.id, event.sessions[0].id, at=START + timedelta(minutes=10))

    assert spans(siti) == [(0, 10)]


def test_one_lost_beat_costs_nothing(event: Event) -> None:
    siti = somebody(event)

    for minute in (0, 0.5, 1.5, 2):
        beating.beat(siti.id, event.sessions[0].id, at=START + timedelta(minutes=minute))

    assert spans(siti) == [(0, 2)]


def test_a_beat_is_one_statement(event: Event) -> None:
    siti = somebody(event)
    db.session.flush()

    with count_queries(db.engine) as counted:
        stay(siti, event, 0, 1, every=1)

    assert len(counted) == 2


@pytest.mark.parametrize(
    ("minutes", "counts"),
    [(-31, False), (-29, True), (90, True), (179, True), (180, False)],
)
def test_beats_count_from_the_opening_of_the_door_to_the_end(event: Event, minutes: int, counts: bool) -> None:
    siti = somebody(event)

    found = beating.session_beaten(siti.ref, at=START + timedelta(minutes=minutes))

    assert (found is not None) is counts


def test_only_a_confirmed_place_beats(event: Event) -> None:
    waiting = somebody(event, status=RegistrationStatus.WAITING)

    assert beating.session_beaten(waiting.ref, at=START) is None
    assert beating.session_beaten("nobody", at=START) is None


def test_evidence_without_a_scan_is_an_attendance_by_itself(event: Event) -> None:
    siti = somebody(event)
    stay(siti, event, 5, 65)

    settle(event, at=HOURS_LATER)

    row = row_of(siti)
    assert (row.channel, row.mode, row.is_present, row.why) == (Channel.PAGE, Mode.ONLINE, True, Why.JOINED)
    assert (row.first_at, row.last_at) == (START + timedelta(minutes=5), START + timedelta(minutes=65))
    assert [one.name for one in report(event).everyone()] == ["Siti"]


def test_a_stricter_rule_takes_the_short_stay_out_of_the_report(event: Event) -> None:
    long, short = somebody(event, "Lama"), somebody(event, "Sebentar")
    stay(long, event, 0, 126, every=1)
    stay(short, event, 0, 30, every=1)
    settle(event, at=HOURS_LATER)

    changed = deciding.set_rule(event, Rule(minutes_percent=70), at=HOURS_LATER)

    assert changed == 2
    assert [one.name for one in report(event).everyone()] == ["Lama"]
    assert row_of(short).why == Why.TOO_SHORT
    assert deciding.set_rule(event, Rule(), at=HOURS_LATER) == 2
    assert len(report(event).everyone()) == 2


def test_a_rule_that_needs_a_scan_and_a_signature_finds_both_in_the_log(event: Event) -> None:
    both, scanned, signed, undone = (make_registration(event, name=name) for name in ("Ani", "Budi", "Citra", "Dewi"))
    for one, channels in (
        (both, (Channel.CAMERA, Channel.PAPER)),
        (scanned, (Channel.CAMERA,)),
        (signed, (Channel.PAPER,)),
        (undone, (Channel.CAMERA, Channel.PAPER)),
    ):
        make_attendance(one, channel=channels[0], mode=Mode.IN_PERSON)
        scans = [make_scan(one, channel) for channel in channels]
    db.session.flush()
    make_scan(undone, Channel.PAPER, action=Action.UNDO, undoes_id=scans[1].id)

    deciding.set_rule(event, Rule(scan=Weight.NEEDED, paper=Weight.NEEDED), at=HOURS_LATER)

    stored = [row_of(one).why for one in (both, scanned, signed, undone)]
    assert stored == ["together:scan+paper", "missing:paper", "missing:scan", "missing:paper"]
    deciding.set_rule(event, Rule(scan=Weight.IGNORED), at=HOURS_LATER)
    assert [row_of(one).is_present for one in (both, scanned, signed, undone)] == [True, False, True, False]


def make_scan(registration: Registration, channel: Channel, **values: Any) -> Scan:
    row = Scan(
        uuid=str(uuid4()),
        session_id=registration.event.sessions[0].id,
        registration_id=registration.id,
        code_hash="",
        channel=channel,
        scanned_at=START,
        received_at=START,
        outcome=Outcome.ALREADY if channel is Channel.PAPER else Outcome.ADMITTED,
        **{"action": Action.IN} | values,
    )
    db.session.add(row)
    return row


def test_rules_of_before_mean_what_they_meant(context: Flask) -> None:
    events = [make_event(slug=slug).id for slug in ("any", "all", "strict")]
    db.session.commit()
    migrating.downgrade(db.engine, "rule_parts-1")
    columns = "event_id, minutes_percent, codes, needs_all, late_after, takes_paper, takes_watching"
    for event_id, values in zip(
        events,
        ("70, 'both', false, 0, true, true", "80, 'both', true, 0, true, true", "0, 'none', false, 0, false, false"),
        strict=True,
    ):
        db.session.execute(text(f"INSERT INTO attendance_rules ({columns}) VALUES ({event_id}, {values})"))
    db.session.commit()

    migrating.upgrade(db.engine)

    rules = [rule_of(db.session.get_one(Event, event_id)) for event_id in events]
    assert rules == [
        Rule(70, Codes.BOTH),
        Rule(80, Codes.BOTH, minutes=Weight.NEEDED, typing=Weight.NEEDED),
        Rule(paper=Weight.IGNORED, watching=Weight.IGNORED),
    ]


def test_settling_twice_writes_once(event: Event) -> None:
    stay(somebody(event), event, 0, 30)

    assert (settle(event, at=HOURS_LATER), settle(event, at=HOURS_LATER)) == (1, 0)


def test_settling_costs_the_same_for_one_and_for_many(event: Event) -> None:
    counts = []
    for _round in range(2):
        stay(somebody(event), event, 0, 1)
        db.session.flush()
        with count_queries(db.engine) as counted:
            settle(event, at=HOURS_LATER)
        counts.append(len(counted))

    assert counts[0] == counts[1] <= 8


def test_an_open_end_is_where_the_last_evidence_ends(event: Event) -> None:
    event.sessions[0].dtend = None
    long, short = somebody(event, "Lama"), somebody(event, "Sebentar")
    stay(long, event, 0, 100, every=1)
    stay(short, event, 0, 60, every=1)

    deciding.set_rule(event, Rule(minutes_percent=70), at=HOURS_LATER)

    assert (row_of(long).is_present, row_of(short).is_present) == (True, False)


def test_an_override_stands_above_the_rule_and_can_be_withdrawn(event: Event) -> None:
    siti, user = somebody(event), make_user()
    stay(siti, event, 0, 5)
    deciding.set_rule(event, Rule(minutes_percent=70), at=HOURS_LATER)

    deciding.override(
        event, siti, event.sessions[0].id, is_present=True, reason="Laporan Zoom", by=user.id, at=HOURS_LATER
    )
    overridden = row_of(siti).is_present, row_of(siti).why
    deciding.withdraw_override(event, siti.id, event.sessions[0].id, at=HOURS_LATER)

    assert overridden == (True, Why.OVERRIDDEN)
    assert (row_of(siti).is_present, row_of(siti).why) == (False, Why.TOO_SHORT)


def test_an_override_needs_a_reason_and_this_events_session(event: Event) -> None:
    siti, user, other = somebody(event), make_user(), make_event()
    session = event.sessions[0].id

    with pytest.raises(Refused, match="alasannya"):
        deciding.override(event, siti, session, is_present=True, reason="  ", by=user.id, at=HOURS_LATER)
    with pytest.raises(Refused, match="bukan bagian"):
        deciding.override(event, siti, other.sessions[0].id, is_present=True, reason="x", by=user.id, at=HOURS_LATER)


def test_a_code_counts_once_in_its_window(event: Event) -> None:
    siti, session = somebody(event), event.sessions[0]
    code = telling_codes.open_code(event, session, Part.OPENING, lasts=timedelta(minutes=10), at=START)

    for minute in (1, 2):
        part = telling_codes.claim(
            siti, event, f" {code.code[:2]} {code.code[2:]} ", at=START + timedelta(minutes=minute)
        )
        assert part is Part.OPENING
    deciding.set_rule(event, Rule(codes=Codes.ONE), at=HOURS_LATER)

    row = row_of(siti)
    assert (row.is_present, row.why, row.channel) == (True, Why.CODES, Channel.CODE)
    assert row.first_at == START + timedelta(minutes=1)


def test_a_wrong_code_and_a_late_one_say_so(event: Event) -> None:
    siti = somebody(event)
    code = telling_codes.open_code(event, event.sessions[0], Part.OPENING, lasts=timedelta(minutes=10), at=START).code

    for typed, minute, reason in ((code, 10, "late"), (code, -1, "late"), ("", 1, "code"), ("٠" * 5, 1, "code")):
        with pytest.raises(Refused) as refusal:
            telling_codes.claim(siti, event, typed, at=START + timedelta(minutes=minute))
        assert refusal.value.reason == reason


def test_opening_again_keeps_the_code(event: Event) -> None:
    session = event.sessions[0]
    first = telling_codes.open_code(event, session, Part.CLOSING, lasts=timedelta(minutes=2), at=START).code
    telling_codes.close_code(session, Part.CLOSING, at=START + timedelta(minutes=1))
    was_open = telling_codes.is_open(event, at=START + timedelta(minutes=1))

    again = telling_codes.open_code(
        event, session, Part.CLOSING, lasts=timedelta(minutes=5), at=START + timedelta(minutes=30)
    )

    assert (again.code, was_open) == (first, False)
    assert telling_codes.is_open(event, at=START + timedelta(minutes=31))


def test_an_interval_of_a_report_and_of_the_page_are_a_union(event: Event) -> None:
    siti = somebody(event)
    stay(siti, event, 0, 60, every=1)
    db.session.add(
        PresenceInterval(
            session_id=event.sessions[0].id, registration_id=siti.id, source=Source.REPORT,
            started_at=START + timedelta(minutes=30), ended_at=START + timedelta(minutes=90),
        )
    )  # fmt: skip

    settle(event, at=HOURS_LATER)

    assert (row_of(siti).minutes, row_of(siti).channel) == (90, Channel.REPORT)
