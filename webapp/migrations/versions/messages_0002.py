"""What was passed on by hand, and the worker's heartbeat.

Revision: heartbeat
After: reviewing
"""

import sqlalchemy as sa
from alembic import op

import webapp.database

revision = "heartbeat"
down_revision = "reviewing"
branch_labels = None
depends_on = None


def upgrade() -> None:
    moment = webapp.database.UTCDateTime(timezone=True)
    with op.batch_alter_table("messages") as batch_op:
        batch_op.add_column(sa.Column("passed_on_at", moment, nullable=True))
    op.create_table(
        "worker_beats",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", moment, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_worker_beats")),
    )


def downgrade() -> None:
    op.drop_table("worker_beats")
    with op.batch_alter_table("messages") as batch_op:
        batch_op.drop_column("passed_on_at")
