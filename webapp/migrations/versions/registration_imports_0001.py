"""imported tables of registrations

Revision: registration_imports
After: imports
"""

import sqlalchemy as sa
from alembic import op

import webapp.database

revision = "registration_imports"
down_revision = "imports"
branch_labels = None
depends_on = None


def upgrade() -> None:
    moment = webapp.database.UTCDateTime(timezone=True)
    op.create_table(
        "registration_imports",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("file_id", sa.Integer(), nullable=True),
        sa.Column("filename", sa.String(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("mapping", sa.JSON(), nullable=False),
        sa.Column("mode", sa.Enum("in_person", "online", name="mode", native_enum=False, length=32), nullable=False),
        sa.Column("consent_note", sa.String(), nullable=False),
        sa.Column("registered", sa.Integer(), nullable=False),
        sa.Column("uploaded_at", moment, nullable=False),
        sa.Column("uploaded_by_id", sa.Integer(), nullable=True),
        sa.Column("done_at", moment, nullable=True),
        sa.CheckConstraint(
            "done_at IS NULL OR consent_note <> ''", name=op.f("ck_registration_imports_consent_is_accounted_for")
        ),
        *(
            sa.ForeignKeyConstraint(
                [column], [f"{to}.id"], name=op.f(f"fk_registration_imports_{column}_{to}"), ondelete=ondelete
            )
            for column, to, ondelete in (
                ("event_id", "events", "CASCADE"),
                ("file_id", "stored_files", "SET NULL"),
                ("uploaded_by_id", "users", "SET NULL"),
            )
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_registration_imports")),
        sa.UniqueConstraint("event_id", "sha256", name=op.f("uq_registration_imports_event_id_sha256")),
    )


def downgrade() -> None:
    op.drop_table("registration_imports")
