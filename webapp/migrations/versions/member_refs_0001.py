"""member_refs: each member of a KIM can be named without a name, so that an erasure survives a restore

Revision: member_refs
After: join_devices
"""

import sqlalchemy as sa
from alembic import op

revision = "member_refs"
down_revision = "join_devices"
branch_labels = None
depends_on = None

CHECK = "ck_erasures_forgets_somebody"
UNIQUE = "uq_group_members_ref"


def upgrade() -> None:
    with op.batch_alter_table("group_members") as batch_op:
        batch_op.add_column(sa.Column("ref", sa.String(), nullable=True))
    # The same in every copy: a backup from before this step names its members as the place that it came from does.
    op.execute("UPDATE group_members SET ref = 'm' || id")
    with op.batch_alter_table("group_members") as batch_op:
        batch_op.alter_column("ref", existing_type=sa.String(), nullable=False)
        batch_op.create_unique_constraint(op.f(UNIQUE), ["ref"])
    with op.batch_alter_table("erasures") as batch_op:
        batch_op.add_column(sa.Column("member_ref", sa.String(), nullable=True))
        batch_op.alter_column("registration_ref", existing_type=sa.String(), nullable=True)
        batch_op.create_check_constraint(op.f(CHECK), "registration_ref IS NOT NULL OR member_ref IS NOT NULL")


def downgrade() -> None:
    op.execute("DELETE FROM erasures WHERE registration_ref IS NULL")
    with op.batch_alter_table("erasures") as batch_op:
        batch_op.drop_constraint(op.f(CHECK), type_="check")
        batch_op.alter_column("registration_ref", existing_type=sa.String(), nullable=False)
        batch_op.drop_column("member_ref")
    with op.batch_alter_table("group_members") as batch_op:
        batch_op.drop_constraint(op.f(UNIQUE), type_="unique")
        batch_op.drop_column("ref")
