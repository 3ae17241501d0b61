"""Letters of the committee, and who stopped them.

Revision: announcements
After: texts
"""

import sqlalchemy as sa
from alembic import op

import webapp.database

revision = "announcements"
down_revision = "texts"
branch_labels = None
depends_on = None


def upgrade() -> None:
    moment = webapp.database.UTCDateTime(timezone=True)
    op.create_table(
        "announcements",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("form_token", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("body", sa.String(), nullable=False),
        sa.Column("segment", sa.String(), nullable=False),
        sa.Column("told", sa.Integer(), nullable=False),
        sa.Column("created_at", moment, nullable=False),
        sa.CheckConstraint("subject <> '' AND body <> ''", name=op.f("ck_announcements_says_something")),
        sa.ForeignKeyConstraint(
            ["event_id"], ["events.id"], name=op.f("fk_announcements_event_id_events"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_announcements")),
        sa.UniqueConstraint("event_id", "form_token", name=op.f("uq_announcements_event_id_form_token")),
    )
    op.create_table(
        "news_stops",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("stopped_at", moment, nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["persons.id"], name=op.f("fk_news_stops_person_id_persons"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("person_id", name=op.f("pk_news_stops")),
    )


def downgrade() -> None:
    op.drop_table("news_stops")
    op.drop_table("announcements")
