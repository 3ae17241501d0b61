"""When a deliverer took a message: what comes too late is judged by it.

Revision: messages
After: privacy
"""

import sqlalchemy as sa
from alembic import op

import webapp.database

revision = "messages"
down_revision = "privacy"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("messages") as batch_op:
        batch_op.add_column(sa.Column("claimed_at", webapp.database.UTCDateTime(timezone=True), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("messages") as batch_op:
        batch_op.drop_column("claimed_at")
