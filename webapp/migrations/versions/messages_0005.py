"""since when a mail server may have a letter

Revision: handed_over
After: ids
"""

import sqlalchemy as sa
from alembic import op

import webapp.database

revision = "handed_over"
down_revision = "ids"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("messages", sa.Column("handed_over_at", webapp.database.UTCDateTime(timezone=True), nullable=True))


def downgrade() -> None:
    op.drop_column("messages", "handed_over_at")
