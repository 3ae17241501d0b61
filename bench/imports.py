"""Reports of conferences: five thousand rows against five thousand registrations, and thousands of damaged files."""

import resource
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from random import Random

from sqlalchemy import select

from bench.installation import Installation
from tests.attendance.importing.mutating import mutated
from tests.attendance.importing.providers import VARIANTS
from tests.attendance.importing.test_provider_files import FRAME
from webapp.attendance.importing import counting, receiving
from webapp.attendance.importing.files_of_providers.recognising import recognise
from webapp.attendance.importing.receiving import Upload
from webapp.attendance.models import Person, Registration
from webapp.clock import now
from webapp.database import db
from webapp.errors import Refused
from webapp.events import queries
from webapp.events.models import Event

ROWS, MUTATIONS = 5_000, 2_000


@dataclass(frozen=True)
class Imported:
    """Seconds from the bytes to the committed preview, and from there to the committed verdicts; megabytes at most."""

    preview_s: float
    count_s: float
    cpu_s: float
    peak_megabytes: float
    matched: int


def measure(place: Installation) -> Imported:
    """A Zoom report of everybody, names as they were typed, each joined twice."""
    sample = place.load_sample(ROWS, online=ROWS)
    with place.app().app_context():
        event = db.session.scalars(queries.whole().where(Event.slug == sample.event)).one()
        names = db.session.scalars(
            select(Person.name).join(Registration).where(Registration.event_id == event.id)
        ).all()  # fmt: skip
        begins = event.sessions[0].dtstart.strftime("%Y-%m-%d %H:%M:%S")
        lines = ["Name (original name),Email,Join time,Leave time,Duration (minutes),Guest"]
        lines += [f'"{name}",,{begins},,45,Yes' for name in names]
        content, session_id = "\n".join(lines).encode(), event.sessions[0].id
        upload = Upload(content=content, filename="p.csv", tzid="UTC", session_id=session_id)
        started, worked = time.perf_counter(), time.process_time()
        imported = receiving.receive(event, upload, by=None, at=now())
        db.session.commit()
        seen = time.perf_counter()
        counting.confirm(imported, event, is_sure=True, at=now())
        db.session.commit()
        done = time.perf_counter()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return Imported(seen - started, done - seen, time.process_time() - worked, peak, len(names))


def damaged(mutations: int = MUTATIONS) -> tuple[int, int, float]:
    """(read, refused, the slowest in seconds) of so many damages to each variant. Anything else raised ends it."""
    read = refused = 0
    slowest = 0.0
    for variant, content in VARIANTS.items():
        chance = Random(variant)
        for _time in range(mutations):
            given, started = mutated(content, chance), time.perf_counter()
            try:
                recognise(given, FRAME)
                read += 1
            except Refused:
                refused += 1
            slowest = max(slowest, time.perf_counter() - started)
    return read, refused, slowest


def main() -> None:
    """python -m bench.imports: both, on a fresh SQLite."""
    with tempfile.TemporaryDirectory(prefix="gelar-bench-") as folder:
        place = Installation(Path(folder))
        place.gelar("db", "upgrade")
        found = measure(place)
    print(
        f"{ROWS:,} rows against {ROWS:,} registrations: preview {found.preview_s:.2f} s, counting {found.count_s:.2f} s"
        f" ({found.cpu_s:.2f} s CPU), {found.peak_megabytes:.0f} MB (≤ 5 s, ≤ 256 MB)"
    )
    read, refused, slowest = damaged()
    print(f"{read + refused:,} damaged reports: {read:,} read, {refused:,} refused, slowest {slowest * 1000:.0f} ms")
    sys.exit(found.preview_s + found.count_s > 5 or found.peak_megabytes > 256)


if __name__ == "__main__":
    main()
