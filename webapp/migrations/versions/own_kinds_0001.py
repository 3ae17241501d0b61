"""own_kinds: kinds of activity by an organization's own names

Revision: own_kinds
After: rooms
"""

import sqlalchemy as sa
from alembic import op

revision = "own_kinds"
down_revision = "rooms"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("events", sa.Column("kind_name", sa.String(), server_default="", nullable=False))
    op.create_table(
        "own_kinds",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organization_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.CheckConstraint("name <> ''", name=op.f("ck_own_kinds_has_a_name")),
        sa.ForeignKeyConstraint(
            ["organization_id"], ["organizations.id"], name=op.f("fk_own_kinds_organization_id_organizations"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_own_kinds")),
        sa.UniqueConstraint("organization_id", "name", name=op.f("uq_own_kinds_organization_id_name")),
    )  # fmt: skip


def downgrade() -> None:
    op.drop_table("own_kinds")
    op.drop_column("events", "kind_name")
