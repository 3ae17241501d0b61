"""rule_parts: what each part of an attendance rule is worth

Revision: rule_parts
After: consulting
"""

import sqlalchemy as sa
from alembic import op

revision = "rule_parts"
down_revision = "consulting"
branch_labels = None
depends_on = None

PARTS = {
    "scan": "alone", "paper": "alone", "minutes": "alone", "typing": "alone", "report": "ignored", "watching": "alone",
}  # fmt: skip
WEIGHT = sa.Enum("alone", "needed", "ignored", name="weight", native_enum=False, length=32)


def upgrade() -> None:
    with op.batch_alter_table("attendance_rules") as batch_op:
        for name, usual in PARTS.items():
            batch_op.add_column(sa.Column(name, WEIGHT, server_default=usual, nullable=False))
    op.execute("UPDATE attendance_rules SET minutes = 'needed', typing = 'needed' WHERE needs_all")
    op.execute("UPDATE attendance_rules SET paper = 'ignored' WHERE NOT takes_paper")
    op.execute("UPDATE attendance_rules SET watching = 'ignored' WHERE NOT takes_watching")
    with op.batch_alter_table("attendance_rules") as batch_op:
        for name in ("needs_all", "takes_paper", "takes_watching"):
            batch_op.drop_column(name)


def downgrade() -> None:
    with op.batch_alter_table("attendance_rules") as batch_op:
        batch_op.add_column(sa.Column("needs_all", sa.Boolean(), server_default=sa.false(), nullable=False))
        for name in ("takes_paper", "takes_watching"):
            batch_op.add_column(sa.Column(name, sa.Boolean(), server_default=sa.text("true"), nullable=False))
    op.execute("UPDATE attendance_rules SET needs_all = true WHERE minutes = 'needed' OR typing = 'needed'")
    op.execute("UPDATE attendance_rules SET takes_paper = false WHERE paper = 'ignored'")
    op.execute("UPDATE attendance_rules SET takes_watching = false WHERE watching = 'ignored'")
    with op.batch_alter_table("attendance_rules") as batch_op:
        for name in PARTS:
            batch_op.drop_column(name)
