"""features: what only one kind of activity has

Revision: features
After: passkeys
"""

import sqlalchemy as sa
from alembic import op

revision = "features"
down_revision = "passkeys"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "event_features",
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("value", sa.String(), nullable=False),
        sa.CheckConstraint("value <> ''", name=op.f("ck_event_features_says_something")),
        sa.ForeignKeyConstraint(
            ["event_id"], ["events.id"], name=op.f("fk_event_features_event_id_events"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("event_id", "code", name=op.f("pk_event_features")),
    )
    op.create_table(
        "event_outputs",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("file_id", sa.Integer(), nullable=True),
        sa.CheckConstraint("title <> ''", name=op.f("ck_event_outputs_has_a_title")),
        sa.ForeignKeyConstraint(
            ["event_id"], ["events.id"], name=op.f("fk_event_outputs_event_id_events"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["file_id"], ["stored_files.id"], name=op.f("fk_event_outputs_file_id_stored_files")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_event_outputs")),
        sa.UniqueConstraint("event_id", "title", name=op.f("uq_event_outputs_event_id_title")),
    )  # fmt: skip
    op.create_index(op.f("ix_event_outputs_file_id"), "event_outputs", ["file_id"])


def downgrade() -> None:
    op.drop_table("event_outputs")
    op.drop_table("event_features")
