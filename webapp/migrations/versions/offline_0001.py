"""scans of desks without a network: what the device's clock showed, and what the desk said by itself

Revision: offline
After: directory
"""

import sqlalchemy as sa
from alembic import op

import webapp.database

revision = "offline"
down_revision = "directory"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("scans", sa.Column("device_at", webapp.database.UTCDateTime(timezone=True), nullable=True))
    op.add_column("scans", sa.Column("told", sa.String(), server_default="", nullable=False))


def downgrade() -> None:
    op.drop_column("scans", "told")
    op.drop_column("scans", "device_at")
