"""The operator's page, the rule of an event, and verdicts by hand: who may, what shows, and what follows."""

import re
from datetime import datetime, timedelta
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import selectinload

from tests.attendance.applying import make_attendance
from tests.attendance.pages import Stored
from tests.counting import count_queries, engine_of
from tests.factories import HOUR, make_event, make_organization, make_registration, make_user
from webapp import clock
from webapp.accounts.models import GrantRole
from webapp.attendance.models import Attendance, Channel, Registration
from webapp.attendance.reporting.gathering import report
from webapp.attendance.verdicts import beating, deciding, following, settling
from webapp.attendance.verdicts.models import AttendanceRule, Codes, Part, SessionCode, Weight
from webapp.attendance.verdicts.rules import Rule, Why
from webapp.attendance.verdicts.settling import settle
from webapp.attendance.verdicts.usual import usual_rule
from webapp.audit.models import AuditEntry
from webapp.database import db
from webapp.events.models import Event, Mode

BASE = "/manage/events/forum"
PAGE = f"{BASE}/online"
GIVEN = {
    "scan": "alone", "paper": "alone", "minutes": "alone", "minutes_percent": "70", "typing": "alone",
    "codes": "both", "report": "minutes", "watching": "alone",
}  # fmt: skip
MINUTE = timedelta(minutes=1)
SignIn = Any


class Running:
    """A webinar that began an hour ago and lasts three; Siti has been there for half an hour, Dehen came and went."""

    def __init__(self, *, sessions: int = 1) -> None:
        self.at = clock.now()
        office = make_organization()
        self.event = make_event(
            slug="forum",
            organization=office,
            start=self.at - HOUR,
            sessions=sessions,
            conference_url="https://meet.example.org/a",
        )
        self.session_id = self.event.sessions[0].id
        self.committee, self.desk = make_user(office).id, make_user(office, GrantRole.DESK).id
        self.siti, self.dehen = self.stay("Siti", -30, 0), self.stay("Dehen", -55, -50)

    def stay(self, name: str, first: int, last: int) -> int:
        one = make_registration(self.event, name=name, mode=Mode.ONLINE)
        for minute in range(first, last + 1):
            beating.beat(one.id, self.session_id, at=self.at + minute * MINUTE)
        return one.id


@pytest.fixture
def running(stored: Stored) -> Running:
    made: Running = stored(Running)
    return made


def the_event() -> Event:
    return db.session.scalars(select(Event).options(selectinload(Event.sessions))).one()


def settle_lately(at: datetime) -> list[int]:
    """What the job does; how many rows each event changed."""
    return [settling.settle(following.whole(event_id), at=at) for event_id in following.lately(at=at)]


def settled(app: Flask, at: datetime) -> dict[int, tuple[bool, str]]:
    """Judge as the job does; (present, why) by registration."""
    with app.test_request_context():
        settle_lately(at)
        db.session.commit()
        return {row.registration_id: (row.is_present, row.why) for row in db.session.scalars(select(Attendance))}


def test_the_operator_sees_who_is_inside_and_not_who_left(
    client: FlaskClient, sign_in: SignIn, running: Running
) -> None:
    page = sign_in(running.desk).get(PAGE).text

    assert "Siti" in page
    assert "Dehen" not in page
    assert "/events/forum/join" in page
    assert "https://meet.example.org/a" in page


def test_one_press_shows_the_code_in_its_window(app: Flask, sign_in: SignIn, running: Running) -> None:
    desk = sign_in(running.desk)

    pressed = desk.post(f"{PAGE}/codes", data={"part": "opening", "minutes": "10"})
    page = desk.get(PAGE).text

    with app.app_context():
        code = db.session.scalars(select(SessionCode)).one()
        acts = db.session.scalars(select(AuditEntry.act)).all()
    assert pressed.status_code == 303
    assert re.search(rf'class="giant-code"[^>]*>{code.code}<', page)
    assert code.closes_at - code.opens_at == 10 * MINUTE
    assert "code.opened" in acts
    assert "online.viewed" in acts


def test_the_closing_code_takes_the_screen_from_the_opening_one(app: Flask, sign_in: SignIn, running: Running) -> None:
    desk = sign_in(running.desk)
    for part in ("opening", "closing"):
        desk.post(f"{PAGE}/codes", data={"part": part, "minutes": "30"})

    open_now = {part for part, closes in _closings(app) if closes > clock.now()}
    desk.post(f"{PAGE}/codes/closing/end")

    assert open_now == {Part.CLOSING}
    assert not [closes for _part, closes in _closings(app) if closes > clock.now()]


def _closings(app: Flask) -> list[tuple[Part, datetime]]:
    with app.app_context():
        return [(code.part, code.closes_at) for code in db.session.scalars(select(SessionCode))]


