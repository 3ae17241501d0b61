"""series: the rule that ties dates together, each an event of its own

Revision: series
After: feedback
"""

import sqlalchemy as sa
from alembic import op

import webapp.database

revision = "series"
down_revision = "feedback"
branch_labels = None
depends_on = None

FREQUENCIES = ("weekly", "monthly_date", "monthly_nth", "monthly_last")


def upgrade() -> None:
    op.create_table(
        "series",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("frequency", sa.Enum(*FREQUENCIES, name="frequency", native_enum=False, length=32), nullable=False),
        sa.Column("step", sa.Integer(), nullable=False),
        sa.Column("weekdays", sa.JSON(), nullable=False),
        sa.Column("first", sa.Date(), nullable=False),
        sa.Column("count", sa.Integer(), nullable=True),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("skipped", sa.JSON(), nullable=False),
        sa.Column("created_at", webapp.database.UTCDateTime(timezone=True), nullable=False),
        sa.CheckConstraint("step BETWEEN 1 AND 12", name=op.f("ck_series_step_is_bounded")),
        sa.CheckConstraint("(count IS NULL) <> (until IS NULL)", name=op.f("ck_series_ends_one_way")),
        sa.CheckConstraint("count IS NULL OR count BETWEEN 2 AND 104", name=op.f("ck_series_count_is_bounded")),
        sa.CheckConstraint("until IS NULL OR first < until", name=op.f("ck_series_begins_before_it_ends")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_series")),
    )
    op.create_table(
        "series_dates",
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("series_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["event_id"], ["events.id"], name=op.f("fk_series_dates_event_id_events"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["series_id"], ["series.id"], name=op.f("fk_series_dates_series_id_series"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("event_id", name=op.f("pk_series_dates")),
    )
    op.create_index(op.f("ix_series_dates_series_id"), "series_dates", ["series_id"])


def downgrade() -> None:
    op.drop_table("series_dates")
    op.drop_table("series")
