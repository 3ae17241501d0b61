"""Questions to the database of an installation beside its processes: without an application, so nearly for nothing."""

from functools import cache
from typing import Any

from sqlalchemy import Engine, NullPool, create_engine, text

from bench.installation import Installation
from webapp.config import load_settings


@cache
def _engine(url: str) -> Engine:
    return create_engine(url, poolclass=NullPool)


def rows(place: Installation, query: str, **values: object) -> list[Any]:
    """The rows of one statement in a transaction of its own; none for what only writes."""
    with _engine(load_settings(place.environ()).database_url).begin() as connection:
        result = connection.execute(text(query), values)
        return list(result) if result.returns_rows else []


def event_id(place: Installation, slug: str) -> int:
    return int(rows(place, "SELECT id FROM events WHERE slug = :slug", slug=slug)[0].id)
