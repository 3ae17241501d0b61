"""What happens away from a request: mails, long work, forgetting. huey runs it, the rows are the truth."""

from collections.abc import Callable
from pathlib import Path

from flask import Flask
from huey import PostgresHuey, RedisHuey, SqliteHuey, crontab
from huey.api import Huey

from webapp import clock, database
from webapp.accounts.resetting import mails as resetting
from webapp.attendance.rooms import polling
from webapp.attendance.telling import lapsing, mails, news, previewing, scheduling
from webapp.attendance.verdicts import following, settling
from webapp.audit import sealing
from webapp.config import Settings
from webapp.database import db
from webapp.directory.importing.working import forget_old
from webapp.directory.teams import mails as invitations
from webapp.files import discarding, sweeping
from webapp.messages import beating, capping, delivering
from webapp.privacy.erasing import forgetting, ledger, noting
from webapp.privacy.retaining import forgetting_due
from webapp.privacy.visiting import asking as visits
from webapp.privacy.visiting import mails as visiting
from webapp.work import asking, running


def make_huey(settings: Settings) -> Huey:
    """The queue: Redis where there is one, else the database server, else a file beside the database."""
    if settings.redis_url:
        return RedisHuey("gelar", url=settings.redis_url)
    if not settings.is_sqlite:
        return PostgresHuey("gelar", dsn=settings.database_url.replace("+psycopg", "", 1))
    settings.instance_path.mkdir(parents=True, exist_ok=True)
    return SqliteHuey("gelar", filename=str(Path(settings.instance_path) / "jobs.db"))


def register(huey: Huey, app: Flask) -> Callable[[], None]:
    """Name the tasks on this queue and return what wakes the deliverer."""
    settings: Settings = app.config["SETTINGS"]
    mails.register(delivering.renderers)
    previewing.register(delivering.renderers)
    resetting.register(delivering.renderers)
    invitations.register(delivering.renderers)
    visiting.register(delivering.renderers)

    def deliver_due() -> None:
        with app.app_context():
            database.begin_for_writing(may_write=True)
            delivering.deliver_due(settings, clock=clock.now)

    def promise_news() -> None:
        with app.app_context():
            database.begin_for_writing(may_write=True)
            beating.beat(at=clock.now())
            news.promise_news(at=clock.now())
            db.session.commit()  # news first: who was told of a new day needs no reminder of it
            scheduling.promise_scheduled(at=clock.now())
            lapsing.lapse(at=clock.now())
            db.session.commit()
        deliver_due()

    def forget_due() -> None:
        with app.app_context():
            database.begin_for_writing(may_write=True)
            capping.forget(at=clock.now())
            visits.forget_old(at=clock.now())
            run = forgetting_due.forget_contacts(at=clock.now())
            db.session.commit()
            discarding.remove_bytes()
            while erasures := forgetting_due.forget_people(run, at=clock.now()):
                ledger.write(settings, *erasures)
                db.session.commit()
                for erasure in erasures:
                    forgetting.discard_files(settings, erasure)
            noting.note_night(run, at=clock.now())
            db.session.commit()
            database.empty_log()

    def do_work() -> None:
        with app.app_context():
            running.run_due()

    def forget_results() -> None:
        with app.app_context():
            database.begin_for_writing(may_write=True)
            running.forget_expired(at=clock.now())
            forget_old(at=clock.now())
            db.session.commit()

    def sweep_files() -> None:
        with app.app_context():
            sweeping.sweep(at=clock.now())

    def seal_audit() -> None:
        with app.app_context():
            database.begin_for_writing(may_write=True)
            sealing.seal(at=clock.now())

    def settle_verdicts() -> None:
        """Look first, and take the writers' turn only where rows would change: others wait in that line."""
        with app.app_context():
            database.begin_for_writing(may_write=False)
            for event_id in following.lately(at=clock.now()):
                is_settled = settling.is_settled(following.whole(event_id), at=clock.now())
                db.session.commit()
                if not is_settled:
                    database.begin_for_writing(may_write=True)
                    settling.settle(following.whole(event_id), at=clock.now())
                    db.session.commit()
                    database.begin_for_writing(may_write=False)

    def poll_rooms() -> None:
        with app.app_context():
            polling.poll(settings, at=clock.now())

    now = huey.task(name="deliver_due")(deliver_due)
    huey.periodic_task(crontab(minute="*"), name="look_for_due_messages")(promise_news)
    huey.periodic_task(crontab(minute="17", hour="19"), name="forget_due")(forget_due)  # night in Indonesia

    huey.periodic_task(crontab(minute="*/2"), name="settle_verdicts")(settle_verdicts)
    huey.periodic_task(crontab(minute="*"), name="seal_audit")(seal_audit)
    huey.periodic_task(crontab(minute="*"), name="poll_rooms")(poll_rooms)

    work_now = huey.task(name="do_work")(do_work)
    huey.periodic_task(crontab(minute="*"), name="look_for_due_work")(do_work)
    huey.periodic_task(crontab(minute="43"), name="forget_results")(forget_results)
    huey.periodic_task(crontab(minute="29"), name="sweep_files")(sweep_files)

    def wake_work() -> None:
        work_now()

    asking.init_app(app, wake_work)

    def wake() -> None:
        now()

    return wake
