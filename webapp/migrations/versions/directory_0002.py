"""tables of groups and members on their way in, and the name by which a KIM is found

Revision: directory_imports
After: messages
"""

import sqlalchemy as sa
from alembic import op

import webapp.database

revision = "directory_imports"
down_revision = "messages"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "directory_imports",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("ref", sa.String(), nullable=False),
        sa.Column(
            "kind", sa.Enum("groups", "members", name="importkind", native_enum=False, length=32), nullable=False
        ),
        sa.Column("owner_id", sa.Integer(), nullable=False),
        sa.Column("file_id", sa.Integer(), nullable=False),
        sa.Column("job_ref", sa.String(), nullable=False),
        sa.Column("findings", sa.JSON(), nullable=True),
        sa.Column("created_at", webapp.database.UTCDateTime(timezone=True), nullable=False),
        sa.Column("applied_at", webapp.database.UTCDateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["file_id"], ["stored_files.id"], name=op.f("fk_directory_imports_file_id_stored_files"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["owner_id"], ["users.id"], name=op.f("fk_directory_imports_owner_id_users"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_directory_imports")),
        sa.UniqueConstraint("ref", name=op.f("uq_directory_imports_ref")),
    )
    op.create_index(op.f("ix_directory_imports_owner_id"), "directory_imports", ["owner_id"])
    op.create_index(op.f("ix_directory_imports_created_at"), "directory_imports", ["created_at"])
    op.add_column("group_profiles", sa.Column("folded_name", sa.String(), server_default="", nullable=False))
    op.create_index(op.f("ix_group_profiles_folded_name"), "group_profiles", ["folded_name"])
    groups = op.get_bind().execute(sa.text("SELECT id, name FROM organizations WHERE kind = 'kim'")).all()
    for group in groups:
        name = "".join(filter(str.isalnum, group.name.casefold()))
        fill = sa.text("UPDATE group_profiles SET folded_name = :name WHERE organization_id = :id")
        op.get_bind().execute(fill, {"id": group.id, "name": name})


def downgrade() -> None:
    op.drop_index(op.f("ix_group_profiles_folded_name"), "group_profiles")
    op.drop_column("group_profiles", "folded_name")
    op.drop_table("directory_imports")
