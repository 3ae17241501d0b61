"""The demo tells the story it promises, and leaves nothing behind."""

import json
from collections import Counter
from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient, FlaskCliRunner
from sqlalchemy import func, select
from sqlalchemy.orm import selectinload

from tests.demo.conftest import AT
from tests.factories import make_event, make_organization, make_user
from webapp.accounts.models import User
from webapp.attendance.attesting import watching
from webapp.attendance.models import Outcome, Person, Registration, RegistrationStatus, Scan, Ticket
from webapp.attendance.reporting.gathering import report
from webapp.attendance.rooms.models import RoomServer, Server
from webapp.audit.models import AuditEntry
from webapp.cli import commands
from webapp.database import Base, db
from webapp.demo import bulk, loading, removing
from webapp.directory.models import Organization
from webapp.events.models import Event, EventRevision, EventStatus, Mode, Visibility
from webapp.events.timing import Phase, phase


@pytest.fixture
def demo(context: Flask) -> Flask:
    """The demo, in a context that may write."""
    return context


def event_like(words: str) -> Event:
    query = select(Event).where(Event.summary.contains(words))
    return db.session.scalars(query.options(selectinload(Event.seats), selectinload(Event.sessions))).one()


def test_one_hybrid_webinar_runs_now(demo: Flask) -> None:
    event = event_like("Langkah Awal Forum")
    found = report(event)

    confirmed = {row.mode: row.taken for row in event.seats}
    assert (phase(event, at=AT), confirmed) == (Phase.RUNNING, {Mode.IN_PERSON: 60, Mode.ONLINE: 36})
    assert (len(found.present(Mode.IN_PERSON)), len(found.present(Mode.ONLINE))) == (41, 31)
    assert (found.waiting, len(found.outside_quota()), found.regencies) == (4, 2, 9)


def test_one_screen_is_approved_and_one_waits_for_the_committee(demo: Flask) -> None:
    event = event_like("Langkah Awal Forum")
    parties = db.session.execute(watching.parties(event.id)).all()

    told = [(party.approved_at is not None, count) for party, count in parties]
    assert told == [(False, 4), (True, 3)]
    assert all(AT - timedelta(hours=1) < party.declared_at < AT for party, _count in parties)


def test_no_sample_server_is_one_that_would_be_asked(demo: Flask) -> None:
    servers = db.session.scalars(select(RoomServer)).all()

    assert [(one.kind, one.address) for one in servers] == [(Server.ZOOM, "")]


def test_its_log_holds_a_ticket_shown_twice_at_another_door(demo: Flask) -> None:
    event = event_like("Langkah Awal Forum")
    scans = db.session.scalars(select(Scan).where(Scan.session_id == event.sessions[0].id)).all()

    (again,) = [scan for scan in scans if scan.outcome == Outcome.ALREADY]
    assert {scan.desk for scan in scans if scan.desk} == {"Pintu A", "Pintu B"}
    assert again.first_at is not None


def test_most_came_in_the_half_hour_around_the_start(demo: Flask) -> None:
    event = event_like("Langkah Awal Forum")
    moments = [one.first_at for one in report(event).everyone() if one.first_at]

    early = [moment for moment in moments if abs(moment - event.dtstart) <= timedelta(minutes=30)]
    assert len(early) > 0.8 * len(moments)
    assert max(moments) <= AT


def test_people_are_varied_on_purpose(demo: Flask) -> None:
    event = event_like("Langkah Awal Forum")
    registrations = db.session.execute(
        select(Person.name, Person.phone, Registration.gender, Registration.represents)
        .join(Registration, Registration.person_id == Person.id)
        .where(Registration.event_id == event.id)
    ).all()
    names = [row.name for row in registrations]
    sexes = Counter(row.gender for row in registrations)

    assert any(" " not in name for name in names)
    assert any(name.startswith("Hj. ") for name in names)
    assert any(", S." in name for name in names)
    assert [name for name, count in Counter(names).items() if count > 1]
    assert 0.40 < sexes["L"] / (sexes["L"] + sexes["P"]) < 0.52
    assert any(row.represents for row in registrations)


def test_one_is_full_one_moved_one_cancelled_one_done_one_a_draft(demo: Flask) -> None:
    full = {row.mode: row.free for row in event_like("Petani dan Nelayan").seats}
    kinds = {revision.kind: revision.event_id for revision in db.session.scalars(select(EventRevision).order_by("id"))}
    drafts = db.session.scalars(select(Event).where(Event.status == EventStatus.DRAFT)).all()

    assert full[Mode.IN_PERSON] == 0 < full[Mode.ONLINE]
    assert kinds["rescheduled"] == event_like("Merawat Bahasa").id
    assert kinds["cancelled"] == event_like("Keterbukaan Informasi").id
    assert phase(event_like("Berita Warga"), at=AT) is Phase.DONE
    assert len(drafts) == 1


def test_only_the_webinar_of_2022_is_real_and_has_no_invented_figures(demo: Flask) -> None:
    real = db.session.scalars(select(Event).where(~Event.is_sample).options(selectinload(Event.sessions))).one()

    registered = db.session.scalar(select(func.count()).where(Registration.event_id == real.id))
    assert (real.slug, real.dtstart.date().isoformat(), registered) == ("mekanisme-forum-kim-2022", "2022-03-10", 0)