@pytest.mark.parametrize("sent", [{"part": "middle", "minutes": "10"}, {"part": "opening", "minutes": "7"}, {}])
def test_a_window_nobody_offers_is_refused(app: Flask, sign_in: SignIn, running: Running, sent: dict[str, str]) -> None:
    answer = sign_in(running.desk).post(f"{PAGE}/codes", data={"part": "", "minutes": ""} | sent)

    assert answer.status_code == 422
    assert _closings(app) == []


def test_the_live_part_is_asked_for_again_and_is_empty_while_nothing_changed(
    app: Flask, sign_in: SignIn, running: Running
) -> None:
    desk = sign_in(running.desk)
    first = desk.get(f"{PAGE}/state")
    again = desk.get(f"{PAGE}/state", headers={"If-None-Match": first.headers["ETag"]})
    with app.app_context():
        beating.beat(running.dehen, running.session_id, at=clock.now())
        db.session.commit()
    changed = desk.get(f"{PAGE}/state", headers={"If-None-Match": first.headers["ETag"]})

    assert (first.status_code, again.status_code, again.data) == (200, 304, b"")
    assert changed.status_code == 200
    assert "Dehen" in changed.text
    assert "<html" not in changed.text


def test_looking_costs_the_same_for_one_and_for_many(app: Flask, sign_in: SignIn, running: Running) -> None:
    desk = sign_in(running.desk)
    counts = []
    for _round in range(2):
        with count_queries(engine_of(app)) as counted:
            desk.get(f"{PAGE}/state")
        counts.append(len(counted))
        with app.test_request_context():
            event = db.session.scalars(select(Event).options(selectinload(Event.seats))).one()
            for name in ("Andi", "Budi"):
                one = make_registration(event, name=name, mode=Mode.ONLINE)
                beating.beat(one.id, running.session_id, at=clock.now())
            db.session.commit()

    assert counts[0] == counts[1] <= 12


def test_a_stranger_finds_nothing_and_a_desk_decides_nothing(
    client: FlaskClient, stored: Stored, sign_in: SignIn, running: Running
) -> None:
    stranger = sign_in(stored(lambda: make_user(make_organization())).id)
    verdict = f"{BASE}/participants/{running.siti}/verdicts/{running.session_id}"
    for path in (PAGE, f"{PAGE}/state", f"{PAGE}/rule", f"{PAGE}/review"):
        assert stranger.get(path).status_code == 404

    desk = sign_in(running.desk)
    assert desk.get(f"{PAGE}/rule").status_code == 404
    assert desk.post(f"{PAGE}/rule", data=GIVEN).status_code == 404
    assert desk.post(verdict, data={"is_present": "yes", "reason": "x"}).status_code == 404


def test_a_rule_is_saved_and_judges_at_once(app: Flask, sign_in: SignIn, running: Running) -> None:
    given = GIVEN | {"minutes": "needed", "typing": "alone", "report": "needed", "late_after": "15"}

    committee = sign_in(running.committee)
    answer = committee.post(f"{PAGE}/rule", data=given, follow_redirects=True)

    assert "Ketentuan tersimpan." in answer.text
    assert "70 persen" in answer.text
    with app.app_context():
        rule = db.session.scalars(select(AttendanceRule)).one()
    assert (rule.minutes_percent, rule.codes, rule.late_after) == (70, Codes.BOTH, 15)
    assert (rule.minutes, rule.typing, rule.report) == (Weight.NEEDED, Weight.ALONE, Weight.NEEDED)


def test_the_operator_reads_the_rule_as_it_is(app: Flask, sign_in: SignIn, running: Running) -> None:
    client = sign_in(running.committee)
    before = client.get(PAGE).text

    client.post(f"{PAGE}/rule", data=GIVEN | {"scan": "needed", "paper": "needed"})

    assert "menunjukkan tiket di tempat atau menandatangani daftar hadir kertas" in before
    assert "menunjukkan tiket di tempat dan menandatangani daftar hadir kertas" in client.get(PAGE).text


def test_the_usual_rule_of_a_kind_is_only_proposed(app: Flask, sign_in: SignIn, running: Running) -> None:
    page = sign_in(running.committee).get(f"{PAGE}/rule?usual=1").text

    assert 'value="70"' in page
    assert usual_rule("webinar").minutes_percent == 70
    with app.app_context():
        assert db.session.scalar(select(AttendanceRule)) is None


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"minutes_percent": "101"}, "antara 0 dan 100"),
        ({"minutes_percent": "banyak"}, "angka saja"),
        ({"codes": "three"}, ""),
        ({"scan": ""}, ""),
        ({"report": "perhaps"}, ""),
        ({"minutes_percent": ""}, "Isi berapa persen"),
        ({"late_after": "-1"}, "antara 0 dan 240"),
        ({"sessions_percent": "9999999999"}, ""),
    ],
)
def test_a_rule_that_makes_no_sense_is_refused_with_its_values(
    app: Flask, sign_in: SignIn, running: Running, wrong: dict[str, str], said: str
) -> None:
    given = GIVEN | {"late_after": "33"} | wrong

    answer = sign_in(running.committee).post(f"{PAGE}/rule", data=given)

    assert answer.status_code == 422
    assert said in answer.text
    assert "late_after" in wrong or 'value="33"' in answer.text
    with app.app_context():
        assert db.session.scalar(select(AttendanceRule)) is None


