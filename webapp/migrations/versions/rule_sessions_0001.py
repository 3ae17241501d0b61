"""rule_sessions: what part of its sessions a training asks for

Revision: rule_sessions
After: privacy_requests
"""

import sqlalchemy as sa
from alembic import op

revision = "rule_sessions"
down_revision = "privacy_requests"
branch_labels = None
depends_on = None

CHECK = "ck_attendance_rules_sessions_are_a_percentage"


def upgrade() -> None:
    with op.batch_alter_table("attendance_rules") as batch_op:
        batch_op.add_column(sa.Column("sessions_percent", sa.Integer(), server_default="0", nullable=False))
        batch_op.create_check_constraint(op.f(CHECK), "sessions_percent BETWEEN 0 AND 100")


def downgrade() -> None:
    with op.batch_alter_table("attendance_rules") as batch_op:
        batch_op.drop_constraint(op.f(CHECK), type_="check")
        batch_op.drop_column("sessions_percent")
