"""written parts of a report, and links to its summary

Revision: narrating
After: venue
"""

import sqlalchemy as sa
from alembic import op

import webapp.database

revision = "narrating"
down_revision = "venue"
branch_labels = None
depends_on = None

PARTS = ("background", "aims", "basis", "proceedings", "results", "obstacles", "conclusions", "follow_up")


def upgrade() -> None:
    moment = webapp.database.UTCDateTime(timezone=True)
    op.create_table(
        "report_texts",
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("part", sa.Enum(*PARTS, name="part", native_enum=False, length=32), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("revised_at", moment, nullable=False),
        sa.CheckConstraint("text <> ''", name=op.f("ck_report_texts_says_something")),
        sa.ForeignKeyConstraint(
            ["event_id"], ["events.id"], name=op.f("fk_report_texts_event_id_events"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("event_id", "part", name=op.f("pk_report_texts")),
    )
    op.create_table(
        "summary_links",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("token_hash", sa.String(), nullable=False),
        sa.Column("created_at", moment, nullable=False),
        sa.Column("expires_at", moment, nullable=False),
        sa.Column("revoked_at", moment, nullable=True),
        sa.Column("user_id", sa.Integer(), nullable=True),
        sa.CheckConstraint("created_at < expires_at", name=op.f("ck_summary_links_begins_before_it_ends")),
        sa.ForeignKeyConstraint(
            ["event_id"], ["events.id"], name=op.f("fk_summary_links_event_id_events"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["user_id"], ["users.id"], name=op.f("fk_summary_links_user_id_users"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_summary_links")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_summary_links_token_hash")),
    )
    op.create_index(op.f("ix_summary_links_event_id"), "summary_links", ["event_id"])


def downgrade() -> None:
    op.drop_table("summary_links")
    op.drop_table("report_texts")
