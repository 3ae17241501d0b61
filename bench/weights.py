"""What a first visit transfers: the page, its styles, scripts, pictures and typefaces, as a browser asks for them."""

import gzip
import re
from dataclasses import dataclass
from urllib.parse import urljoin
from urllib.request import Request, urlopen

from bench.installation import Running

REFERENCES = (
    re.compile(r'<link[^>]+rel="(?:stylesheet|icon|preload|modulepreload)"[^>]+href="([^"]+)"'),
    re.compile(r'<link[^>]+href="([^"]+)"[^>]+rel="(?:stylesheet|icon|preload|modulepreload)"'),
    re.compile(r'<(?:script|img|source)[^>]+src="([^"]+)"'),
)
IN_STYLES = re.compile(r'url\("?([^")]+\.woff2)"?\)')
IN_SCRIPTS = re.compile(r'(?:^|;|\})\s*import[^"\';]*["\'](\.[^"\']+)["\']')


@dataclass(frozen=True)
class Weight:
    """One first visit. Kilobytes of bodies on the wire, and of the page alone as gzip would send it."""

    requests: int
    kilobytes: float
    page_kilobytes: float
    page_gzip_kilobytes: float

    @property
    def compressed_kilobytes(self) -> float:
        """The visit with a compressed page, by the server or by the proxy before it."""
        return self.kilobytes - self.page_kilobytes + min(self.page_kilobytes, self.page_gzip_kilobytes)


def weigh(server: Running, path: str) -> Weight:
    """Follow what the page, its styles and its scripts refer to, each address once."""
    root = f"http://127.0.0.1:{server.port}"
    on_wire, page = _fetch(root + path)
    total, seen = on_wire, {root + path}
    waiting = [urljoin(root + path, found) for pattern in REFERENCES for found in pattern.findall(page.decode())]
    while waiting:
        address = waiting.pop()
        if address in seen or not address.startswith(root):
            continue
        seen.add(address)
        size, content = _fetch(address)
        total += size
        pattern = {"css": IN_STYLES, ".js": IN_SCRIPTS}.get(address[-3:])
        if pattern:
            waiting += [urljoin(address, found) for found in pattern.findall(content.decode())]
    return Weight(len(seen), total / 1024, on_wire / 1024, len(gzip.compress(page, 6)) / 1024)


def _fetch(address: str) -> tuple[int, bytes]:
    """The size on the wire and the content."""
    with urlopen(Request(address, headers={"Accept-Encoding": "gzip"})) as answer:
        body: bytes = answer.read()
        is_compressed = answer.headers["Content-Encoding"] == "gzip"
    return len(body), gzip.decompress(body) if is_compressed else body
