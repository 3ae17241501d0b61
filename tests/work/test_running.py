"""Long work is asked for once, done once, told truly, and fetched only by whom it belongs to."""

import threading
from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from tests.factories import make_organization, make_user
from webapp import database
from webapp.accounts.models import Grant, GrantRole
from webapp.clock import now
from webapp.database import db
from webapp.errors import Refused
from webapp.work import asking, running, shelf
from webapp.work.models import Job, JobState
from webapp.work.running import LEASE, Handler, Result, Task


@pytest.fixture(autouse=True)
def kinds() -> Iterator[None]:
    """Handlers of the tests: one that makes a file, one that refuses, one that breaks."""

    def count(task: Task) -> Result:
        for n in range(1, 4):
            task.progress(n, 3)
        return Result("Tiga berkas.", "tiga.txt", "text/plain", b"satu dua tiga")

    def refuse(task: Task) -> Result:
        raise Refused("Belum ada yang dapat dibuat.")

    def break_down(task: Task) -> Result:
        raise ZeroDivisionError

    running.handlers |= {"count": Handler(count), "refuse": Handler(refuse), "break": Handler(break_down)}
    yield
    for kind in ("count", "refuse", "break"):
        del running.handlers[kind]


def asked(kind: str = "count", **arguments: int) -> Job:
    office = make_organization()
    user = make_user(office)
    return asked_by(user.id, office.id, kind, **arguments)


def asked_by(owner_id: int, organization_id: int, kind: str = "count", **arguments: int) -> Job:
    order = asking.Order(
        kind=kind, title="Sertifikat", organization_id=organization_id, arguments=arguments, back="/manage"
    )
    job = asking.ask(order, owner_id=owner_id, at=now())
    db.session.commit()
    return job


def fresh(job: Job) -> Job:
    db.session.refresh(job)
    return job


def test_what_was_asked_for_is_done_and_lies_ready(context: Flask) -> None:
    job = asked()

    assert running.run_due() == 1

    done = fresh(job)
    assert (done.state, done.done, done.total, done.sentence) == (JobState.DONE, 3, 3, "Tiga berkas.")
    assert shelf.path_of(job.ref).read_bytes() == b"satu dua tiga"
    assert done.size == 13


def test_the_same_thing_asked_for_twice_is_one_piece_of_work(context: Flask) -> None:
    first = asked(event=1)
    same = asked_by(first.owner_id, first.organization_id or 0, event=1)
    other = asked_by(first.owner_id, first.organization_id or 0, event=2)

    assert (same.id == first.id, other.id == first.id) == (True, False)


def test_a_refusal_is_told_as_it_is_and_a_fault_is_not(context: Flask) -> None:
    refused, broken = asked("refuse"), asked("break")

    running.run_due()

    assert fresh(refused).sentence == "Belum ada yang dapat dibuat."
    assert (fresh(broken).state, "ZeroDivision" in broken.sentence) == (JobState.FAILED, False)


def test_whoever_lost_the_role_gets_nothing_done(context: Flask) -> None:
    job = asked()
    db.session.delete(db.session.scalars(select(Grant).where(Grant.user_id == job.owner_id)).one())
    db.session.commit()

    running.run_due()

    assert (fresh(job).state, shelf.path_of(job.ref).exists()) == (JobState.FAILED, False)


def test_work_of_a_worker_that_died_is_begun_anew_after_its_lease(context: Flask) -> None:
    job, at = asked(), now()
    running._claim(at=at)

    assert running.run_due(now=lambda: at + LEASE / 2) == 0
    assert running.run_due(now=lambda: at + LEASE + timedelta(seconds=1)) == 1
    assert (fresh(job).state, job.attempts) == (JobState.DONE, 2)


def test_work_that_kills_its_worker_again_and_again_is_given_up(context: Flask) -> None:
    job, at = asked(), now()
    for n in range(running.MOST_ATTEMPTS):
        running._claim(at=at + n * 2 * LEASE)

    running.run_due(now=lambda: at + 100 * LEASE)

    assert fresh(job).state is JobState.FAILED


def test_work_that_was_taken_back_stops_at_its_next_step(context: Flask) -> None:
    job = asked("stops")

    def stops(task: Task) -> Result:
        task.progress(1, 2)
        asking.cancel(fresh(job), at=now())
        db.session.commit()
        task.progress(2, 2)
        raise AssertionError("it went on")

    running.handlers["stops"] = Handler(stops, writes=True)
    running.run_due()

    assert fresh(job).state is JobState.CANCELLED


