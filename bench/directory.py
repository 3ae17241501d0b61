"""The directory at its full size: 5,000 groups and 60,000 members come in as tables, then their pages are read."""

import time
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO

from flask import Flask
from sqlalchemy import select
from werkzeug.datastructures import FileStorage

from bench.feeds import cpu_ms
from bench.installation import Installation, Running
from bench.processes import cpu_seconds, highest_pss
from webapp import clock, jobs
from webapp.accounts.models import User
from webapp.database import db
from webapp.directory.importing import working
from webapp.directory.importing.models import DirectoryImport, ImportKind
from webapp.directory.regions import home_districts
from webapp.files.storing import store_table
from webapp.web.tokens import new_ref
from webapp.work import asking
from webapp.work.models import Job, JobState

GROUPS, MEMBERS = 5_000, 60_000
PATIENCE = 300  # seconds
PAGES = {"list": "/kim", "search": "/kim?q=palangkaraya+42", "group": "/kim/kim-ukur-42", "coverage": "/kim/coverage"}


@dataclass(frozen=True)
class Directory:
    """Of the table of members: seconds from asking to the end, processor seconds, megabytes; milliseconds a page."""

    looked_s: float
    written_s: float
    cpu_s: float
    peak_megabytes: float
    pages_ms: dict[str, float]


def measure(place: Installation, server: Running, worker: Running, *, requests: int) -> Directory:
    """Needs an account: the imports are those of the first one."""
    app = place.app()
    jobs.register(jobs.make_huey(app.config["SETTINGS"]), app)
    _imported(app, ImportKind.GROUPS, "".join(_groups()))
    worked = cpu_seconds(worker.pid)
    with highest_pss(worker.pid) as highest:
        looked, written = _imported(app, ImportKind.MEMBERS, "".join(_members()))
    cpu = cpu_seconds(worker.pid) - worked
    pages = {name: cpu_ms(server, path, requests) for name, path in PAGES.items()}
    return Directory(looked, written, cpu, highest[0], pages)


def _groups() -> Iterator[str]:
    yield "Nama KIM;Kab/Kota;Kecamatan;Desa/Kelurahan;Status;Nomor SK;Tanggal SK\n"
    districts = home_districts()
    for number in range(GROUPS):
        _code, name, regency = districts[number % len(districts)]
        yield f"KIM Ukur {number};{regency};{name};Desa Ukur {number};Aktif;{number}/KIM/2024;13/05/2024\n"


def _members() -> Iterator[str]:
    yield "Nama KIM;Nama anggota;Jabatan;L/P;Usia;Pekerjaan\n"
    each = MEMBERS // GROUPS
    for number in range(MEMBERS):
        place = number % each
        role, sex = "Ketua" if place == 0 else "Anggota", "LP"[number % 2]
        yield f"KIM Ukur {number // each};Anggota Ukur {place};{role};{sex};{18 + number % 50};Petani\n"


def _imported(app: Flask, kind: ImportKind, table: str) -> tuple[float, float]:
    """Seconds until the table was looked at, and until it was written."""
    with app.test_request_context():
        at = clock.now()
        file = store_table(FileStorage(BytesIO(table.encode()), filename="ukur.csv"), at=at)
        owner = db.session.scalars(select(User.id).order_by(User.id)).first()
        row = DirectoryImport(ref=new_ref(), kind=kind, owner_id=owner, file_id=file.id, created_at=at)
        db.session.add(row)
        db.session.commit()
        number = row.id
    return _done(app, working.CHECK, number), _done(app, working.APPLY, number)


def _done(app: Flask, kind: str, number: int) -> float:
    started = time.perf_counter()
    with app.test_request_context():
        owner = db.session.get_one(DirectoryImport, number).owner_id
        job = asking.ask(
            asking.Order(kind=kind, title=kind, arguments={"import": number}), owner_id=owner, at=clock.now()
        )
        db.session.commit()
        app.extensions[asking.KEY]()
        ref = job.ref
    while time.perf_counter() - started < PATIENCE:
        time.sleep(0.1)
        with app.app_context():
            job = db.session.scalars(select(Job).where(Job.ref == ref)).one()
            if job.state is JobState.DONE:
                return time.perf_counter() - started
            if job.state is JobState.FAILED:
                raise RuntimeError(job.sentence)
    raise RuntimeError("the import did not end")
