"""Addresses of other sites, as people paste them."""

from urllib.parse import urlsplit

from webapp.web.forms import has_control_characters

LONGEST = 2_000


def is_web_address(url: str) -> bool:
    """True for an http or https address with a host, without blanks and control characters."""
    if len(url) > LONGEST or any(ord(mark) < 33 for mark in url) or has_control_characters(url):
        return False
    try:
        parts = urlsplit(url)
        return parts.scheme in {"http", "https"} and bool(parts.hostname) and (parts.port is None or parts.port > 0)
    except ValueError:
        return False
