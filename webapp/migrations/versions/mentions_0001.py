"""mentions: texts of organizers that still hold an erased name

Revision: mentions
After: handed_over
"""

import sqlalchemy as sa
from alembic import op

import webapp.database

revision = "mentions"
down_revision = "handed_over"
branch_labels = None
depends_on = None

TABLE = "name_mentions"


def upgrade() -> None:
    words = [sa.Column(name, sa.String(), nullable=False) for name in ("place", "row_key", "column", "salt", "mark")]
    op.create_table(
        TABLE,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("erasure_id", sa.Integer(), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=False),
        *words,
        sa.Column("words", sa.Integer(), nullable=False),
        sa.Column("found_at", webapp.database.UTCDateTime(timezone=True), nullable=False),
        sa.CheckConstraint("words > 0", name=op.f("ck_name_mentions_has_words")),
        sa.ForeignKeyConstraint(
            ["erasure_id"], ["erasures.id"], name=op.f("fk_name_mentions_erasure_id_erasures"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["event_id"], ["events.id"], name=op.f("fk_name_mentions_event_id_events"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_name_mentions")),
        sa.UniqueConstraint(
            "erasure_id", "place", "row_key", "column", name=op.f("uq_name_mentions_erasure_id_place_row_key_column")
        ),
    )
    op.create_index(op.f("ix_name_mentions_event_id"), TABLE, ["event_id"])


def downgrade() -> None:
    op.drop_table(TABLE)
