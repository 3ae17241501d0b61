"""program: rundown, contact persons, co-hosts, materials

Revision: program
After: practice
"""

import sqlalchemy as sa
from alembic import op

import webapp.database

revision = "program"
down_revision = "practice"
branch_labels = None
depends_on = None


def upgrade() -> None:
    moment = webapp.database.UTCDateTime(timezone=True)
    op.create_table(
        "rundown_lines",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("session_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("people", sa.String(), nullable=False),
        sa.CheckConstraint("minutes BETWEEN -180 AND 2880", name=op.f("ck_rundown_lines_is_near_its_session")),
        sa.CheckConstraint("title <> ''", name=op.f("ck_rundown_lines_says_what")),
        sa.ForeignKeyConstraint(
            ["session_id"], ["sessions.id"], name=op.f("fk_rundown_lines_session_id_sessions"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rundown_lines")),
    )
    op.create_index(op.f("ix_rundown_lines_session_id"), "rundown_lines", ["session_id"])
    op.create_table(
        "event_contacts",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("phone", sa.String(), nullable=False),
        sa.CheckConstraint("name <> ''", name=op.f("ck_event_contacts_has_a_name")),
        sa.ForeignKeyConstraint(
            ["event_id"], ["events.id"], name=op.f("fk_event_contacts_event_id_events"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_event_contacts")),
    )
    op.create_index(op.f("ix_event_contacts_event_id"), "event_contacts", ["event_id"])
    op.create_table(
        "co_hosts",
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("organization_id", sa.Integer(), nullable=False),
        sa.Column("added_at", moment, nullable=False),
        sa.ForeignKeyConstraint(
            ["event_id"], ["events.id"], name=op.f("fk_co_hosts_event_id_events"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["organization_id"], ["organizations.id"], name=op.f("fk_co_hosts_organization_id_organizations"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("event_id", "organization_id", name=op.f("pk_co_hosts")),
    )  # fmt: skip
    op.create_index(op.f("ix_co_hosts_organization_id"), "co_hosts", ["organization_id"])
    op.create_table(
        "materials",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("role_id", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("url", sa.String(), nullable=False),
        sa.Column("file_id", sa.Integer(), nullable=True),
        sa.Column("added_at", moment, nullable=False),
        sa.CheckConstraint("(file_id IS NULL) <> (url = '')", name=op.f("ck_materials_is_file_or_link")),
        sa.CheckConstraint("title <> ''", name=op.f("ck_materials_has_a_title")),
        sa.ForeignKeyConstraint(["role_id"], ["roles.id"], name=op.f("fk_materials_role_id_roles"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["file_id"], ["stored_files.id"], name=op.f("fk_materials_file_id_stored_files")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_materials")),
    )
    op.create_index(op.f("ix_materials_role_id"), "materials", ["role_id"])
    op.create_index(op.f("ix_materials_file_id"), "materials", ["file_id"])


def downgrade() -> None:
    for table in ("materials", "co_hosts", "event_contacts", "rundown_lines"):
        op.drop_table(table)
