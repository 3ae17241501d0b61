"""who has looked at a doubtful scan, and why it stands

Revision: reviewing
After: registration_imports
"""

import sqlalchemy as sa
from alembic import op

import webapp.database

revision = "reviewing"
down_revision = "registration_imports"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "scan_reviews",
        sa.Column("scan_id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=True),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("reviewed_at", webapp.database.UTCDateTime(timezone=True), nullable=False),
        sa.CheckConstraint("reason <> ''", name=op.f("ck_scan_reviews_says_why")),
        sa.ForeignKeyConstraint(
            ["scan_id"], ["scans.id"], name=op.f("fk_scan_reviews_scan_id_scans"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["user_id"], ["users.id"], name=op.f("fk_scan_reviews_user_id_users"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("scan_id", name=op.f("pk_scan_reviews")),
    )
    op.create_index(op.f("ix_scan_reviews_user_id"), "scan_reviews", ["user_id"])


def downgrade() -> None:
    op.drop_table("scan_reviews")
