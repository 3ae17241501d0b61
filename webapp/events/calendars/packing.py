"""A calendar as it goes over the wire: its bytes, the same compressed, and the tag that names them."""

import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256

# Below this the headers outweigh what compression would save (bytes).
WORTH_COMPRESSING = 1_000
# RFC 1952, 2.3: deflate, no name and no time, so that the same text is the same bytes.
_HEAD = b"\x1f\x8b\x08" + bytes(5) + b"\x02\xff"
_LAST_BLOCK = b"\x03\x00"
# About so many bytes are compressed together; a change compresses again only where it stands.
_RUN = 16_000


@dataclass(frozen=True)
class Text:
    """The bytes of a feed, the same compressed (empty when not worth it), and the hash that names them."""

    body: bytes
    compressed: bytes
    digest: str

    @property
    def weight(self) -> int:
        return len(self.body) + len(self.compressed)


def text_of(*parts: bytes) -> Text:
    """The parts as one text. Compressed it is one gzip member whose runs are deflated apart and kept."""
    body = b"".join(parts)
    return Text(body, _gzipped(parts, body) if len(body) > WORTH_COMPRESSING else b"", sha256(body).hexdigest()[:32])


def _gzipped(parts: Iterable[bytes], body: bytes) -> bytes:
    ends = zlib.crc32(body).to_bytes(4, "little") + (len(body) & 0xFFFFFFFF).to_bytes(4, "little")
    return b"".join((_HEAD, *map(_deflated, _runs(parts)), _LAST_BLOCK, ends))


def _runs(parts: Iterable[bytes]) -> Iterator[bytes]:
    """Neighbours together. Where a run ends depends on its last part, so the runs after a change stay as they were."""
    run: list[bytes] = []
    size = 0
    for part in parts:
        run.append(part)
        size += len(part)
        if size > 4 * _RUN or _sum_of(part) % _RUN < len(part):
            yield b"".join(run)
            run, size = [], 0
    if run:
        yield b"".join(run)


@lru_cache(maxsize=8_192)
def _sum_of(part: bytes) -> int:
    """A part keeps its bytes while nothing changes, and with them their hash: this is a look-up."""
    return zlib.crc32(part)


@lru_cache(maxsize=512)
def _deflated(run: bytes) -> bytes:
    """A run of deflate blocks that end on a whole byte and look back at nothing before it (RFC 1951, 3.2.3)."""
    packer = zlib.compressobj(6, wbits=-zlib.MAX_WBITS)
    return packer.compress(run) + packer.flush(zlib.Z_SYNC_FLUSH)
