"""How Alembic reaches the database: the connection is handed over by webapp.migrating."""

from alembic import context

from webapp import models
from webapp.database import Base

assert models  # imported for its tables

connection = context.config.attributes["connection"]
context.configure(
    connection=connection,
    target_metadata=Base.metadata,
    render_as_batch=True,
    compare_type=True,
    transaction_per_migration=False,
)
with context.begin_transaction():
    context.run_migrations()
