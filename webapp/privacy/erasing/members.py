"""Members of a KIM who never registered: what taking them out of the directory forgets, also after a restore."""

from datetime import datetime

from sqlalchemy import select

from webapp.database import db
from webapp.directory.groups.belonging import remove_member
from webapp.directory.groups.forgetting import make_anonymous
from webapp.directory.groups.models import Member
from webapp.privacy.erasing import traces
from webapp.privacy.erasing.models import Erasure, Wish


def take_out(member: Member, *, at: datetime) -> Erasure:
    """Delete a member, with tables and exports that name them. The caller writes the ledger, then commits."""
    traces.remove_exports(member.name, organization_id=None, at=at)
    erasure = Erasure(member_ref=member.ref, wish=Wish.TAKEN_OUT, erased_at=at)
    remove_member(member)
    db.session.add(erasure)
    db.session.flush()
    return erasure


def forget_again(ref: str, *, wish: Wish, anonymous: str, at: datetime) -> bool:
    """Do once more what the ledger says of a member; whether they had come back with an old backup.

    Who was forgotten along with a registration stays as a number, as then.
    """
    member = db.session.scalar(select(Member).where(Member.ref == ref))
    if member is None:
        return False
    if wish is Wish.TAKEN_OUT:
        take_out(member, at=at)
        return True
    traces.remove_exports(member.name, organization_id=None, at=at)
    make_anonymous(member, anonymous)
    return True
