"""attesting: watching together, and what a rule takes notice of

Revision: attesting
After: indicators
"""

import sqlalchemy as sa
from alembic import op

import webapp.database

revision = "attesting"
down_revision = "indicators"
branch_labels = None
depends_on = None

CHECK = "ck_attendance_rules_early_before_is_not_negative"
TAKEN = ("takes_paper", "takes_watching", "takes_reports")


def upgrade() -> None:
    moment = webapp.database.UTCDateTime(timezone=True)
    with op.batch_alter_table("attendance_rules") as batch_op:
        batch_op.add_column(sa.Column("early_before", sa.Integer(), server_default="0", nullable=False))
        for name in TAKEN:
            batch_op.add_column(sa.Column(name, sa.Boolean(), server_default=sa.text("true"), nullable=False))
        batch_op.create_check_constraint(op.f(CHECK), "early_before >= 0")
    with op.batch_alter_table("attendances") as batch_op:
        batch_op.add_column(sa.Column("is_early", sa.Boolean(), server_default=sa.text("false"), nullable=False))
    op.create_table(
        "watch_parties",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("session_id", sa.Integer(), nullable=False),
        sa.Column("place", sa.String(), nullable=False),
        sa.Column("declared_by", sa.String(), nullable=False),
        sa.Column("group_id", sa.Integer(), nullable=True),
        sa.Column("declared_at", moment, nullable=False),
        sa.Column("approved_at", moment, nullable=True),
        sa.Column("declined_at", moment, nullable=True),
        sa.Column("decided_by_id", sa.Integer(), nullable=True),
        sa.CheckConstraint("(approved_at IS NULL) OR (declined_at IS NULL)", name=op.f("ck_watch_parties_is_not_both")),
        sa.CheckConstraint("place <> ''", name=op.f("ck_watch_parties_has_a_place")),
        _belongs("watch_parties", "session_id", "sessions"),
        _belongs("watch_parties", "group_id", "registration_groups"),
        _belongs("watch_parties", "decided_by_id", "users", ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_watch_parties")),
    )
    op.create_index(op.f("ix_watch_parties_session_id"), "watch_parties", ["session_id"])
    op.create_index(op.f("ix_watch_parties_group_id"), "watch_parties", ["group_id"])
    op.create_table(
        "watchers",
        sa.Column("party_id", sa.Integer(), nullable=False),
        sa.Column("registration_id", sa.Integer(), nullable=False),
        _belongs("watchers", "party_id", "watch_parties"),
        _belongs("watchers", "registration_id", "registrations"),
        sa.PrimaryKeyConstraint("party_id", "registration_id", name=op.f("pk_watchers")),
    )
    op.create_index(op.f("ix_watchers_registration_id"), "watchers", ["registration_id"])


def _belongs(table: str, column: str, to: str, ondelete: str = "CASCADE") -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{table}_{column}_{to}")
    return sa.ForeignKeyConstraint([column], [f"{to}.id"], name=name, ondelete=ondelete)


def downgrade() -> None:
    for table in ("watchers", "watch_parties"):
        op.drop_table(table)
    with op.batch_alter_table("attendances") as batch_op:
        batch_op.drop_column("is_early")
    with op.batch_alter_table("attendance_rules") as batch_op:
        batch_op.drop_constraint(op.f(CHECK), type_="check")
        for name in ("early_before", *TAKEN):
            batch_op.drop_column(name)
