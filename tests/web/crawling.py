"""Follows every link of our own pages, within bounds, and remembers what they say and what leads nowhere."""

from collections import Counter, deque
from collections.abc import Iterable
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import NamedTuple
from urllib.parse import urlsplit

from flask.testing import FlaskClient
from werkzeug.exceptions import HTTPException

# Pages of one kind are alike: this many of each are looked at, so that the walk ends.
PAGES_PER_ROUTE = 16
# A choice of language would change the pages that follow; it has tests of its own.
LEFT_ALONE = {"web.choose_language"}
LINKS = {"a": "href", "link": "href", "img": "src", "script": "src"}


class Link(NamedTuple):
    path: str
    method: str


class Page(HTMLParser):
    """The links, forms and names of one page."""

    def __init__(self, text: str, path: str) -> None:
        super().__init__()
        self._path, self._form = path, Link(path, "GET")
        self.links: list[Link] = []
        self.fragments: set[str] = set()
        self.names: set[str] = set()
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self.names.add(given.get("id", ""))
        if (target := given.get(LINKS.get(tag, ""))) is not None:
            self._add(Link(target, "GET"))
        if tag == "form":
            self._form = Link(given.get("action") or self._path, given.get("method", "get").upper())
            self._add(self._form)
        if "formaction" in given:
            self._add(Link(given["formaction"], self._form.method))

    def _add(self, link: Link) -> None:
        target, _, fragment = link.path.partition("#")
        if not target and fragment:
            self.fragments.add(fragment)
        self.links.append(Link(target or self._path, link.method))


@dataclass
class Walk:
    """One visitor's way through the site. `faults` says what leads nowhere, and from where."""

    client: FlaskClient
    host: str = "gelar.test"
    pages_per_route: int = PAGES_PER_ROUTE
    seen: set[Link] = field(default_factory=set)
    visits: Counter[str] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)
    texts: dict[str, str] = field(default_factory=dict)  # the pages that were opened, by path

    def along(self, starts: Iterable[str]) -> "Walk":
        """Walk until there is nothing new."""
        ahead = deque((Link(start, "GET"), "the start") for start in starts)
        while ahead:
            link, origin = ahead.popleft()
            path = self._own_path(link.path)
            if path is None or Link(path, link.method) in self.seen:
                continue
            self.seen.add(Link(path, link.method))
            endpoint = self.endpoint(path, link.method)
            if endpoint is None:
                self.faults.append(f"{link.method} {path} is no route: on {origin}")
            elif self._is_to_be_seen(endpoint, link.method):
                ahead.extend((found, path) for found in self._visit(path, origin))
        return self

    def _own_path(self, address: str) -> str | None:
        parts = urlsplit(address)
        if (parts.scheme and parts.scheme not in {"http", "https"}) or parts.netloc not in {"", self.host}:
            return None
        return f"{parts.path or '/'}?{parts.query}" if parts.query else parts.path or "/"

    def endpoint(self, path: str, method: str) -> str | None:
        """The route that would answer, or None."""
        routes = self.client.application.url_map.bind(self.host)
        try:
            return str(routes.match(urlsplit(path).path, method=method)[0])
        except HTTPException:
            return None

    def _is_to_be_seen(self, endpoint: str, method: str) -> bool:
        if method != "GET" or endpoint in LEFT_ALONE:
            return False
        self.visits[endpoint] += 1
        return endpoint == "static" or self.visits[endpoint] <= self.pages_per_route

    def _visit(self, path: str, origin: str) -> list[Link]:
        with self.client.get(path) as answer:
            if answer.status_code >= 400:
                self.faults.append(f"{path} answers {answer.status_code}: on {origin}")
                return []
            if answer.status_code >= 300:
                return [Link(answer.headers["Location"], "GET")]
            if answer.mimetype != "text/html":
                return []
            self.texts[path] = answer.get_data(as_text=True)
            page = Page(self.texts[path], path)
        self.faults += [f"#{name} is not on {path}" for name in sorted(page.fragments - page.names)]
        return page.links
