"""calendars: personal calendar addresses, and a sequence of each registration

Revision: calendars
After: files
"""

import sqlalchemy as sa
from alembic import op

import webapp.database

revision = "calendars"
down_revision = "accounts"
branch_labels = None
depends_on = None


def upgrade() -> None:
    moment = webapp.database.UTCDateTime(timezone=True)
    with op.batch_alter_table("registrations") as batch_op:
        batch_op.add_column(sa.Column("sequence", sa.Integer(), server_default="0", nullable=False))
    op.create_table(
        "calendar_subscriptions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("token_hash", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("locale", sa.String(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=True),
        sa.Column("created_at", moment, nullable=False),
        sa.Column("changed_at", moment, nullable=False),
        sa.Column("fetched_at", moment, nullable=True),
        sa.Column("fetched_by", sa.String(), nullable=False),
        sa.Column("revoked_at", moment, nullable=True),
        sa.CheckConstraint("name <> ''", name=op.f("ck_calendar_subscriptions_has_a_name")),
        sa.ForeignKeyConstraint(
            ["user_id"], ["users.id"], name=op.f("fk_calendar_subscriptions_user_id_users"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_calendar_subscriptions")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_calendar_subscriptions_token_hash")),
    )
    op.create_index(op.f("ix_calendar_subscriptions_user_id"), "calendar_subscriptions", ["user_id"])
    op.create_table(
        "calendar_registrations",
        sa.Column("subscription_id", sa.Integer(), nullable=False),
        sa.Column("registration_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["subscription_id"],
            ["calendar_subscriptions.id"],
            name=op.f("fk_calendar_registrations_subscription_id_calendar_subscriptions"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["registration_id"],
            ["registrations.id"],
            name=op.f("fk_calendar_registrations_registration_id_registrations"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("subscription_id", "registration_id", name=op.f("pk_calendar_registrations")),
    )
    op.create_index(op.f("ix_calendar_registrations_registration_id"), "calendar_registrations", ["registration_id"])


def downgrade() -> None:
    op.drop_table("calendar_registrations")
    op.drop_table("calendar_subscriptions")
    with op.batch_alter_table("registrations") as batch_op:
        batch_op.drop_column("sequence")