def test_a_reader_holds_up_no_writer(context: Flask) -> None:
    """While a long export reads, another connection writes: the worker is in no writer's way."""
    asked("reads")
    outcome: list[str] = []

    def writes() -> None:
        with context.app_context():
            database.begin_for_writing(may_write=True)
            make_organization(slug="kantor-lain")
            db.session.commit()
            outcome.append("written")

    def reads(task: Task) -> Result:
        db.session.scalars(select(Job)).all()
        other = threading.Thread(target=writes)
        other.start()
        other.join(timeout=5)
        return Result("Dibaca.")

    running.handlers["reads"] = Handler(reads)
    running.run_due()

    assert outcome == ["written"]


def test_results_are_forgotten_with_their_files(context: Flask) -> None:
    job = asked()
    running.run_due()

    running.forget_expired(at=now() + shelf.KEPT / 2)
    assert shelf.path_of(job.ref).exists()
    running.forget_expired(at=now() + shelf.KEPT + timedelta(minutes=1))

    assert (db.session.scalars(select(Job)).all(), shelf.path_of(job.ref).exists()) == ([], False)


def test_four_workers_do_each_piece_once(app: Flask) -> None:
    with app.app_context():
        database.begin_for_writing(may_write=True)
        first = asked(n=0)
        for n in range(1, 12):
            asked_by(first.owner_id, first.organization_id or 0, n=n)
        db.session.remove()
    taken: list[int] = []
    barrier = threading.Barrier(4, timeout=10)

    def work() -> None:
        with app.app_context():
            barrier.wait()
            while (job := running._claim(at=now())) is not None:
                taken.append(job.id)

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)

    assert (len(taken), len(set(taken))) == (12, 12)


@pytest.fixture
def done(app: Flask) -> tuple[int, int, str]:
    """(owner, organization, ref) of a finished piece of work."""
    with app.app_context():
        database.begin_for_writing(may_write=True)
        job = asked()
        running.run_due()
        return job.owner_id, job.organization_id or 0, job.ref


def test_the_file_is_fetched_by_who_asked_and_by_nobody_else(
    app: Flask, client: FlaskClient, done: tuple[int, int, str], sign_in: Callable[[int], FlaskClient]
) -> None:
    owner_id, organization_id, ref = done
    with app.app_context():
        colleague = make_user()
        db.session.add(Grant(user=colleague, organization_id=organization_id, role=GrantRole.ADMIN))
        db.session.commit()
        colleague_id = colleague.id
    with sign_in(owner_id).get(f"/manage/work/{ref}/file") as own:
        content = own.data
    paths = (f"/manage/work/{ref}", f"/manage/work/{ref}/file")
    others = [sign_in(colleague_id).get(path).status_code for path in paths]

    assert (content, own.headers["Cache-Control"]) == (b"satu dua tiga", "private, no-store")
    assert own.headers["Content-Disposition"].startswith("attachment")
    assert others == [404, 404]


def test_whoever_may_not_any_more_fetches_nothing(
    app: Flask, done: tuple[int, int, str], sign_in: Callable[[int], FlaskClient]
) -> None:
    owner_id, _organization_id, ref = done
    with app.app_context():
        db.session.delete(db.session.scalars(select(Grant).where(Grant.user_id == owner_id)).one())
        db.session.commit()
    client = sign_in(owner_id)

    assert client.get(f"/manage/work/{ref}/file").status_code == 404


def test_the_pages_tell_where_it_stands(
    app: Flask, done: tuple[int, int, str], sign_in: Callable[[int], FlaskClient]
) -> None:
    owner_id, organization_id, ref = done
    with app.app_context():
        waiting = asked_by(owner_id, organization_id, n=7).ref
    client = sign_in(owner_id)

    assert "tiga.txt" in client.get(f"/manage/work/{ref}").text
    assert 'data-live="2"' in client.get(f"/manage/work/{waiting}").text
    assert "Menunggu giliran" in client.get("/manage/work").text
    assert client.get("/manage/work/nowhere").status_code == 404


def test_it_can_be_stopped_asked_for_again_and_removed(
    app: Flask, done: tuple[int, int, str], sign_in: Callable[[int], FlaskClient]
) -> None:
    owner_id, organization_id, _ref = done
    with app.app_context():
        ref = asked_by(owner_id, organization_id, n=7).ref
    client = sign_in(owner_id)
    states = []
    for step in ("cancellation", "attempt", "removal", "removal"):
        assert client.post(f"/manage/work/{ref}/{step}").status_code == 303
        with app.app_context():
            found = db.session.scalar(select(Job).where(Job.ref == ref))
            states.append(found.state if found else None)

    assert states == [JobState.CANCELLED, JobState.WAITING, JobState.CANCELLED, None]
