"""The committee's own words for a kind of message, and a cap on what one address gets.

Revision: texts
After: heartbeat
"""

import sqlalchemy as sa
from alembic import op

import webapp.database

revision = "texts"
down_revision = "heartbeat"
branch_labels = None
depends_on = None

OF_ORGANIZATION = sa.text("event_id IS NULL")


def upgrade() -> None:
    moment = webapp.database.UTCDateTime(timezone=True)
    op.create_table(
        "recipient_counts",
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("messages", sa.Integer(), nullable=False),
        sa.Column("since", moment, nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_recipient_counts")),
    )
    op.create_index(op.f("ix_recipient_counts_since"), "recipient_counts", ["since"])
    op.create_table(
        "message_texts",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organization_id", sa.Integer(), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=True),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("locale", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("body", sa.String(), nullable=False),
        sa.Column("updated_at", moment, nullable=False),
        sa.CheckConstraint("subject <> '' AND body <> ''", name=op.f("ck_message_texts_says_something")),
        sa.ForeignKeyConstraint(
            ["organization_id"],
            ["organizations.id"],
            name=op.f("fk_message_texts_organization_id_organizations"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["event_id"], ["events.id"], name=op.f("fk_message_texts_event_id_events"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_message_texts")),
        sa.UniqueConstraint("event_id", "kind", "locale", name=op.f("uq_message_texts_event_id_kind_locale")),
    )
    op.create_index(
        "uq_message_texts_organization",
        "message_texts",
        ["organization_id", "kind", "locale"],
        unique=True,
        sqlite_where=OF_ORGANIZATION,
        postgresql_where=OF_ORGANIZATION,
    )


def downgrade() -> None:
    op.drop_table("message_texts")
    op.drop_table("recipient_counts")
