"""questions, groups, guardians, merged persons

Revision: registration
After: audit
"""

import sqlalchemy as sa
from alembic import op

import webapp.database

revision = "registration"
down_revision = "audit"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "person_merges",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kept_id", sa.Integer(), nullable=False),
        sa.Column("gone_id", sa.Integer(), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("registration_ids", sa.JSON(), nullable=False),
        sa.Column("merged_at", webapp.database.UTCDateTime(timezone=True), nullable=False),
        sa.Column("merged_by_id", sa.Integer(), nullable=True),
        sa.Column("undone_at", webapp.database.UTCDateTime(timezone=True), nullable=True),
        sa.CheckConstraint("kept_id <> gone_id", name=op.f("ck_person_merges_merges_two")),
        sa.ForeignKeyConstraint(
            ["event_id"], ["events.id"], name=op.f("fk_person_merges_event_id_events"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["gone_id"], ["persons.id"], name=op.f("fk_person_merges_gone_id_persons"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["kept_id"], ["persons.id"], name=op.f("fk_person_merges_kept_id_persons"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["merged_by_id"], ["users.id"], name=op.f("fk_person_merges_merged_by_id_users"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person_merges")),
    )
    with op.batch_alter_table("person_merges", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_person_merges_gone_id"), ["gone_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_person_merges_kept_id"), ["kept_id"], unique=False)

    op.create_table(
        "questions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "short", "long", "one", "several", "number", "yes_no", name="questionkind", native_enum=False, length=32
            ),
            nullable=False,
        ),
        sa.Column("label", sa.String(), nullable=False),
        sa.Column("help", sa.String(), nullable=False),
        sa.Column("choices", sa.JSON(), nullable=False),
        sa.Column("is_required", sa.Boolean(), nullable=False),
        sa.Column("mode", sa.Enum("in_person", "online", name="mode", native_enum=False, length=32), nullable=True),
        sa.Column("retired_at", webapp.database.UTCDateTime(timezone=True), nullable=True),
        sa.CheckConstraint("label <> ''", name=op.f("ck_questions_has_words")),
        sa.ForeignKeyConstraint(
            ["event_id"], ["events.id"], name=op.f("fk_questions_event_id_events"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_questions")),
    )
    with op.batch_alter_table("questions", schema=None) as batch_op:
        batch_op.create_index("ix_questions_event", ["event_id", "position"], unique=False)

    op.create_table(
        "registration_groups",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("ref", sa.String(), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("chair_id", sa.Integer(), nullable=False),
        sa.Column("mode", sa.Enum("in_person", "online", name="mode", native_enum=False, length=32), nullable=False),
        sa.Column("affiliation", sa.String(), nullable=False),
        sa.Column("region_code", sa.String(), nullable=True),
        sa.Column("locale", sa.String(), nullable=False),
        sa.Column("form_token", sa.String(), nullable=False),
        sa.Column("link_version", sa.Integer(), nullable=False),
        sa.Column("created_at", webapp.database.UTCDateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["chair_id"], ["persons.id"], name=op.f("fk_registration_groups_chair_id_persons")),
        sa.ForeignKeyConstraint(
            ["event_id"], ["events.id"], name=op.f("fk_registration_groups_event_id_events"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["region_code"], ["regions.code"], name=op.f("fk_registration_groups_region_code_regions")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_registration_groups")),
        sa.UniqueConstraint("event_id", "form_token", name=op.f("uq_registration_groups_event_id_form_token")),
        sa.UniqueConstraint("ref", name=op.f("uq_registration_groups_ref")),
    )
    with op.batch_alter_table("registration_groups", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_registration_groups_event_id"), ["event_id"], unique=False)

    op.create_table(
        "standard_questions",
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column(
            "name",
            sa.Enum(
                "gender",
                "age_group",
                "occupation",
                "position",
                "needs",
                name="standardname",
                native_enum=False,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("is_required", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["event_id"], ["events.id"], name=op.f("fk_standard_questions_event_id_events"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("event_id", "name", name=op.f("pk_standard_questions")),
    )
    op.create_table(
        "answers",
        sa.Column("registration_id", sa.Integer(), nullable=False),
        sa.Column("question_id", sa.Integer(), nullable=False),
        sa.Column("value", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["question_id"], ["questions.id"], name=op.f("fk_answers_question_id_questions"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["registration_id"],
            ["registrations.id"],
            name=op.f("fk_answers_registration_id_registrations"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("registration_id", "question_id", name=op.f("pk_answers")),
    )
    with op.batch_alter_table("answers", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_answers_question_id"), ["question_id"], unique=False)

    op.create_table(
        "guardians",
        sa.Column("registration_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("relation", sa.String(), nullable=False),
        sa.Column("consented_at", webapp.database.UTCDateTime(timezone=True), nullable=True),
        sa.CheckConstraint("consented_at IS NULL OR name <> ''", name=op.f("ck_guardians_consent_has_a_name")),
        sa.ForeignKeyConstraint(
            ["registration_id"],
            ["registrations.id"],
            name=op.f("fk_guardians_registration_id_registrations"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("registration_id", name=op.f("pk_guardians")),
    )
    with op.batch_alter_table("persons", schema=None) as batch_op:
        batch_op.add_column(sa.Column("distinguisher", sa.String(), nullable=False, server_default=""))

    with op.batch_alter_table("registrations", schema=None) as batch_op:
        batch_op.add_column(sa.Column("released_at", webapp.database.UTCDateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("group_id", sa.Integer(), nullable=True))
        batch_op.create_index(batch_op.f("ix_registrations_group_id"), ["group_id"], unique=False)
        batch_op.create_foreign_key(
            batch_op.f("fk_registrations_group_id_registration_groups"), "registration_groups", ["group_id"], ["id"]
        )
    with op.batch_alter_table("persons", schema=None) as batch_op:
        batch_op.alter_column("distinguisher", existing_type=sa.String(), server_default=None)


def downgrade() -> None:
    with op.batch_alter_table("registrations", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_registrations_group_id_registration_groups"), type_="foreignkey")
        batch_op.drop_index(batch_op.f("ix_registrations_group_id"))
        batch_op.drop_column("group_id")
        batch_op.drop_column("released_at")

    with op.batch_alter_table("persons", schema=None) as batch_op:
        batch_op.drop_column("distinguisher")

    op.drop_table("guardians")
    with op.batch_alter_table("answers", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_answers_question_id"))

    op.drop_table("answers")
    op.drop_table("standard_questions")
    with op.batch_alter_table("registration_groups", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_registration_groups_event_id"))

    op.drop_table("registration_groups")
    with op.batch_alter_table("questions", schema=None) as batch_op:
        batch_op.drop_index("ix_questions_event")

    op.drop_table("questions")
    with op.batch_alter_table("person_merges", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_person_merges_kept_id"))
        batch_op.drop_index(batch_op.f("ix_person_merges_gone_id"))

    op.drop_table("person_merges")
