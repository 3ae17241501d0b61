"""Going back to where somebody was, never to somebody else's site."""

from urllib.parse import urlsplit


def safe_path(target: str | None, default: str = "/") -> str:
    """`target` if it is a path on this site, else `default`.

    Browsers read `//host`, `/\\host` and control characters as another site's address.
    """
    if not target or not target.startswith("/") or target.startswith(("//", "/\\")):
        return default
    if any(ord(mark) < 33 or mark == "\\" for mark in target):
        return default
    parts = urlsplit(target)
    return default if parts.scheme or parts.netloc else target
