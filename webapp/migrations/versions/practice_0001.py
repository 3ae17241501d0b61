"""whether the phone of a desk keeps what it records by itself

Revision: practice
After: photos
"""

import sqlalchemy as sa
from alembic import op

revision = "practice"
down_revision = "photos"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("desks", sa.Column("has_queue", sa.Boolean(), server_default=sa.text("false"), nullable=False))


def downgrade() -> None:
    op.drop_column("desks", "has_queue")
