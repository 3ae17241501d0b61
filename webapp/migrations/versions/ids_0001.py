"""ids: numbers that the audit log names are given once only, also on SQLite

Revision: ids
After: pairing
"""

from alembic import op

revision = "ids"
down_revision = "pairing"
branch_labels = None
depends_on = None

TABLES = ("organizations", "users", "events", "desks")


def upgrade() -> None:
    """SQLite gives the highest id of a deleted row again, so the log would show a stranger's acts as somebody's own."""
    if op.get_bind().dialect.name == "sqlite":
        for table in TABLES:
            with op.batch_alter_table(table, recreate="always", table_kwargs={"sqlite_autoincrement": True}):
                pass


def downgrade() -> None:
    """Nothing to undo: an older program does not mind ids with gaps."""
