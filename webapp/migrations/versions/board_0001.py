"""what the phone of a desk said of itself when it last spoke to us

Revision: board
After: directory_imports
"""

import sqlalchemy as sa
from alembic import op

import webapp.database

revision = "board"
down_revision = "directory_imports"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("desks", sa.Column("contacted_at", webapp.database.UTCDateTime(timezone=True), nullable=True))
    op.add_column("desks", sa.Column("waiting", sa.Integer(), server_default="0", nullable=False))
    op.add_column("desks", sa.Column("listed", sa.Integer(), server_default="0", nullable=False))
    op.add_column("desks", sa.Column("has_camera", sa.Boolean(), server_default=sa.text("false"), nullable=False))


def downgrade() -> None:
    for name in ("has_camera", "listed", "waiting", "contacted_at"):
        op.drop_column("desks", name)
