"""the question box: which events have one, what was asked, whose device agreed

Revision: asking
After: own_kinds
"""

import sqlalchemy as sa
from alembic import op

import webapp.database

revision = "asking"
down_revision = "own_kinds"
branch_labels = None
depends_on = None

STATES = ("pending", "shown", "answered", "hidden")


def upgrade() -> None:
    moment = webapp.database.UTCDateTime(timezone=True)
    op.create_table(
        "question_boxes",
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("opened_at", moment, nullable=False),
        sa.Column("closed_at", moment, nullable=True),
        sa.ForeignKeyConstraint(
            ["event_id"], ["events.id"], name=op.f("fk_question_boxes_event_id_events"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("event_id", name=op.f("pk_question_boxes")),
    )
    op.create_table(
        "asked_questions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("device", sa.String(), nullable=False),
        sa.Column("state", sa.Enum(*STATES, name="questionstate", native_enum=False, length=32), nullable=False),
        sa.Column("votes", sa.Integer(), nullable=False),
        sa.Column("asked_at", moment, nullable=False),
        sa.Column("decided_at", moment, nullable=True),
        sa.CheckConstraint("text <> ''", name=op.f("ck_asked_questions_asks_something")),
        sa.CheckConstraint("votes >= 0", name=op.f("ck_asked_questions_votes_are_not_negative")),
        sa.ForeignKeyConstraint(
            ["event_id"], ["events.id"], name=op.f("fk_asked_questions_event_id_events"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_asked_questions")),
        sa.UniqueConstraint("event_id", "device", "text", name=op.f("uq_asked_questions_event_id_device_text")),
    )
    op.create_index("ix_asked_questions_state", "asked_questions", ["event_id", "state"])
    op.create_table(
        "question_votes",
        sa.Column("question_id", sa.Integer(), nullable=False),
        sa.Column("device", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["question_id"],
            ["asked_questions.id"],
            name=op.f("fk_question_votes_question_id_asked_questions"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("question_id", "device", name=op.f("pk_question_votes")),
    )


def downgrade() -> None:
    op.drop_table("question_votes")
    op.drop_table("asked_questions")
    op.drop_table("question_boxes")
