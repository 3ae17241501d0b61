"""links by which a phone becomes a desk, once

Revision: pairing
After: member_refs
"""

import sqlalchemy as sa
from alembic import op

import webapp.database

revision = "pairing"
down_revision = "member_refs"
branch_labels = None
depends_on = None

_IS_OPEN = sa.text("used_at IS NULL AND replaced_at IS NULL")


def upgrade() -> None:
    moment = webapp.database.UTCDateTime(timezone=True)
    op.create_table(
        "pairing_links",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("desk_id", sa.Integer(), nullable=False),
        sa.Column("code_hash", sa.String(), nullable=False),
        sa.Column("created_at", moment, nullable=False),
        sa.Column("used_at", moment, nullable=True),
        sa.Column("replaced_at", moment, nullable=True),
        sa.CheckConstraint("used_at IS NULL OR replaced_at IS NULL", name=op.f("ck_pairing_links_ends_one_way")),
        sa.ForeignKeyConstraint(
            ["desk_id"], ["desks.id"], name=op.f("fk_pairing_links_desk_id_desks"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pairing_links")),
        sa.UniqueConstraint("code_hash", name=op.f("uq_pairing_links_code_hash")),
    )
    op.create_index("ix_pairing_links_desk_id", "pairing_links", ["desk_id"])
    op.create_index(
        "uq_pairing_links_open",
        "pairing_links",
        ["desk_id"],
        unique=True,
        sqlite_where=_IS_OPEN,
        postgresql_where=_IS_OPEN,
    )


def downgrade() -> None:
    op.drop_table("pairing_links")
