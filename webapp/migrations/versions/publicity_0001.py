"""an event's poster and its point on the map

Revision: publicity
After: program
"""

import sqlalchemy as sa
from alembic import op

import webapp.database

revision = "publicity"
down_revision = "program"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "event_publicity",
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("poster_id", sa.Integer(), nullable=True),
        sa.Column("poster_words", sa.String(), nullable=False),
        sa.Column("latitude", sa.Double(), nullable=True),
        sa.Column("longitude", sa.Double(), nullable=True),
        sa.Column("changed_at", webapp.database.UTCDateTime(timezone=True), nullable=False),
        sa.CheckConstraint("(latitude IS NULL) = (longitude IS NULL)", name=op.f("ck_event_publicity_point_is_whole")),
        sa.CheckConstraint("latitude BETWEEN -90 AND 90", name=op.f("ck_event_publicity_latitude_is_on_earth")),
        sa.CheckConstraint("longitude BETWEEN -180 AND 180", name=op.f("ck_event_publicity_longitude_is_on_earth")),
        sa.ForeignKeyConstraint(
            ["event_id"], ["events.id"], name=op.f("fk_event_publicity_event_id_events"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["poster_id"],
            ["stored_files.id"],
            name=op.f("fk_event_publicity_poster_id_stored_files"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("event_id", name=op.f("pk_event_publicity")),
    )
    op.create_index(op.f("ix_event_publicity_poster_id"), "event_publicity", ["poster_id"])


def downgrade() -> None:
    op.drop_table("event_publicity")
