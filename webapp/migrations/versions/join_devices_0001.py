"""join_devices: from which device somebody joined, as a hash

Revision: join_devices
After: attesting
"""

import sqlalchemy as sa
from alembic import op

import webapp.database

revision = "join_devices"
down_revision = "attesting"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "join_devices",
        sa.Column("session_id", sa.Integer(), nullable=False),
        sa.Column("registration_id", sa.Integer(), nullable=False),
        sa.Column("device", sa.String(), nullable=False),
        sa.Column("noticed_at", webapp.database.UTCDateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["session_id"], ["sessions.id"], name=op.f("fk_join_devices_session_id_sessions"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["registration_id"], ["registrations.id"], name=op.f("fk_join_devices_registration_id_registrations"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("session_id", "registration_id", "device", name=op.f("pk_join_devices")),
    )  # fmt: skip
    op.create_index("ix_join_devices_device", "join_devices", ["session_id", "device"])
    op.create_index(op.f("ix_join_devices_registration_id"), "join_devices", ["registration_id"])


def downgrade() -> None:
    op.drop_table("join_devices")
