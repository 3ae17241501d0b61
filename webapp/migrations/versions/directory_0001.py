"""profiles and members of KIM groups, forums, logos, the template of certificate numbers

Revision: directory
After: files
"""

import sqlalchemy as sa
from alembic import op

revision = "directory"
down_revision = "calendars"
branch_labels = None
depends_on = None

STATUSES = ("starting", "active", "needs_support", "inactive", "dissolved")
ROLES = ("patron", "chair", "vice_chair", "secretary", "treasurer", "section", "member")
KINDS = ("office", "kim", "forum", "partner")


def _one_of(values: tuple[str, ...], name: str) -> sa.Enum:
    return sa.Enum(*values, name=name, native_enum=False, length=32)


def _of_organization(table: str) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{table}_organization_id_organizations")
    return sa.ForeignKeyConstraint(["organization_id"], ["organizations.id"], name=name, ondelete="CASCADE")


def upgrade() -> None:
    template = sa.Column("certificate_number", sa.String(), server_default="", nullable=False)
    op.add_column("organizations", template)
    op.create_index("uq_organizations_id_kind", "organizations", ["id", "kind"], unique=True)
    op.create_index("ix_organizations_kind_name", "organizations", ["kind", "name"])
    op.create_index("ix_organizations_region_code", "organizations", ["region_code"])
    op.create_index(op.f("ix_registrations_kim_id"), "registrations", ["kim_id"])
    _create_profiles()
    _create_members()
    _create_memberships()
    op.create_table(
        "organization_logos",
        sa.Column("organization_id", sa.Integer(), nullable=False),
        sa.Column("file_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["file_id"],
            ["stored_files.id"],
            name=op.f("fk_organization_logos_file_id_stored_files"),
            ondelete="CASCADE",
        ),
        _of_organization("organization_logos"),
        sa.PrimaryKeyConstraint("organization_id", name=op.f("pk_organization_logos")),
    )
    op.create_index(op.f("ix_organization_logos_file_id"), "organization_logos", ["file_id"])

    _profile_what_stands()


def downgrade() -> None:
    for table in ("organization_logos", "forum_memberships", "group_members", "group_profiles"):
        op.drop_table(table)
    op.drop_index(op.f("ix_registrations_kim_id"), "registrations")
    for index in ("ix_organizations_region_code", "ix_organizations_kind_name", "uq_organizations_id_kind"):
        op.drop_index(index, "organizations")
    op.drop_column("organizations", "certificate_number")


def _create_profiles() -> None:
    op.create_table(
        "group_profiles",
        sa.Column("organization_id", sa.Integer(), nullable=False),
        sa.Column("district_code", sa.String(), nullable=True),
        sa.Column("village_code", sa.String(), nullable=False),
        sa.Column("status", _one_of(STATUSES, "groupstatus"), nullable=False),
        sa.Column("decree_number", sa.String(), nullable=False),
        sa.Column("decree_date", sa.Date(), nullable=True),
        sa.Column("decree_issuer", sa.String(), nullable=False),
        sa.Column("decree_file_id", sa.Integer(), nullable=True),
        sa.Column("kim_id_number", sa.String(), nullable=False),
        sa.Column("kim_id_url", sa.String(), nullable=False),
        sa.Column("sought", sa.String(), nullable=False),
        sa.CheckConstraint(
            "decree_date IS NULL OR decree_number <> ''", name=op.f("ck_group_profiles_decree_has_a_number")
        ),
        sa.CheckConstraint(
            "village_code = '' OR district_code IS NOT NULL", name=op.f("ck_group_profiles_village_lies_in_a_district")
        ),
        sa.ForeignKeyConstraint(
            ["decree_file_id"],
            ["stored_files.id"],
            name=op.f("fk_group_profiles_decree_file_id_stored_files"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["district_code"], ["regions.code"], name=op.f("fk_group_profiles_district_code_regions")
        ),
        _of_organization("group_profiles"),
        sa.PrimaryKeyConstraint("organization_id", name=op.f("pk_group_profiles")),
    )
    op.create_index(op.f("ix_group_profiles_district_code"), "group_profiles", ["district_code"])


def _create_members() -> None:
    op.create_table(
        "group_members",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organization_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("folded_name", sa.String(), nullable=False),
        sa.Column("distinguisher", sa.String(), nullable=False),
        sa.Column("role", _one_of(ROLES, "memberrole"), nullable=False),
        sa.Column("section", sa.String(), nullable=False),
        sa.Column("gender", sa.String(), nullable=False),
        sa.Column("age_group", sa.String(), nullable=False),
        sa.Column("occupation", sa.String(), nullable=False),
        sa.CheckConstraint("gender IN ('', 'L', 'P')", name=op.f("ck_group_members_gender_is_known")),
        _of_organization("group_members"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_group_members")),
        sa.UniqueConstraint(
            "organization_id",
            "folded_name",
            "distinguisher",
            name=op.f("uq_group_members_organization_id_folded_name_distinguisher"),
        ),
    )
    is_chair = sa.text("role = 'chair'")
    op.create_index(
        "uq_group_members_chair",
        "group_members",
        ["organization_id"],
        unique=True,
        sqlite_where=is_chair,
        postgresql_where=is_chair,
    )


def _create_memberships() -> None:
    op.create_table(
        "forum_memberships",
        sa.Column("forum_id", sa.Integer(), nullable=False),
        sa.Column("group_id", sa.Integer(), nullable=False),
        sa.Column("forum_kind", _one_of(KINDS, "organizationkind"), nullable=False),
        sa.Column("group_kind", _one_of(KINDS, "organizationkind"), nullable=False),
        sa.CheckConstraint(
            "forum_kind = 'forum' AND group_kind = 'kim'", name=op.f("ck_forum_memberships_forum_gathers_kim")
        ),
        sa.ForeignKeyConstraint(
            ["forum_id", "forum_kind"], ["organizations.id", "organizations.kind"], name="fk_forum", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["group_id", "group_kind"], ["organizations.id", "organizations.kind"], name="fk_group", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("forum_id", "group_id", name=op.f("pk_forum_memberships")),
    )
    op.create_index(op.f("ix_forum_memberships_group_id"), "forum_memberships", ["group_id"])


def _profile_what_stands() -> None:
    """A KIM of before gets an empty profile, and is found by its name and village."""
    groups = op.get_bind().execute(sa.text("SELECT id, name, village FROM organizations WHERE kind = 'kim'")).all()
    profile = sa.text(
        "INSERT INTO group_profiles (organization_id, village_code, status, decree_number, decree_issuer,"
        " kim_id_number, kim_id_url, sought) VALUES (:id, '', 'starting', '', '', '', '', :sought)"
    )
    for group in groups:
        sought = "|".join("".join(filter(str.isalnum, part.casefold())) for part in (group.name, group.village))
        op.get_bind().execute(profile, {"id": group.id, "sought": sought})
