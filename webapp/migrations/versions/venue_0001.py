"""the venue code of an event: its key, and since when it is on

Revision: venue
After: board
"""

import sqlalchemy as sa
from alembic import op

import webapp.database

revision = "venue"
down_revision = "board"
branch_labels = None
depends_on = None


def upgrade() -> None:
    moment = webapp.database.UTCDateTime(timezone=True)
    op.create_table(
        "venue_codes",
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("opened_at", moment, nullable=False),
        sa.Column("closed_at", moment, nullable=True),
        sa.ForeignKeyConstraint(
            ["event_id"], ["events.id"], name=op.f("fk_venue_codes_event_id_events"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("event_id", name=op.f("pk_venue_codes")),
    )


def downgrade() -> None:
    op.drop_table("venue_codes")
