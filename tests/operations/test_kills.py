"""What was acknowledged survives kill -9 of server and worker in a rush, and every message is told once.

Two kills of bench/storm.py, which does fifty. It cannot hang: every wait in it ends by itself.
"""

from pathlib import Path

from bench import storm
from bench.installation import Installation


def test_two_kills_in_a_rush_lose_nothing_and_tell_everybody_once(tmp_path: Path) -> None:
    place = Installation(tmp_path)
    place.gelar("db", "upgrade")

    found = storm.survive(place, kills=2, halls=1)

    assert found.faults == [], place.last_words()
    assert found.kills == {"server": 1, "worker": 1}
    assert found.acknowledged > 0
    assert found.letters > 0
