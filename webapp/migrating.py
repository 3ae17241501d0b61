"""Bringing a database to the schema of this program, and saying how far it is."""

from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, Engine, text

from webapp.errors import DatabaseUnavailable

# Alembic is imported where it is used: a server needs it to start at most, and it takes 8 MB.
if TYPE_CHECKING:
    from alembic.config import Config


def upgrade(engine: Engine, revision: str = "head") -> None:
    """Run the missing steps, all or nothing.

    On SQLite foreign keys are off meanwhile, since a table that is copied would otherwise take its
    cascading children with it; they are checked before the commit.
    """
    from alembic import command

    with engine.connect() as connection:
        is_sqlite = engine.dialect.name == "sqlite"
        if is_sqlite:
            connection.connection.driver_connection.execute("PRAGMA foreign_keys=OFF")  # type: ignore[union-attr]
        try:
            with connection.begin():
                command.upgrade(_config(connection), revision)
                if is_sqlite and (broken := connection.execute(text("PRAGMA foreign_key_check")).first()):
                    raise DatabaseUnavailable(f"the migration would leave a row without its parent: {tuple(broken)}")
        finally:
            if is_sqlite:
                connection.connection.driver_connection.execute("PRAGMA foreign_keys=ON")  # type: ignore[union-attr]


def downgrade(engine: Engine, revision: str) -> None:
    """Undo steps down to `revision`; for tests and for a failed deployment."""
    from alembic import command

    with engine.begin() as connection:
        command.downgrade(_config(connection), revision)


def refuse_unless_current(engine: Engine) -> None:
    """Raise DatabaseUnavailable, with the mend, unless the schema is exactly this program's."""
    from alembic.runtime.migration import MigrationContext
    from alembic.script import ScriptDirectory

    with engine.connect() as connection:
        found = MigrationContext.configure(connection).get_current_revision()
    script = ScriptDirectory.from_config(_config(None))
    if found == script.get_current_head():
        return
    if found is None:
        raise DatabaseUnavailable("The database is empty. Run: gelar db upgrade")
    if found in {step.revision for step in script.walk_revisions()}:
        raise DatabaseUnavailable("The database is older than this program. Make a backup, then run: gelar db upgrade")
    raise DatabaseUnavailable(
        "The database was made by a newer Gelar than this one. Install that version, or restore an older backup."
    )


def _config(connection: Connection | None) -> "Config":
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    config.attributes["connection"] = connection
    return config
