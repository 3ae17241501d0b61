"""indicators of an organization

Revision: indicators
After: asking
"""

import sqlalchemy as sa
from alembic import op

revision = "indicators"
down_revision = "asking"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "indicators",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organization_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("formula", sa.String(), nullable=False),
        sa.Column("unit", sa.String(), nullable=False),
        sa.Column("target", sa.Double(), nullable=True),
        sa.CheckConstraint("name <> '' AND formula <> ''", name=op.f("ck_indicators_has_name_and_formula")),
        sa.ForeignKeyConstraint(
            ["organization_id"],
            ["organizations.id"],
            name=op.f("fk_indicators_organization_id_organizations"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_indicators")),
        sa.UniqueConstraint("organization_id", "name", name=op.f("uq_indicators_organization_id_name")),
    )


def downgrade() -> None:
    op.drop_table("indicators")
