"""The forms of our own pages, as a browser would send them, for tests that send something else."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urlsplit

from tests.web.crawling import Walk

# What is sent with every form, and is not the form's own.
OF_EVERY_FORM = {"csrf_token"}
# Types whose value comes from somewhere else than the keyboard.
NOT_TYPED = {"submit", "button", "image", "reset", "file"}


@dataclass(frozen=True)
class Form:
    """Where a form goes, and the value of each of its fields before anybody types."""

    action: str
    method: str
    fields: dict[str, str] = field(default_factory=dict)


class FormReader(HTMLParser):
    """All forms of one page."""

    def __init__(self, text: str, path: str) -> None:
        super().__init__()
        self._path = path
        self._select = ""
        self._area = ""
        self.forms: list[Form] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            action = given.get("action") or self._path
            self.forms.append(Form(action, given.get("method", "get").upper()))
        elif self.forms and tag in {"input", "select", "textarea"} and given.get("name"):
            self._take(tag, given)
        elif tag == "option" and self._select and ("selected" in given or not self._fields.get(self._select)):
            self._fields[self._select] = given.get("value", "")

    def handle_endtag(self, tag: str) -> None:
        if tag == "select":
            self._select = ""
        elif tag == "textarea":
            self._area = ""

    def handle_data(self, data: str) -> None:
        if self._area:
            self._fields[self._area] += data

    @property
    def _fields(self) -> dict[str, str]:
        return self.forms[-1].fields

    def _take(self, tag: str, given: dict[str, str]) -> None:
        name, kind = given["name"], given.get("type", "text")
        if name in OF_EVERY_FORM or kind in NOT_TYPED:
            return
        if kind in {"radio", "checkbox"} and name in self._fields and "checked" not in given:
            return
        self._fields[name] = given.get("value", "on" if kind == "checkbox" else "")
        self._select = name if tag == "select" else ""
        self._area = name if tag == "textarea" else ""


def forms_of(walk: Walk, *, most: int = 1) -> Iterator[tuple[str, Form]]:
    """Each form of the pages that `walk` has opened, with its endpoint: at most so many of one endpoint."""
    kept: dict[str, int] = {}
    for path, text in sorted(walk.texts.items()):
        for form in FormReader(text, urlsplit(path).path).forms:
            endpoint = walk.endpoint(form.action, form.method)
            if endpoint and kept.get(endpoint, 0) < most:
                kept[endpoint] = kept.get(endpoint, 0) + 1
                yield endpoint, form
