"""What sample people thought of an activity that is over: most of them content, a few not, some with words."""

from collections.abc import Sequence
from datetime import timedelta
from random import Random

from webapp.attendance.evaluating.answering import Asking, Said, answer, asking
from webapp.attendance.models import Registration
from webapp.events.models import Event
from webapp.events.timing import end_of_event

ANSWER = 0.55  # of those who came
_LATER = timedelta(hours=3)
_WEIGHTS = {"material": (0, 1, 4, 14, 12), "speakers": (0, 2, 5, 13, 10), "service": (1, 3, 8, 12, 6)}
_OVERALL = (0, 1, 4, 15, 11)
WORDS = (
    "Praktiknya ditambah, paparannya dipersingkat.",
    "Sinyal di ruang daring sempat putus, mohon rekamannya dibagikan.",
    "Contoh dari desa sendiri sangat membantu.",
    "Mohon ada lanjutan untuk pengurus KIM yang baru.",
)


def give(event: Event, came: Sequence[Registration]) -> None:
    """Let about half of those who came answer; the first who adds words adds the name too."""
    chance = Random(event.id)  # noqa: S311  # a story, not a secret
    at, said = end_of_event(event) + _LATER, 0
    for one in came:
        if chance.random() > ANSWER or asking(one, at=at) is not Asking.OPEN:
            continue
        ratings = {name: _drawn(chance, weights) for name, weights in {**_WEIGHTS, "overall": _OVERALL}.items()}
        words = WORDS[said] if said < len(WORDS) and chance.random() < 0.3 else ""
        said += bool(words)
        answer(one, Said(ratings, words, is_named=bool(words) and said == 1), at=at)


def _drawn(chance: Random, weights: Sequence[int]) -> int:
    return chance.choices(range(1, 6), weights)[0]
