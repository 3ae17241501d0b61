"""what people say of an activity, who has said it, and which activities do not ask

Revision: feedback
After: certificates
"""

import sqlalchemy as sa
from alembic import op

import webapp.database

revision = "feedback"
down_revision = "certificates"
branch_labels = None
depends_on = None

RATED = ("material", "speakers", "service", "overall")


def upgrade() -> None:
    op.create_table(
        "feedback_closures",
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("closed_at", webapp.database.UTCDateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["event_id"], ["events.id"], name=op.f("fk_feedback_closures_event_id_events"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("event_id", name=op.f("pk_feedback_closures")),
    )
    op.create_table(
        "feedback_receipts",
        sa.Column("registration_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["registration_id"],
            ["registrations.id"],
            name=op.f("fk_feedback_receipts_registration_id_registrations"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("registration_id", name=op.f("pk_feedback_receipts")),
    )
    said = " OR ".join((*(f"{name} IS NOT NULL" for name in RATED), "suggestion <> ''"))
    op.create_table(
        "feedback",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("registration_id", sa.Integer(), nullable=True),
        *(sa.Column(name, sa.Integer(), nullable=True) for name in RATED),
        sa.Column("suggestion", sa.String(), nullable=False),
        *(sa.CheckConstraint(f"{name} BETWEEN 1 AND 5", name=op.f(f"ck_feedback_{name}_is_of_five")) for name in RATED),
        sa.CheckConstraint(said, name=op.f("ck_feedback_says_something")),
        sa.ForeignKeyConstraint(
            ["event_id"], ["events.id"], name=op.f("fk_feedback_event_id_events"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["registration_id"],
            ["registrations.id"],
            name=op.f("fk_feedback_registration_id_registrations"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_feedback")),
        sa.UniqueConstraint("registration_id", name=op.f("uq_feedback_registration_id")),
    )
    op.create_index(op.f("ix_feedback_event_id"), "feedback", ["event_id"])


def downgrade() -> None:
    op.drop_table("feedback")
    op.drop_table("feedback_receipts")
    op.drop_table("feedback_closures")
