"""Built feeds, kept ready in this process: a bounded shelf from which the least used falls."""

from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from threading import Lock

from webapp.events.calendars.packing import Text
from webapp.events.calendars.texts import Piece

MAX_BYTES = 16 * 1024 * 1024


class Shelf:
    """Texts by key, at most `max_bytes` together. One thread builds at a time; the others wait for its result."""

    def __init__(self, max_bytes: int = MAX_BYTES) -> None:
        self._texts: OrderedDict[Hashable, Text] = OrderedDict()
        self._max_bytes = max_bytes
        self._bytes = 0
        self._guard = Lock()
        self._building = Lock()

    def take(self, key: Hashable, build: Callable[[], Text]) -> Text:
        """The text under `key`, built now if it is not here. The key must change whenever the text would."""
        if found := self._find(key):
            return found
        with self._building:
            return self._find(key) or self._put(key, build())

    def _find(self, key: Hashable) -> Text | None:
        with self._guard:
            if key in self._texts:
                self._texts.move_to_end(key)
            return self._texts.get(key)

    def _put(self, key: Hashable, text: Text) -> Text:
        with self._guard:
            self._texts[key] = text
            self._bytes += text.weight
            while self._bytes > self._max_bytes and self._texts:
                self._bytes -= self._texts.popitem(last=False)[1].weight
        return text


class Pieces:
    """What single events say, by id, while their mark stands: an edited event is built anew, its neighbours are not."""

    def __init__(self, most: int = 5_000) -> None:
        self._kept: OrderedDict[int, tuple[Hashable, Piece]] = OrderedDict()
        self._most = most
        self._guard = Lock()

    def take(
        self, marks: Sequence[tuple[int, Hashable]], build: Callable[[list[int]], Mapping[int, Piece]]
    ) -> list[Piece]:
        """The pieces of these (id, mark) in their order; `build` makes those that are new or marked otherwise."""
        with self._guard:
            known = {event_id: self._kept.get(event_id) for event_id, _mark in marks}
        found = {event_id: kept[1] for event_id, mark in marks if (kept := known[event_id]) and kept[0] == mark}
        missing = [(event_id, mark) for event_id, mark in marks if event_id not in found]
        if missing:
            made = build([event_id for event_id, _mark in missing])
            found.update(made)
            self._keep([(event_id, mark, made[event_id]) for event_id, mark in missing if event_id in made])
        return [found[event_id] for event_id, _mark in marks if event_id in found]

    def _keep(self, made: Iterable[tuple[int, Hashable, Piece]]) -> None:
        with self._guard:
            for event_id, mark, piece in made:
                self._kept[event_id] = (mark, piece)
                self._kept.move_to_end(event_id)
            while len(self._kept) > self._most:
                self._kept.popitem(last=False)
