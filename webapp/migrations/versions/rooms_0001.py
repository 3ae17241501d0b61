"""rooms: an organization's own conference servers, the room of an event, and whom they saw inside

Revision: rooms
After: features
"""

import sqlalchemy as sa
from alembic import op

import webapp.database

revision = "rooms"
down_revision = "features"
branch_labels = None
depends_on = None

KIND = sa.Enum("bigbluebutton", "jitsi", "zoom", name="server", native_enum=False, length=32)


def upgrade() -> None:
    moment = webapp.database.UTCDateTime(timezone=True)
    op.create_table(
        "room_servers",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organization_id", sa.Integer(), nullable=False),
        sa.Column("kind", KIND, nullable=False),
        sa.Column("address", sa.String(), nullable=False),
        sa.Column("app_id", sa.String(), nullable=False),
        sa.Column("sealed_secret", sa.String(), nullable=False),
        sa.Column("hook", sa.String(), nullable=False),
        sa.Column("changed_at", moment, nullable=False),
        sa.Column("changed_by_id", sa.Integer(), nullable=True),
        _belongs("room_servers", "organization_id", "organizations"),
        sa.ForeignKeyConstraint(
            ["changed_by_id"], ["users.id"], name=op.f("fk_room_servers_changed_by_id_users"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_room_servers")),
        sa.UniqueConstraint("organization_id", "kind", name=op.f("uq_room_servers_organization_id_kind")),
        sa.UniqueConstraint("hook", name=op.f("uq_room_servers_hook")),
    )
    op.create_table(
        "event_rooms",
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("kind", KIND, nullable=False),
        sa.CheckConstraint("kind <> 'zoom'", name=op.f("ck_event_rooms_zoom_is_a_link")),
        _belongs("event_rooms", "event_id", "events"),
        sa.PrimaryKeyConstraint("event_id", name=op.f("pk_event_rooms")),
    )
    op.create_table(
        "room_visits",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("session_id", sa.Integer(), nullable=False),
        sa.Column("kind", KIND, nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("registration_id", sa.Integer(), nullable=True),
        sa.Column("started_at", moment, nullable=False),
        sa.Column("ended_at", moment, nullable=False),
        sa.Column("ignored_at", moment, nullable=True),
        sa.CheckConstraint("started_at <= ended_at", name=op.f("ck_room_visits_starts_before_it_ends")),
        _belongs("room_visits", "session_id", "sessions"),
        _belongs("room_visits", "registration_id", "registrations"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_room_visits")),
        sa.UniqueConstraint(
            "session_id", "kind", "key", "started_at", name=op.f("uq_room_visits_session_id_kind_key_started_at")
        ),
    )
    op.create_index("ix_room_visits_newest", "room_visits", ["session_id", "kind", "key", "ended_at"])
    op.create_index(op.f("ix_room_visits_registration_id"), "room_visits", ["registration_id"])


def _belongs(table: str, column: str, to: str) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{table}_{column}_{to}")
    return sa.ForeignKeyConstraint([column], [f"{to}.id"], name=name, ondelete="CASCADE")


def downgrade() -> None:
    for table in ("room_visits", "event_rooms", "room_servers"):
        op.drop_table(table)
