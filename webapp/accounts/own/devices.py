"""A device in words, from what its browser says of itself."""

from collections.abc import Sequence

from flask_babel import gettext as _

# Looked for in this order: many browsers also carry the names of others.
_BROWSERS = (
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser", "Samsung Internet"),
    ("Firefox", "Firefox"),
    ("FxiOS", "Firefox"),
    ("CriOS", "Chrome"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
)
_SYSTEMS = (
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Windows", "Windows"),
    ("Mac OS", "macOS"),
    ("CrOS", "ChromeOS"),
    ("Linux", "Linux"),
)


def named(user_agent: str) -> str:
    """ "Chrome, Android"; a browser that says nothing is an unknown device."""
    parts = [found for table in (_BROWSERS, _SYSTEMS) if (found := _first(table, user_agent))]
    return ", ".join(parts) or _("Perangkat tidak dikenal")


def _first(table: Sequence[tuple[str, str]], user_agent: str) -> str:
    return next((words for mark, words in table if mark in user_agent), "")
