"""people without mail sign in by telephone; invitations

Revision: teams
After: offline
"""

import sqlalchemy as sa
from alembic import op

import webapp.database

revision = "teams"
down_revision = "offline"
branch_labels = None
depends_on = None


def upgrade() -> None:
    moment = webapp.database.UTCDateTime(timezone=True)
    with op.batch_alter_table("users") as batch_op:
        batch_op.alter_column("email", existing_type=sa.String(), nullable=True)
        batch_op.add_column(sa.Column("phone", sa.String(), nullable=True))
        batch_op.create_unique_constraint(op.f("uq_users_phone"), ["phone"])
        batch_op.create_check_constraint(op.f("ck_users_has_one_login"), "(email IS NULL) <> (phone IS NULL)")
    op.create_table(
        "invitations",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("ref", sa.String(), nullable=False),
        sa.Column("organization_id", sa.Integer(), nullable=False),
        sa.Column(
            "role",
            sa.Enum("admin", "committee", "desk", "viewer", name="grantrole", native_enum=False, length=32),
            nullable=False,
        ),
        sa.Column("email", sa.String(), nullable=True),
        sa.Column("phone", sa.String(), nullable=True),
        sa.Column("user_id", sa.Integer(), nullable=True),
        sa.Column("locale", sa.String(), nullable=False),
        sa.Column("created_at", moment, nullable=False),
        sa.Column("expires_at", moment, nullable=False),
        sa.CheckConstraint("(email IS NULL) <> (phone IS NULL)", name=op.f("ck_invitations_has_one_login")),
        sa.CheckConstraint("email = lower(email)", name=op.f("ck_invitations_email_is_folded")),
        sa.ForeignKeyConstraint(
            ["organization_id"],
            ["organizations.id"],
            name=op.f("fk_invitations_organization_id_organizations"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["user_id"], ["users.id"], name=op.f("fk_invitations_user_id_users"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_invitations")),
        sa.UniqueConstraint("organization_id", "email", name=op.f("uq_invitations_organization_id_email")),
        sa.UniqueConstraint("organization_id", "phone", name=op.f("uq_invitations_organization_id_phone")),
        sa.UniqueConstraint("ref", name=op.f("uq_invitations_ref")),
    )
    op.create_index(op.f("ix_invitations_user_id"), "invitations", ["user_id"])


def downgrade() -> None:
    """People who sign in by telephone cannot be kept in a schema that demands an address."""
    op.drop_table("invitations")
    op.execute("DELETE FROM users WHERE email IS NULL")
    with op.batch_alter_table("users") as batch_op:
        batch_op.drop_constraint(op.f("ck_users_has_one_login"), type_="check")
        batch_op.drop_constraint(op.f("uq_users_phone"), type_="unique")
        batch_op.drop_column("phone")
        batch_op.alter_column("email", existing_type=sa.String(), nullable=False)
