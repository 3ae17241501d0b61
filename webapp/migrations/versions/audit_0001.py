"""the log of acts, its seals, and the keys of people in it

Revision: audit
After: outbox
"""

import sqlalchemy as sa
from alembic import op

import webapp.database

revision = "audit"
down_revision = "outbox"
branch_labels = None
depends_on = None

UNSEALED = sa.text("batch_id IS NULL")
ACTORS = ("user", "desk", "program", "participant", "system")
CONTENT = (
    "id, at, act, actor_kind, actor_id, organization_id, subject_kind, subject_id, subject_label, before, after, "
    "person_kind, person_id, sealed"
)


def upgrade() -> None:
    moment = webapp.database.UTCDateTime(timezone=True)
    op.create_table(
        "audit_batches",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("sealed_at", moment, nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("previous_hash", sa.String(), nullable=False),
        sa.Column("hash", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit_batches")),
        sa.UniqueConstraint("hash", name=op.f("uq_audit_batches_hash")),
        sa.UniqueConstraint("previous_hash", name=op.f("uq_audit_batches_previous_hash")),
    )
    op.create_table(
        "audit_person_keys",
        sa.Column("person_kind", sa.String(), nullable=False),
        sa.Column("person_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("person_kind", "person_id", name=op.f("pk_audit_person_keys")),
    )
    op.create_table(
        "audit_entries",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", moment, nullable=False),
        sa.Column("act", sa.String(), nullable=False),
        sa.Column("actor_kind", sa.Enum(*ACTORS, name="actorkind", native_enum=False, length=32), nullable=False),
        sa.Column("actor_id", sa.Integer(), nullable=True),
        sa.Column("organization_id", sa.Integer(), nullable=True),
        sa.Column("subject_kind", sa.String(), nullable=False),
        sa.Column("subject_id", sa.Integer(), nullable=True),
        sa.Column("subject_label", sa.String(), nullable=False),
        sa.Column("before", sa.JSON(), nullable=False),
        sa.Column("after", sa.JSON(), nullable=False),
        sa.Column("person_kind", sa.String(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("sealed", sa.String(), nullable=False),
        sa.Column("batch_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["batch_id"], ["audit_batches.id"], name=op.f("fk_audit_entries_batch_id_audit_batches")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit_entries")),
    )
    op.create_index(op.f("ix_audit_entries_at"), "audit_entries", ["at"])
    op.create_index(op.f("ix_audit_entries_batch_id"), "audit_entries", ["batch_id"])
    op.create_index("ix_audit_entries_organization", "audit_entries", ["organization_id", "id"])
    op.create_index("ix_audit_entries_person", "audit_entries", ["person_kind", "person_id"])
    op.create_index("ix_audit_entries_subject", "audit_entries", ["subject_kind", "subject_id"])
    op.create_index(
        "ix_audit_entries_unsealed", "audit_entries", ["id"], sqlite_where=UNSEALED, postgresql_where=UNSEALED
    )
    _forbid()


def _forbid() -> None:
    """What is written stays as it was written, whoever connects with this account."""
    if op.get_bind().dialect.name == "postgresql":
        op.execute(
            "CREATE FUNCTION audit_is_append_only() RETURNS trigger LANGUAGE plpgsql AS "
            "$$ BEGIN RAISE EXCEPTION 'the audit log is append-only'; END $$"
        )
        for table in ("audit_entries", "audit_batches"):
            _postgresql_trigger(f"{table}_kept", f"DELETE OR TRUNCATE ON {table}", "STATEMENT")
        _postgresql_trigger("audit_batches_fixed", "UPDATE ON audit_batches", "ROW")
        _postgresql_trigger("audit_entries_fixed", f"UPDATE OF {CONTENT} ON audit_entries", "STATEMENT")
        _postgresql_trigger("audit_entries_sealed", "UPDATE ON audit_entries", "ROW", "WHEN (OLD.batch_id IS NOT NULL)")
        return
    for table in ("audit_entries", "audit_batches"):
        _sqlite_trigger(f"{table}_kept", f"DELETE ON {table}")
    _sqlite_trigger("audit_batches_fixed", "UPDATE ON audit_batches")
    _sqlite_trigger("audit_entries_fixed", f"UPDATE OF {CONTENT} ON audit_entries")
    _sqlite_trigger("audit_entries_sealed", "UPDATE ON audit_entries", "WHEN OLD.batch_id IS NOT NULL")


def _postgresql_trigger(name: str, what: str, each: str, when: str = "") -> None:
    op.execute(f"CREATE TRIGGER {name} BEFORE {what} FOR EACH {each} {when} EXECUTE FUNCTION audit_is_append_only()")


def _sqlite_trigger(name: str, what: str, when: str = "") -> None:
    op.execute(
        f"CREATE TRIGGER {name} BEFORE {what} {when} BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END"
    )


def downgrade() -> None:
    op.drop_table("audit_entries")
    op.drop_table("audit_batches")
    op.drop_table("audit_person_keys")
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP FUNCTION audit_is_append_only()")
