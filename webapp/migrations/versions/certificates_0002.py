"""the name under which somebody with a part got a certificate, beside the one that was put right

Revision: issued_names
After: rule_parts
"""

import sqlalchemy as sa
from alembic import op

revision = "issued_names"
down_revision = "rule_parts"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("certificates", sa.Column("issued_name", sa.String(), nullable=False, server_default=""))
    op.execute("UPDATE certificates SET issued_name = name WHERE registration_id IS NULL")


def downgrade() -> None:
    op.drop_column("certificates", "issued_name")
