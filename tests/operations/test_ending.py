"""A worker that is asked to end does so, whatever a mail server does, and leaves each letter in a clear state."""

import signal
from collections.abc import Iterator
from typing import NamedTuple

import pytest

from bench import letters
from bench.asking import rows
from bench.installation import GELAR, Installation, Sample
from bench.sink import BEFORE_DATA, BEFORE_OK, FINE, Sink

PATIENCE = 60  # seconds; a worker that waits for its mail server would take longer


class Place(NamedTuple):
    installation: Installation
    office: Sink
    sample: Sample


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    installation = Installation(tmp_path_factory.mktemp("ending"))
    installation.gelar("db", "upgrade")
    with letters.post_office(installation) as office:
        yield Place(installation, office, installation.load_sample(0, online=10))


def ended_while_it_holds(place: Place, where: str, number: int) -> int:
    """How a worker ends that got TERM while the mail server holds its letter."""
    faults = list[str]()
    with place.installation.serving() as server:
        letters.write(server, place.sample, range(number, number + 1))
    place.office.behave(where)
    held, worker = place.office.holds(), place.installation.start((*GELAR, "worker"))
    letters.wait(lambda: place.office.holds() > held, faults, "the letter never came")
    assert faults == [], place.installation.last_words()
    worker.process.send_signal(signal.SIGTERM)
    return worker.process.wait(PATIENCE)


def message(place: Place) -> tuple[str, int]:
    row = rows(place.installation, "SELECT state, attempts FROM messages ORDER BY id DESC LIMIT 1")[0]
    return row.state, row.attempts


def test_a_letter_that_the_server_cannot_have_is_left_for_the_next_worker(place: Place) -> None:
    assert ended_while_it_holds(place, BEFORE_DATA, 1) == 0
    left = message(place)

    place.office.behave(FINE)
    worker, faults = place.installation.start((*GELAR, "worker")), list[str]()
    letters.wait_until_told(place.installation, faults, "the letter was never sent")
    worker.process.send_signal(signal.SIGTERM)
    worker.process.wait(PATIENCE)

    assert (left, faults) == (("waiting", 0), [])
    assert letters.told(place.installation, place.office, kills=0) == []


def test_a_letter_that_the_server_may_have_is_left_as_a_question(place: Place) -> None:
    assert ended_while_it_holds(place, BEFORE_OK, 2) == 0

    assert message(place) == ("in_doubt", 1)
