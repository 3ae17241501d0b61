"""Objects that vanish while their session lets go of them, which killed whole servers under CPython 3.11."""

import subprocess
import sys

import pytest
from sqlalchemy.orm.state import InstanceState

from webapp.instances import attribute_names

# Objects that point at each other go only with the collector, and here it runs often as the session lets go of them.
LETTING_GO = """
import gc, sys
import sqlalchemy as sa
from sqlalchemy import orm

if sys.argv[1] == "with the application":
    import webapp.database

Base = orm.declarative_base()
class Group(Base):
    __tablename__ = "kelompok"
    id = sa.Column(sa.Integer, primary_key=True)
    members = orm.relationship("Member", back_populates="group", lazy="selectin")
class Member(Base):
    __tablename__ = "anggota"
    id = sa.Column(sa.Integer, primary_key=True)
    group_id = sa.Column(sa.ForeignKey("kelompok.id"))
    group = orm.relationship("Group", back_populates="members")

engine = sa.create_engine("sqlite://", poolclass=sa.StaticPool)
Base.metadata.create_all(engine)
with engine.begin() as connection:
    connection.execute(sa.insert(Group), [{"id": number} for number in range(50)])
    connection.execute(sa.insert(Member), [{"group_id": number} for number in range(50)])
for turn in range(int(sys.argv[2])):
    session = orm.Session(engine)
    for group in session.scalars(sa.select(Group)).all():
        group.itself = group
        assert group.members[0].group is group
    del group
    gc.set_threshold(1 + turn % 7)
    session.expunge_all()
    session.close()
    gc.set_threshold(700)
print("alive")
"""


def let_go(how: str, *, turns: int) -> subprocess.CompletedProcess[str]:
    """Run the scene in a process of its own, where memory that was given back is seen at once."""
    return subprocess.run(
        [sys.executable, "-c", LETTING_GO, how, str(turns)],
        env={"PYTHONMALLOC": "debug"},
        capture_output=True,
        text=True,
        errors="replace",  # a process whose memory is broken may print anything
        timeout=120,
        check=False,
    )


def test_an_object_collected_while_it_is_let_go_breaks_nothing() -> None:
    ended = let_go("with the application", turns=100)

    assert (ended.returncode, ended.stdout) == (0, "alive\n"), ended.stderr[-2_000:]


@pytest.mark.skipif(sys.version_info >= (3, 12), reason="the collector waits for the next bytecode there")
def test_without_the_names_that_the_application_shares_it_would() -> None:
    assert let_go("alone", turns=5_000).returncode != 0


def test_the_names_are_those_that_sqlalchemy_sets() -> None:
    assert {"session_id", "key", "_strong_obj", "_instance_dict", "_pending_mutations"} <= set(attribute_names())
    assert len(attribute_names()) <= 30, "CPython shares no more names than this"
    assert not set(attribute_names()) & set(InstanceState.__slots__)
