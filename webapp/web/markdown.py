"""Organizers' Markdown as safe HTML."""

import nh3
from markdown_it import MarkdownIt
from markupsafe import Markup

TAGS = {
    "p",
    "br",
    "strong",
    "em",
    "ul",
    "ol",
    "li",
    "a",
    "blockquote",
    "h3",
    "h4",
    "hr",
    "code",
}
LINKS = {"http", "https", "mailto"}

_parser = MarkdownIt("commonmark", {"html": False, "linkify": False})


def render_markdown(source: str) -> Markup:
    """Headings become h3 and lower, since the page has its own h1 and h2; whatever else is dropped."""
    html = _parser.render(source)
    for level in (1, 2):
        html = html.replace(f"<h{level}>", "<h3>").replace(f"</h{level}>", "</h3>")
    clean = nh3.clean(
        html,
        tags=TAGS,
        attributes={"a": {"href"}},
        url_schemes=LINKS,
        link_rel="nofollow noopener noreferrer",
    )
    return Markup(clean)  # cleaned above by an allow-list
