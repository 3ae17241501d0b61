"""What is promised is told once: a worker is killed where it matters, and two work side by side."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from bench import client, sink
from bench.asking import rows
from bench.client import Load
from bench.installation import GELAR, Installation, Running, Sample, kill, stop
from bench.sink import BEFORE_COMMIT, BEFORE_DATA, BEFORE_OK, FINE, Sink
from bench.writing import post, registration_body

PATIENCE = 180.0  # seconds for a state to be reached
BESIDE = 200  # letters for two workers


@dataclass
class Letters:
    """How often a worker was killed, how many letters a person has to ask about because of it, and what must not be."""

    kills: int = 0
    asked: int = 0
    faults: list[str] = field(default_factory=list)


def deliver(place: Installation, server: Running, *, rounds: int) -> Letters:
    """Kill the worker before DATA, before the 250 and before its commit, so often each; then two at once."""
    found = Letters()
    sample = place.load_sample(0, online=100_000)
    with post_office(place) as office:
        number = 20_000_000
        for where in (BEFORE_DATA, BEFORE_OK, BEFORE_COMMIT):
            for _round in range(rounds):
                number += 1
                _killed_at(place, server, office, sample, number, where, found)
        write(server, sample, range(30_000_000, 30_000_000 + BESIDE))
        workers = [place.start((*GELAR, "worker")) for _worker in range(2)]
        wait_until_told(place, found.faults, "two workers left something unsent")
        for worker in workers:
            stop(worker)
        found.faults += told(place, office, kills=found.kills)
        found.asked = len(doubtful(place))
    return found


@contextmanager
def post_office(place: Installation) -> Iterator[Sink]:
    """A mail server of this installation; the processes that start from now on know it."""
    office = sink.start(Path(place.folder) / "post")
    place.settings |= {"SMTP_URL": office.url, "MAIL_FROM": "Gelar <gelar@contoh.id>"}
    try:
        yield office
    finally:
        for name in ("SMTP_URL", "MAIL_FROM"):
            place.settings.pop(name, None)
        office.stop()


def write(server: Running, sample: Sample, numbers: range) -> None:
    """People with a mail address register; each is promised a letter."""
    path = f"/api/v1/events/{sample.event}/registrations"
    bodies = [registration_body(number) | {"email": f"peserta{number}@contoh.id"} for number in numbers]
    result = client.run(Load(server.port, [post(path, body) for body in bodies], wanted=b'"confirmed"'))
    if result.wrong:
        raise RuntimeError(result.wrong[0])


def _killed_at(  # all of one story
    place: Installation, server: Running, office: Sink, sample: Sample, number: int, where: str, found: Letters
) -> None:
    write(server, sample, range(number, number + 1))
    office.behave(where)
    held, worker = office.holds(), place.start((*GELAR, "worker"))
    wait(lambda: office.holds() > held, found.faults, f"the worker never came to {where}")
    kill(worker)
    found.kills += 1
    office.behave(FINE)
    end_leases(place)
    worker = place.start((*GELAR, "worker"))
    wait_until_told(place, found.faults, f"after a kill {where} a letter was never sent")
    stop(worker)


def wait(is_reached: Callable[[], bool], faults: list[str], otherwise: str) -> None:
    """Until it is so, or a sentence among the faults."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        if is_reached():
            return
        time.sleep(0.1)
    faults.append(otherwise)


def wait_until_told(place: Installation, faults: list[str], otherwise: str) -> None:
    """Until nothing waits any more, as long as it becomes less; else a sentence among the faults."""
    left, until = unsent(place), time.monotonic() + PATIENCE
    while left and time.monotonic() < until:
        time.sleep(0.2)
        if (now := unsent(place)) < left:
            left, until = now, time.monotonic() + PATIENCE
    if left:
        faults.append(f"{otherwise} ({left} of them)")


def unsent(place: Installation) -> int:
    return len(rows(place, "SELECT id FROM messages WHERE state = 'waiting'"))


def end_leases(place: Installation) -> None:
    """As if the minutes had passed after which a dead worker's letter, or the next try, is due."""
    rows(place, "UPDATE messages SET due_at = created_at WHERE state = 'waiting'")


def doubtful(place: Installation) -> set[str]:
    """The letters that a person has to decide on, since only the mail server knows."""
    return {
        f"{row.id}.{row.version}" for row in rows(place, "SELECT id, version FROM messages WHERE state = 'in_doubt'")
    }


def told(place: Installation, office: Sink, *, kills: int) -> list[str]:
    """A sentence for whatever was promised and not told, told twice or unpromised, or asked about without a kill."""
    promised = rows(place, "SELECT id, version FROM messages WHERE state = 'sent' AND passed_on_at IS NULL")
    taken, asked = office.taken(), doubtful(place)
    ids = [name.partition("@")[0].removeprefix("<message-").rsplit(".", 1)[0] for name, _to in taken]
    faults = [] if len(ids) == len(set(ids)) else ["one message was told under two Message-IDs or to two people"]
    wanted = {f"{number}.{version}" for number, version in promised}
    if lost := wanted - set(ids):
        faults.append(f"{len(lost)} of {len(wanted)} were never taken: {sorted(lost)[:3]}")
    if strange := set(ids) - wanted - asked:
        faults.append(f"{len(strange)} were taken and not promised: {sorted(strange)[:3]}")
    if twice := sum(count - 1 for count in taken.values()):
        faults.append(f"{twice} came twice")
    return faults if len(asked) <= kills else [*faults, f"{len(asked)} are in doubt after {kills} kills"]
