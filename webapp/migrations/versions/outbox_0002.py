"""Messages for others than registrants, and what was told about changes of an event."""

import sqlalchemy as sa
from alembic import op

import webapp.database

revision = "outbox"
down_revision = "work"
branch_labels = None
depends_on = None

HAS_REFERENCE = sa.text("reference <> ''")


def upgrade() -> None:
    with op.batch_alter_table("messages") as batch_op:
        batch_op.add_column(sa.Column("reference", sa.String(), server_default="", nullable=False))
        batch_op.alter_column("registration_id", existing_type=sa.Integer(), nullable=True)
        batch_op.create_check_constraint(
            op.f("ck_messages_has_one_recipient"), "(registration_id IS NULL) = (reference <> '')"
        )
    op.create_index(
        "uq_messages_reference",
        "messages",
        ["reference", "kind", "version"],
        unique=True,
        sqlite_where=HAS_REFERENCE,
        postgresql_where=HAS_REFERENCE,
    )
    told = op.create_table(
        "told_revisions",
        sa.Column("revision_id", sa.Integer(), nullable=False),
        sa.Column("told_at", webapp.database.UTCDateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["revision_id"],
            ["event_revisions.id"],
            name=op.f("fk_told_revisions_revision_id_event_revisions"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("revision_id", name=op.f("pk_told_revisions")),
    )
    # What changed before anybody was told of changes is no news any more.
    revisions = sa.table("event_revisions", sa.column("id"), sa.column("at"))
    op.execute(told.insert().from_select(["revision_id", "told_at"], sa.select(revisions.c.id, revisions.c.at)))


def downgrade() -> None:
    op.drop_table("told_revisions")
    op.drop_index("uq_messages_reference", "messages")
    op.execute("DELETE FROM messages WHERE registration_id IS NULL")
    with op.batch_alter_table("messages") as batch_op:
        batch_op.drop_constraint(op.f("ck_messages_has_one_recipient"), type_="check")
        batch_op.alter_column("registration_id", existing_type=sa.Integer(), nullable=False)
        batch_op.drop_column("reference")
