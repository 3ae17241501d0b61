"""Core statements compiled once and run on a session's own connection: without SQLAlchemy's work per call.

SQLAlchemy spends some 35 µs around a statement that SQLite answers in 5; a check-in has four of
them, a registration nine.
"""

from collections import namedtuple
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from sqlalchemy import Connection, Dialect
from sqlalchemy.exc import DBAPIError
from sqlalchemy.types import TypeEngine

Processor = Callable[[Any], Any] | None


class Prepared:
    """One statement in the text of each dialect, and how every value goes in and every column comes out.

    `statements` holds the same statement by dialect name, or one that serves all; `keys` names the columns of an
    INSERT. What an engine's listeners may count or log, they see of these statements too.
    """

    def __init__(self, statements: Any, keys: Iterable[str] | None = None) -> None:
        self._statements = statements
        self._keys = None if keys is None else list(keys)
        self._texts: dict[str, _Text] = {}

    def first(self, connection: Connection, **given: Any) -> Any:
        """The first row as a named tuple, or None. Begins a transaction where none stands; errors are SQLAlchemy's."""
        prepared, found = self._run(connection, given, _first)
        return None if found is None else prepared.read(found)

    def all(self, connection: Connection, **given: Any) -> list[Any]:
        """Every row as a named tuple."""
        prepared, found = self._run(connection, given, _all)
        return [prepared.read(row) for row in found]

    def run(self, connection: Connection, **given: Any) -> None:
        """A statement that answers with no row."""
        self._run(connection, given, _nothing)

    def changes(self, connection: Connection, **given: Any) -> bool:
        """Whether this INSERT or UPDATE touched a row: asked of the cursor, which costs less than RETURNING."""
        return bool(self._run(connection, given, _count)[1])

    def _run(self, connection: Connection, given: dict[str, Any], fetch: Callable[[Any], Any]) -> "tuple[_Text, Any]":
        if not connection.in_transaction():
            connection.begin()
        dialect = connection.dialect
        prepared = self._texts.get(dialect.name) or self._prepare(dialect)
        values = prepared.bind(given)
        cursor = connection.connection.cursor()
        try:
            _tell_listeners(connection, cursor, prepared.text, values)
            cursor.execute(prepared.text, values)
            found = fetch(cursor)
        except dialect.loaded_dbapi.Error as wrong:
            base = dialect.loaded_dbapi.Error
            raise DBAPIError.instance(prepared.text, None, wrong, base, dialect=dialect) from wrong
        finally:
            cursor.close()
        return prepared, found

    def _prepare(self, dialect: Dialect) -> "_Text":
        is_split = isinstance(self._statements, Mapping)
        statement = self._statements[dialect.name] if is_split else self._statements
        return self._texts.setdefault(dialect.name, _Text(statement, self._keys, dialect))


class _Text:
    """A compiled statement; `bind` and `read` do what its types ask of values."""

    def __init__(self, statement: Any, keys: list[str] | None, dialect: Dialect) -> None:
        compiled = statement.compile(dialect=dialect, column_keys=keys)
        self.text: str = compiled.string
        binds = {name: bind for bind, name in compiled.bind_names.items()}
        self._order: list[str] | None = compiled.positiontup if compiled.positional else None
        self._fixed = {
            name: _into(bind.type, dialect, bind.value)
            for name, bind in binds.items()
            if bind.value is not None and not bind.required
        }
        inward = ((name, _bind_processor(bind.type, dialect)) for name, bind in binds.items())
        self._inward = [(name, process) for name, process in inward if process is not None and name not in self._fixed]
        columns = statement.exported_columns
        self._row: Callable[..., Any] = namedtuple("Row", columns.keys())  # type: ignore[misc]
        outward = (
            (n, column.type.dialect_impl(dialect).result_processor(dialect, None)) for n, column in enumerate(columns)
        )
        self._outward = [(n, process) for n, process in outward if process is not None]

    def bind(self, given: dict[str, Any]) -> Any:
        values = given | self._fixed
        for name, process in self._inward:
            values[name] = process(values[name])
        return values if self._order is None else [values[name] for name in self._order]

    def read(self, row: Any) -> Any:
        values = list(row)
        for n, process in self._outward:
            values[n] = process(values[n])
        return self._row(*values)


def _first(cursor: Any) -> Any:
    return cursor.fetchone()


def _all(cursor: Any) -> Any:
    return cursor.fetchall()


def _count(cursor: Any) -> int:
    return int(cursor.rowcount)


def _nothing(_cursor: Any) -> None:
    return None


def _bind_processor(kind: TypeEngine[Any], dialect: Dialect) -> Processor:
    return kind.dialect_impl(dialect).bind_processor(dialect)


def _into(kind: TypeEngine[Any], dialect: Dialect, value: Any) -> Any:
    process = _bind_processor(kind, dialect)
    return value if process is None else process(value)


def _tell_listeners(connection: Connection, cursor: Any, text: str, values: Any) -> None:
    is_many = False
    for listener in connection.dispatch.before_cursor_execute:
        listener(connection, cursor, text, values, None, is_many)
