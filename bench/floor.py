"""The floor: a bare Flask view with one token look-up and one committed insert, on the same server and database.

No ORM, no hooks, no JSON: what remains is the price of HTTP, of Python and of a durable commit on this machine.
Writers queue on a thread lock and a lock file as Gelar's do, since without it SQLite
starves them (docs/decisions/002-transactions.md).
"""

import fcntl
import hashlib
import os
import sqlite3
import threading
from collections.abc import Callable
from datetime import UTC, datetime

from flask import Flask, Response, request

from webapp.config import Settings, load_settings
from webapp.operations import supervising

TABLES = (
    "CREATE TABLE IF NOT EXISTS floor_tokens (id INTEGER PRIMARY KEY, hash VARCHAR NOT NULL UNIQUE)",
    "CREATE TABLE IF NOT EXISTS floor_rows (token_id INTEGER NOT NULL, body VARCHAR NOT NULL, at VARCHAR NOT NULL)",
)
KNOWN = "INSERT INTO floor_tokens (hash) VALUES ({}) ON CONFLICT DO NOTHING"
# One request: the hash of its token, its body, its time; False when the token is not known.
Write = Callable[[str, str, str], bool]


def application() -> Flask:
    """One view for every path, so that it gets the very requests that Gelar gets."""
    settings = load_settings()
    write = _on_sqlite(settings) if settings.is_sqlite else _on_postgres(settings)
    app = Flask(__name__, static_folder=None)

    @app.get("/healthz")
    def healthz() -> str:
        return "ok"

    @app.post("/<path:_path>")
    def insert(_path: str) -> Response:
        token = request.headers.get("Authorization", "").removeprefix("Bearer ")
        body = request.get_data(as_text=True)
        if not write(hashlib.sha256(token.encode()).hexdigest(), body, datetime.now(UTC).isoformat()):
            return Response("unknown", 401)
        return Response('{"outcome":"admitted","status":"confirmed"}', content_type="application/json")

    return app


def _on_sqlite(settings: Settings) -> Write:
    path = str(settings.instance_path / "floor.db")
    turn, queue = threading.Lock(), os.open(f"{path}.lock", os.O_RDWR | os.O_CREAT, 0o600)
    own = threading.local()

    def connection() -> sqlite3.Connection:
        if not hasattr(own, "connection"):
            own.connection = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
            for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "busy_timeout=5000"):
                own.connection.execute(f"PRAGMA {pragma}")
        found: sqlite3.Connection = own.connection
        return found

    def write(token: str, body: str, at: str) -> bool:
        db = connection()
        with turn:
            fcntl.flock(queue, fcntl.LOCK_EX)
            try:
                db.execute("BEGIN IMMEDIATE")
                row = db.execute("SELECT id FROM floor_tokens WHERE hash = ?", (token,)).fetchone()
                if row is not None:
                    db.execute("INSERT INTO floor_rows VALUES (?, ?, ?)", (row[0], body, at))
                db.execute("COMMIT")
            finally:
                fcntl.flock(queue, fcntl.LOCK_UN)
        return row is not None

    for table in TABLES:
        connection().execute(table)
    connection().execute(KNOWN.format("?"), (_known_hash(),))
    return write


def _on_postgres(settings: Settings) -> Write:
    import psycopg  # only where the database is one

    own = threading.local()

    def connection() -> "psycopg.Connection[tuple[int]]":
        if not hasattr(own, "connection"):
            own.connection = psycopg.connect(settings.database_url.replace("+psycopg", ""))
        found: psycopg.Connection[tuple[int]] = own.connection
        return found

    def write(token: str, body: str, at: str) -> bool:
        db = connection()
        with db.transaction():
            row = db.execute("SELECT id FROM floor_tokens WHERE hash = %s", (token,)).fetchone()
            if row is not None:
                db.execute("INSERT INTO floor_rows VALUES (%s, %s, %s)", (row[0], body, at))
        return row is not None

    with connection() as db:
        for table in TABLES:
            db.execute(table.replace("INTEGER PRIMARY KEY", "SERIAL PRIMARY KEY"))
        db.execute(KNOWN.format("%s"), (_known_hash(),))
    del own.connection
    return write


def _known_hash() -> str:
    """The one token that is known, from the environment of the measurement."""
    return hashlib.sha256(os.environ["FLOOR_TOKEN"].encode()).hexdigest()


if __name__ == "__main__":
    supervising.server(load_settings(), target="bench.floor:application").serve()
