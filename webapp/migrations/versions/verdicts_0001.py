"""verdicts: evidence of taking part online, rules, codes, overrides

Revision: verdicts
After: registration
"""

import sqlalchemy as sa
from alembic import op

import webapp.database

revision = "verdicts"
down_revision = "registration"
branch_labels = None
depends_on = None

PART = sa.Enum("opening", "closing", name="part", native_enum=False, length=32)


def upgrade() -> None:
    moment = webapp.database.UTCDateTime(timezone=True)
    with op.batch_alter_table("attendances") as batch_op:
        batch_op.add_column(sa.Column("is_present", sa.Boolean(), server_default=sa.text("true"), nullable=False))
        batch_op.add_column(sa.Column("why", sa.String(), server_default="", nullable=False))
        batch_op.add_column(sa.Column("minutes", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("is_late", sa.Boolean(), server_default=sa.text("false"), nullable=False))
    op.create_table(
        "presence_intervals",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("session_id", sa.Integer(), nullable=False),
        sa.Column("registration_id", sa.Integer(), nullable=False),
        sa.Column("source", sa.Enum("page", "report", name="source", native_enum=False, length=32), nullable=False),
        sa.Column("started_at", moment, nullable=False),
        sa.Column("ended_at", moment, nullable=False),
        sa.CheckConstraint("started_at <= ended_at", name=op.f("ck_presence_intervals_starts_before_it_ends")),
        *_of_both("presence_intervals"),
        sa.UniqueConstraint(
            "session_id", "registration_id", "source", "started_at",
            name=op.f("uq_presence_intervals_session_id_registration_id_source_started_at"),
        ),
    )  # fmt: skip
    _index_registration("presence_intervals")
    op.create_index(
        "ix_presence_intervals_newest", "presence_intervals", ["session_id", "registration_id", "source", "ended_at"]
    )
    op.create_table(
        "session_codes",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("session_id", sa.Integer(), nullable=False),
        sa.Column("part", PART, nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("opens_at", moment, nullable=False),
        sa.Column("closes_at", moment, nullable=False),
        sa.CheckConstraint("opens_at < closes_at", name=op.f("ck_session_codes_opens_before_it_closes")),
        sa.ForeignKeyConstraint(
            ["session_id"], ["sessions.id"], name=op.f("fk_session_codes_session_id_sessions"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_session_codes")),
        sa.UniqueConstraint("session_id", "part", name=op.f("uq_session_codes_session_id_part")),
    )
    op.create_table(
        "code_claims",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("session_id", sa.Integer(), nullable=False),
        sa.Column("registration_id", sa.Integer(), nullable=False),
        sa.Column("part", PART, nullable=False),
        sa.Column("claimed_at", moment, nullable=False),
        *_of_both("code_claims"),
        sa.UniqueConstraint(
            "session_id", "registration_id", "part", name=op.f("uq_code_claims_session_id_registration_id_part")
        ),
    )
    _index_registration("code_claims")
    op.create_table(
        "attendance_rules",
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("minutes_percent", sa.Integer(), nullable=False),
        sa.Column("codes", sa.Enum("none", "one", "both", name="codes", native_enum=False, length=32), nullable=False),
        sa.Column("needs_all", sa.Boolean(), nullable=False),
        sa.Column("late_after", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "minutes_percent BETWEEN 0 AND 100", name=op.f("ck_attendance_rules_minutes_are_a_percentage")
        ),
        sa.CheckConstraint("late_after >= 0", name=op.f("ck_attendance_rules_late_after_is_not_negative")),
        sa.ForeignKeyConstraint(
            ["event_id"], ["events.id"], name=op.f("fk_attendance_rules_event_id_events"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("event_id", name=op.f("pk_attendance_rules")),
    )
    op.create_table(
        "verdict_overrides",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("session_id", sa.Integer(), nullable=False),
        sa.Column("registration_id", sa.Integer(), nullable=False),
        sa.Column("is_present", sa.Boolean(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=True),
        sa.Column("decided_at", moment, nullable=False),
        sa.ForeignKeyConstraint(
            ["user_id"], ["users.id"], name=op.f("fk_verdict_overrides_user_id_users"), ondelete="SET NULL"
        ),
        *_of_both("verdict_overrides"),
        sa.UniqueConstraint(
            "session_id", "registration_id", name=op.f("uq_verdict_overrides_session_id_registration_id")
        ),
    )
    _index_registration("verdict_overrides")


def _of_both(table: str) -> tuple[sa.Constraint, ...]:
    """The key of a row of evidence, and what it is evidence of."""
    return (
        sa.ForeignKeyConstraint(
            ["session_id"], ["sessions.id"], name=op.f(f"fk_{table}_session_id_sessions"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["registration_id"], ["registrations.id"], name=op.f(f"fk_{table}_registration_id_registrations"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
    )  # fmt: skip


def _index_registration(table: str) -> None:
    op.create_index(op.f(f"ix_{table}_registration_id"), table, ["registration_id"])


def downgrade() -> None:
    for table in ("verdict_overrides", "attendance_rules", "code_claims", "session_codes", "presence_intervals"):
        op.drop_table(table)
    with op.batch_alter_table("attendances") as batch_op:
        for column in ("is_late", "minutes", "why", "is_present"):
            batch_op.drop_column(column)
