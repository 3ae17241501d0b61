"""photos of an activity for its report

Revision: photos
After: data_visits
"""

import sqlalchemy as sa
from alembic import op

revision = "photos"
down_revision = "data_visits"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "report_photos",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("file_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("caption", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["event_id"], ["events.id"], name=op.f("fk_report_photos_event_id_events"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["file_id"], ["stored_files.id"], name=op.f("fk_report_photos_file_id_stored_files"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_report_photos")),
        sa.UniqueConstraint("file_id", name=op.f("uq_report_photos_file_id")),
    )
    op.create_index(op.f("ix_report_photos_event_id_position"), "report_photos", ["event_id", "position"])


def downgrade() -> None:
    op.drop_table("report_photos")
