"""erasures, and consents that were taken back

Revision: privacy
After: second_factor
"""

import sqlalchemy as sa
from alembic import op

import webapp.database

revision = "privacy"
down_revision = "second_factor"
branch_labels = None
depends_on = None


def upgrade() -> None:
    moment = webapp.database.UTCDateTime(timezone=True)
    op.create_table(
        "erasures",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("registration_ref", sa.String(), nullable=False),
        sa.Column(
            "wish", sa.Enum("own", "filed", "retention", name="wish", native_enum=False, length=32), nullable=False
        ),
        sa.Column("erased_at", moment, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_erasures")),
        sa.UniqueConstraint("registration_ref", name=op.f("uq_erasures_registration_ref")),
    )
    with op.batch_alter_table("consents") as batch_op:
        batch_op.add_column(sa.Column("withdrawn_at", moment, nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("consents") as batch_op:
        batch_op.drop_column("withdrawn_at")
    op.drop_table("erasures")
