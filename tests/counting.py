"""Counting SQL statements: a page must cost the same number of them for one row and for many."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from flask import Flask
from sqlalchemy import Engine, event

from webapp.database import db

# What begins and ends a transaction or describes the connection is not the page's work.
OVERHEAD = ("BEGIN", "COMMIT", "ROLLBACK", "PRAGMA", "SAVEPOINT", "RELEASE", "SHOW", "SET")


@dataclass
class Counted:
    """The statements that ran inside a `with count_queries(...)`, in order."""

    statements: list[str] = field(default_factory=list)

    def __len__(self) -> int:
        return len(self.statements)

    def __str__(self) -> str:
        return "\n".join(f"{n}. {statement}" for n, statement in enumerate(self.statements, 1))


@contextmanager
def count_queries(engine: Engine) -> Iterator[Counted]:
    """Collect what the engine executes; transaction control is left out.

    with count_queries(engine_of(app)) as counted:
        client.get("/manage")
    assert len(counted) == 4, counted
    """
    counted = Counted()

    def note(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        if not statement.lstrip().upper().startswith(OVERHEAD):
            counted.statements.append(statement)

    event.listen(engine, "before_cursor_execute", note)
    try:
        yield counted
    finally:
        event.remove(engine, "before_cursor_execute", note)


def engine_of(app: Flask) -> Engine:
    """The engine of an application, for tests that hold no context beside their client."""
    with app.app_context():
        return db.engine
