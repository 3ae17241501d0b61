"""Reading the page's number from a query."""

from flask import request

MOST = 100_000


def page_number() -> int:
    """`page` of the address, counted from 1; whatever is no number is the first page."""
    asked = request.args.get("page", "")
    return min(int(asked), MOST) if asked.isascii() and asked.isdigit() and len(asked) < 10 else 1