def test_whoever_entered_counts_while_it_runs_and_is_judged_when_it_is_over(app: Flask, running: Running) -> None:
    with app.test_request_context():
        deciding.set_rule(the_event(), Rule(minutes_percent=10), at=running.at)
        db.session.commit()

    during, after = settled(app, running.at), settled(app, running.at + 2 * HOUR)

    assert during == {running.siti: (True, Why.JOINED), running.dehen: (True, Why.JOINED)}
    assert after == {running.siti: (True, Why.MINUTES), running.dehen: (False, Why.TOO_SHORT)}


def test_the_job_leaves_alone_what_has_no_evidence_and_what_is_long_over(app: Flask, running: Running) -> None:
    with app.test_request_context():
        make_event(slug="lain", start=running.at)
        db.session.commit()
        now, later = settle_lately(running.at), settle_lately(running.at + timedelta(days=4))
        (judged,) = following.lately(at=running.at)
        is_settled = settling.is_settled(following.whole(judged), at=running.at)

    assert now == [2]
    assert later == []
    assert is_settled


def test_a_decision_by_hand_is_in_every_report_with_its_reason(app: Flask, sign_in: SignIn, running: Running) -> None:
    committee, person = sign_in(running.committee), f"{BASE}/participants/{running.dehen}"
    verdict = f"{person}/verdicts/{running.session_id}"
    settled(app, running.at)

    decided = committee.post(verdict, data={"is_present": "no", "reason": "Hanya titip nama"}, follow_redirects=True)

    assert "Diputuskan panitia: Hanya titip nama" in decided.text
    assert "Hanya titip nama" in committee.get(f"{BASE}/attendance").text
    assert "Hanya titip nama" in committee.get(f"{BASE}/attendance.csv").text
    assert _present(app) == ["Siti"]
    committee.post(f"{verdict}/return")
    assert _present(app) == ["Dehen", "Siti"]


def _present(app: Flask) -> list[str]:
    with app.test_request_context():
        return [one.name for one in report(_whole()).everyone()]


def _whole() -> Event:
    return the_event()


def test_a_decision_without_a_reason_changes_nothing(app: Flask, sign_in: SignIn, running: Running) -> None:
    verdict = f"{BASE}/participants/{running.siti}/verdicts/{running.session_id}"
    settled(app, running.at)

    committee = sign_in(running.committee)
    answer = committee.post(verdict, data={"is_present": "no", "reason": " "}, follow_redirects=True)
    broken = committee.post(verdict, data={"is_present": "perhaps", "reason": "x"})

    assert "Tulis alasannya" in answer.text
    assert broken.status_code == 400
    assert _present(app) == ["Dehen", "Siti"]


def test_what_is_odd_stands_in_one_list_until_somebody_has_decided(
    app: Flask, sign_in: SignIn, running: Running
) -> None:
    with app.test_request_context():
        siti = db.session.get_one(Registration, running.siti)
        hall = make_attendance(siti, mode=Mode.IN_PERSON, session_id=running.session_id)
        hall.channel = Channel.CAMERA
        deciding.set_rule(the_event(), Rule(minutes_percent=10), at=running.at)
        db.session.commit()
    settled(app, running.at + 2 * HOUR)
    committee, verdict = (
        sign_in(running.committee),
        f"{BASE}/participants/{running.dehen}/verdicts/{running.session_id}",
    )

    told, before = committee.get(PAGE).text, committee.get(f"{PAGE}/review").text
    decided = committee.post(verdict, data={"is_present": "yes", "reason": "Diperiksa panitia", "list": "1"})
    after = committee.get(f"{PAGE}/review").text

    assert "2 kehadiran perlu diperiksa" in told
    assert "Belum terhitung: 5 dari 180 menit" in before
    assert "Ada di aula dan daring pada sesi yang sama" in before
    assert decided.headers["Location"].endswith("/online/review")
    assert "Dehen" not in after
    assert "Siti" in after


def test_a_training_counts_its_sessions(app: Flask, stored: Stored, sign_in: SignIn) -> None:
    training = stored(lambda: Running(sessions=2))
    with app.test_request_context():
        event = the_event()
        deciding.set_rule(event, Rule(sessions_percent=80), at=training.at)
        settle(event, at=training.at)
        db.session.commit()

    page = sign_in(training.committee).get(f"{BASE}/attendance").text

    assert "Hadir pada 1 dari 2 sesi" in page
    assert "belum tuntas" in page


def test_registrations_are_left_as_they_were(app: Flask, running: Running) -> None:
    settled(app, running.at)

    with app.app_context():
        assert {one.mode for one in db.session.scalars(select(Registration))} == {Mode.ONLINE}
