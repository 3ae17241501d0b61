"""imported attendance reports

Revision: imports
After: narrating
"""

import sqlalchemy as sa
from alembic import op

import webapp.database

revision = "imports"
down_revision = "narrating"
branch_labels = None
depends_on = None


def _states(name: str, *values: str) -> sa.Enum:
    return sa.Enum(*values, name=name, native_enum=False, length=32)


def upgrade() -> None:
    moment = webapp.database.UTCDateTime(timezone=True)
    op.create_table(
        "attendance_imports",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("session_id", sa.Integer(), nullable=False),
        sa.Column("file_id", sa.Integer(), nullable=True),
        sa.Column("filename", sa.String(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("provider", _states("provider", "zoom", "zoom_webinar", "teams", "meet", "bbb"), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("tzid", sa.String(), nullable=False),
        sa.Column("begins_at", moment, nullable=True),
        sa.Column("ends_at", moment, nullable=True),
        sa.Column("skipped", sa.Integer(), nullable=False),
        sa.Column("shift", sa.Integer(), nullable=False),
        sa.Column("uploaded_at", moment, nullable=False),
        sa.Column("uploaded_by_id", sa.Integer(), nullable=True),
        sa.Column("confirmed_at", moment, nullable=True),
        sa.Column("undone_at", moment, nullable=True),
        sa.CheckConstraint(
            "undone_at IS NULL OR confirmed_at IS NOT NULL", name=op.f("ck_attendance_imports_only_confirmed_is_undone")
        ),
        *_pointers(
            "attendance_imports",
            event_id=("events", "CASCADE"),
            session_id=("sessions", "CASCADE"),
            file_id=("stored_files", "SET NULL"),
            uploaded_by_id=("users", "SET NULL"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attendance_imports")),
    )
    is_standing = sa.text("undone_at IS NULL")
    op.create_index(
        "uq_attendance_imports_standing",
        "attendance_imports",
        ["event_id", "sha256"],
        unique=True,
        sqlite_where=is_standing,
        postgresql_where=is_standing,
    )
    op.create_table(
        "imported_participants",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("import_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("email", sa.String(), nullable=False),
        sa.Column("phone", sa.String(), nullable=False),
        sa.Column("spans", sa.JSON(), nullable=False),
        sa.Column("seconds", sa.Integer(), nullable=True),
        sa.Column("registration_id", sa.Integer(), nullable=True),
        sa.Column(
            "how",
            _states(
                "how", "link", "email", "phone", "code", "name", "name_and_origin", "alike", "hand", "registered",
                "several", "nobody",
            ),
            nullable=False,
        ),
        sa.Column("is_guess", sa.Boolean(), nullable=False),
        sa.Column("decided_by_id", sa.Integer(), nullable=True),
        sa.CheckConstraint("seconds >= 0", name=op.f("ck_imported_participants_seconds_are_not_negative")),
        *_pointers(
            "imported_participants",
            import_id=("attendance_imports", "CASCADE"),
            registration_id=("registrations", "SET NULL"),
            decided_by_id=("users", "SET NULL"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_imported_participants")),
        sa.UniqueConstraint("import_id", "number", name=op.f("uq_imported_participants_import_id_number")),
    )  # fmt: skip
    op.create_index(
        op.f("ix_imported_participants_registration_id"), "imported_participants", ["registration_id"], unique=False
    )


def _pointers(table: str, **targets: tuple[str, str]) -> list[sa.ForeignKeyConstraint]:
    return [
        sa.ForeignKeyConstraint([column], [f"{to}.id"], name=op.f(f"fk_{table}_{column}_{to}"), ondelete=ondelete)
        for column, (to, ondelete) in targets.items()
    ]


def downgrade() -> None:
    op.drop_table("imported_participants")
    op.drop_table("attendance_imports")
