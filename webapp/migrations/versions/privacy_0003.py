"""links by mail to one's own data, and finding people by their address

Revision: data_visits
After: series
"""

import sqlalchemy as sa
from alembic import op

import webapp.database

revision = "data_visits"
down_revision = "series"
branch_labels = None
depends_on = None


def upgrade() -> None:
    moment = webapp.database.UTCDateTime(timezone=True)
    op.create_table(
        "data_visits",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("ref", sa.String(), nullable=False),
        sa.Column("email", sa.String(), nullable=False),
        sa.Column("locale", sa.String(), nullable=False),
        sa.Column("created_at", moment, nullable=False),
        sa.Column("expires_at", moment, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_data_visits")),
        sa.UniqueConstraint("ref", name=op.f("uq_data_visits_ref")),
    )
    op.create_index(op.f("ix_data_visits_expires_at"), "data_visits", ["expires_at"])
    has_mail = sa.text("email <> ''")
    op.create_index("ix_persons_email", "persons", ["email"], sqlite_where=has_mail, postgresql_where=has_mail)


def downgrade() -> None:
    op.drop_index("ix_persons_email", "persons")
    op.drop_table("data_visits")
