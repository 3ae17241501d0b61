"""Built feeds, kept ready in this process: a bounded shelf from which the least used falls."""

import gzip
from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from hashlib import sha256
from threading import Lock

MAX_BYTES = 16 * 1024 * 1024
# Below this the headers outweigh what compression would save (bytes).
WORTH_COMPRESSING = 1_000


@dataclass(frozen=True)
class Text:
    """The bytes of a feed, the same compressed (empty when not worth it), and the hash that names them."""

    body: bytes
    compressed: bytes
    digest: str

    @property
    def weight(self) -> int:
        return len(self.body) + len(self.compressed)


def text_of(body: bytes) -> Text:
    """Compression is without a time stamp, so that it too is a function of the bytes alone."""
    worth = len(body) > WORTH_COMPRESSING
    return Text(body, gzip.compress(body, 6, mtime=0) if worth else b"", sha256(body).hexdigest()[:32])


class Shelf:
    """Texts by key, at most `max_bytes` together. One thread builds at a time; the others wait for its result."""

    def __init__(self, max_bytes: int = MAX_BYTES) -> None:
        self._texts: OrderedDict[Hashable, Text] = OrderedDict()
        self._max_bytes = max_bytes
        self._bytes = 0
        self._guard = Lock()
        self._building = Lock()

    def take(self, key: Hashable, build: Callable[[], bytes]) -> Text:
        """The text under `key`, built now if it is not here. The key must change whenever the text would."""
        if found := self._find(key):
            return found
        with self._building:
            return self._find(key) or self._put(key, text_of(build()))

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
