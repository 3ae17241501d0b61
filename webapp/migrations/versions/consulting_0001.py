"""consultation hours and their appointments

Revision: consulting
After: mentions
"""

import sqlalchemy as sa
from alembic import op

import webapp.database

revision = "consulting"
down_revision = "mentions"
branch_labels = None
depends_on = None


def upgrade() -> None:
    moment = webapp.database.UTCDateTime(timezone=True)
    op.create_table(
        "consultations",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organization_id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("summary", sa.String(), nullable=False),
        sa.Column("about", sa.String(), nullable=False),
        sa.Column("tzid", sa.String(), nullable=False),
        sa.Column("mode", sa.Enum("in_person", "online", name="mode", native_enum=False, length=32), nullable=False),
        sa.Column("venue", sa.String(), nullable=False),
        sa.Column("conference_url", sa.String(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("created_at", moment, nullable=False),
        sa.Column("closed_at", moment, nullable=True),
        sa.CheckConstraint("minutes BETWEEN 10 AND 240", name=op.f("ck_consultations_an_appointment_has_a_length")),
        sa.CheckConstraint("length(code) >= 26", name=op.f("ck_consultations_code_cannot_be_guessed")),
        sa.ForeignKeyConstraint(
            ["organization_id"],
            ["organizations.id"],
            name=op.f("fk_consultations_organization_id_organizations"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_consultations")),
        sa.UniqueConstraint("code", name=op.f("uq_consultations_code")),
    )
    op.create_index("ix_consultations_organization_id", "consultations", ["organization_id"])
    op.create_table(
        "appointments",
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("consultation_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["consultation_id"],
            ["consultations.id"],
            name=op.f("fk_appointments_consultation_id_consultations"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["event_id"], ["events.id"], name=op.f("fk_appointments_event_id_events"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("event_id", name=op.f("pk_appointments")),
    )
    op.create_index("ix_appointments_consultation_id", "appointments", ["consultation_id"])


def downgrade() -> None:
    op.drop_table("appointments")
    op.drop_table("consultations")