def test_confidential_samples_are_seen_by_nobody(demo: Flask) -> None:
    kinds = db.session.scalars(select(Event.kind).where(Event.visibility == Visibility.CONFIDENTIAL)).all()

    assert set(kinds) == {"mediasi", "konsultasi"}


def test_no_sample_lies_on_a_sunday(demo: Flask) -> None:
    coming = db.session.scalars(select(Event.dtstart).where(Event.dtstart > AT + timedelta(days=2))).all()

    assert all((moment + timedelta(hours=7)).weekday() != 6 for moment in coming)


def test_loading_twice_changes_nothing(demo: Flask) -> None:
    before = db.session.scalar(select(func.count()).select_from(Registration))

    loading.load(at=AT + timedelta(days=3))

    assert db.session.scalar(select(func.count()).select_from(Registration)) == before


def test_a_day_later_fresh_dates_are_offered_and_taken(demo: Flask) -> None:
    later = AT + timedelta(days=2)

    offered = (loading.is_stale(at=AT), loading.is_stale(at=later))
    loading.refresh(at=later)

    assert offered == (False, True)
    assert phase(event_like("Langkah Awal Forum"), at=later) is Phase.RUNNING
    assert not loading.is_stale(at=later)


def test_removing_leaves_a_clean_installation(demo: Flask) -> None:
    bulk.load_sample(3, events=2, at=AT)

    removing.remove_samples(at=AT)
    db.session.commit()

    kept = {"regions", "calendar_state", "audit_entries"}  # nobody deletes from the log, and it names nobody here
    left = {
        table.name: count
        for table in Base.metadata.sorted_tables
        if table.name not in kept and (count := db.session.scalar(select(func.count()).select_from(table)))
    }
    assert left == {}


def test_nobody_who_comes_later_is_taken_for_the_demo_in_the_log(demo: Flask) -> None:
    columns = (User.id, Organization.id, Event.id)
    last = [db.session.scalar(select(func.max(column))) or 0 for column in columns]

    removing.remove_samples(at=AT)
    event = make_event(organization=make_organization())
    made = [make_user().id, event.organization_id, event.id]

    assert all(number > old for number, old in zip(made, last, strict=True)), (made, last)
    assert min(last) > 0


def test_one_click_signs_in(app: Flask, client: FlaskClient) -> None:
    answer = client.post("/demo/sign-in/admin")

    assert answer.headers["Location"] == "/manage"
    assert client.get("/manage").status_code == 200
    assert client.post("/demo/sign-in/root").status_code == 404
    assert client.post("/demo/sign-in/committee").status_code == 404  # a role, but nobody's in the demo


def test_the_click_opens_nothing_once_the_demo_is_gone(app: Flask, client: FlaskClient) -> None:
    with app.app_context():
        removing.remove_samples(at=AT)
        db.session.commit()

    assert client.post("/demo/sign-in/admin").status_code == 404
    assert client.post("/demo/refresh").status_code == 404


def test_bulk_samples_are_counted_and_their_codes_admit(context: Flask) -> None:
    loaded = bulk.load_sample(25, in_person=30, online=7, events=3, at=AT)

    event = db.session.scalars(select(Event).where(Event.slug == loaded.event).options(selectinload(Event.seats))).one()
    assert {row.mode: (row.capacity, row.taken) for row in event.seats} == {
        Mode.IN_PERSON: (30, 25),
        Mode.ONLINE: (7, 0),
    }
    assert len(set(loaded.codes)) == 25
    assert db.session.scalar(select(func.count()).where(Ticket.code.in_(loaded.codes))) == 25
    assert db.session.scalar(select(func.count()).where(Event.slug.startswith("pengukuran-"))) == 4
    ours = select(func.count()).where(Registration.event_id == event.id)
    assert db.session.scalar(ours.where(Registration.status == RegistrationStatus.CONFIRMED)) == 25


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_load_sample_ends_with_one_object(
    app: Flask, runner: FlaskCliRunner, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("webapp.cli.samples.application", lambda: app)
    codes = tmp_path / "codes.txt"

    result = runner.invoke(commands, ["load-sample", "--registrations", "4", "--codes-out", str(codes)])

    told = json.loads(result.output.splitlines()[-1])
    assert set(told) == {"event", "session", "desk_token", "api_token"}
    assert len(codes.read_text().split()) == 4
    with app.app_context():
        assert not db.session.scalar(select(func.count()).where(~Organization.is_sample))


def test_its_audit_log_tells_what_the_committee_did(demo: Flask) -> None:
    entries = db.session.scalars(select(AuditEntry).order_by(AuditEntry.id)).all()
    acts = Counter(one.act for one in entries)
    moments = [one.at for one in entries]
    published = select(func.count()).where(Event.published_at.is_not(None), Event.is_sample)

    assert moments == sorted(moments)
    assert moments[-1] <= AT
    assert acts["event.published"] == db.session.scalar(published)
    assert {"event.drafted", "event.cancelled", "event.revised", "desk.opened", "roster.fetched"} <= set(acts)
    assert {"certificates.issued", "report.confirmed", "participants.viewed", "privacy.answered"} <= set(acts)
    assert (acts["watching.declared"], acts["watching.decided"]) == (2, 1)
    assert len(entries) < 200
