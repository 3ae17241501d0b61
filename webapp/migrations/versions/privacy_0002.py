"""requests about personal data, and how long data are kept

Revision: privacy_requests
After: announcements
"""

import sqlalchemy as sa
from alembic import op

import webapp.database

revision = "privacy_requests"
down_revision = "announcements"
branch_labels = None
depends_on = None

KINDS = ("copy", "correct", "withdraw", "erase", "object", "other")


def upgrade() -> None:
    moment = webapp.database.UTCDateTime(timezone=True)
    op.create_table(
        "privacy_requests",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organization_id", sa.Integer(), nullable=False),
        sa.Column("registration_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Enum(*KINDS, name="requestkind", native_enum=False, length=32), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("filed_by_id", sa.Integer(), nullable=True),
        sa.Column("filed_at", moment, nullable=False),
        sa.Column("due_at", moment, nullable=False),
        sa.Column("answer", sa.String(), nullable=False),
        sa.Column("answered_at", moment, nullable=True),
        sa.Column("answered_by_id", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "(answered_at IS NULL) = (answer = '')", name=op.f("ck_privacy_requests_answer_has_a_moment")
        ),
        sa.ForeignKeyConstraint(
            ["organization_id"],
            ["organizations.id"],
            name=op.f("fk_privacy_requests_organization_id_organizations"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["registration_id"],
            ["registrations.id"],
            name=op.f("fk_privacy_requests_registration_id_registrations"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["filed_by_id"], ["users.id"], name=op.f("fk_privacy_requests_filed_by_id_users"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["answered_by_id"], ["users.id"], name=op.f("fk_privacy_requests_answered_by_id_users"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_privacy_requests")),
    )
    op.create_index("ix_privacy_requests_queue", "privacy_requests", ["organization_id", "answered_at", "due_at"])
    op.create_index(op.f("ix_privacy_requests_registration_id"), "privacy_requests", ["registration_id"])
    op.create_table(
        "retention_rules",
        sa.Column("organization_id", sa.Integer(), nullable=False),
        sa.Column("contact_months", sa.Integer(), nullable=False),
        sa.Column("name_years", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "contact_months BETWEEN 1 AND 12", name=op.f("ck_retention_rules_contacts_within_the_promise")
        ),
        sa.CheckConstraint("name_years BETWEEN 1 AND 30", name=op.f("ck_retention_rules_names_within_reason")),
        sa.ForeignKeyConstraint(
            ["organization_id"],
            ["organizations.id"],
            name=op.f("fk_retention_rules_organization_id_organizations"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("organization_id", name=op.f("pk_retention_rules")),
    )
    op.create_table(
        "retention_runs",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("ran_at", moment, nullable=False),
        sa.Column("contacts", sa.Integer(), nullable=False),
        sa.Column("persons", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_retention_runs")),
    )


def downgrade() -> None:
    op.drop_table("retention_runs")
    op.drop_table("retention_rules")
    op.drop_table("privacy_requests")
