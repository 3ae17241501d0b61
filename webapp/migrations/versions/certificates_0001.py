"""certificates: their numbers, the counter behind them, how they look

Revision: certificates
After: rule_sessions
"""

import sqlalchemy as sa
from alembic import op

import webapp.database

revision = "certificates"
down_revision = "rule_sessions"
branch_labels = None
depends_on = None

STANDING = "revoked_at IS NULL AND registration_id IS NOT NULL"
STANDING_ROLE = "revoked_at IS NULL AND registration_id IS NULL"


def _to(table: str, column: str, target: str, ondelete: str | None = "CASCADE") -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{table}_{column}_{target}")
    return sa.ForeignKeyConstraint([column], [f"{target}.id"], name=name, ondelete=ondelete)


def upgrade() -> None:
    moment = webapp.database.UTCDateTime(timezone=True)
    op.create_table(
        "certificates",
        sa.Column("id", sa.Integer(), nullable=False),
        *(sa.Column(name, sa.String(), nullable=False) for name in ("code", "role", "name", "number")),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("organization_id", sa.Integer(), nullable=False),
        sa.Column("registration_id", sa.Integer(), nullable=True),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=True),
        *(sa.Column(name, sa.String(), nullable=False) for name in ("reason", "note", "revoked_reason")),
        sa.Column("issued_at", moment, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        *(sa.Column(name, moment, nullable=True) for name in ("revised_at", "revoked_at", "signed_at")),
        sa.Column("signed_file_id", sa.Integer(), nullable=True),
        sa.CheckConstraint("number <> '' AND name <> ''", name=op.f("ck_certificates_has_number_and_name")),
        sa.CheckConstraint("position > 0", name=op.f("ck_certificates_position_counts_from_one")),
        sa.CheckConstraint("revoked_at IS NULL OR revoked_reason <> ''", name=op.f("ck_certificates_revoked_says_why")),
        sa.CheckConstraint("version = 1 OR note <> ''", name=op.f("ck_certificates_reissued_says_why")),
        _to("certificates", "event_id", "events"),
        _to("certificates", "organization_id", "organizations"),
        _to("certificates", "registration_id", "registrations"),
        _to("certificates", "signed_file_id", "stored_files", None),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_certificates")),
        sa.UniqueConstraint("code", name=op.f("uq_certificates_code")),
        sa.UniqueConstraint("organization_id", "number", name=op.f("uq_certificates_organization_id_number")),
        sa.UniqueConstraint(
            "organization_id", "year", "position", name=op.f("uq_certificates_organization_id_year_position")
        ),
    )
    for column in ("event_id", "registration_id", "signed_file_id"):
        op.create_index(op.f(f"ix_certificates_{column}"), "certificates", [column])
    _once("uq_certificates_of_registration", ["registration_id"], STANDING)
    _once("uq_certificates_of_role", ["event_id", "role", "name"], STANDING_ROLE)
    _office()
    _look()


def _once(name: str, columns: list[str], where: str) -> None:
    condition = sa.text(where)
    op.create_index(name, "certificates", columns, unique=True, sqlite_where=condition, postgresql_where=condition)


def _office() -> None:
    op.create_table(
        "certificate_counters",
        sa.Column("organization_id", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.CheckConstraint("last >= 0", name=op.f("ck_certificate_counters_last_is_not_negative")),
        _to("certificate_counters", "organization_id", "organizations"),
        sa.PrimaryKeyConstraint("organization_id", "year", name=op.f("pk_certificate_counters")),
    )
    op.create_table(
        "certificate_offices",
        sa.Column("organization_id", sa.Integer(), nullable=False),
        *(sa.Column(name, sa.String(), nullable=False) for name in ("classification", "unit", "agency")),
        _to("certificate_offices", "organization_id", "organizations"),
        sa.PrimaryKeyConstraint("organization_id", name=op.f("pk_certificate_offices")),
    )


def _look() -> None:
    design = sa.Enum("tikar", "garis", "resmi", name="design", native_enum=False, length=32)
    op.create_table(
        "certificate_looks",
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("design", design, nullable=False),
        sa.Column("colour", sa.String(), nullable=False),
        sa.Column("shows_lesson_hours", sa.Boolean(), nullable=False),
        sa.Column("background_id", sa.Integer(), nullable=True),
        _to("certificate_looks", "event_id", "events"),
        _to("certificate_looks", "background_id", "stored_files", None),
        sa.PrimaryKeyConstraint("event_id", name=op.f("pk_certificate_looks")),
    )
    op.create_index(op.f("ix_certificate_looks_background_id"), "certificate_looks", ["background_id"])


def downgrade() -> None:
    for table in ("certificate_looks", "certificate_offices", "certificate_counters", "certificates"):
        op.drop_table(table)
