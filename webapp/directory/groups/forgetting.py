"""Members who asked to be forgotten: the name goes, the row stays, so that the group counts as many as before."""

from sqlalchemy import select

from webapp.database import db
from webapp.directory.groups.models import Member
from webapp.web.text import folded

MARK = "#"
"""Begins the folded name of who was forgotten: no table can bring such a row, so no import ever finds it again."""


def forget_member(group_id: int, name: str, *, distinguisher: str, anonymous: str) -> str:
    """Forget the member of this name; the ref of whom it was, "" when there was nobody.

    Of several namesakes it is the one with the same distinguisher. When none of them has it, nobody can say who is
    meant, and all stay: their office sees them.
    """
    mine = select(Member).where(Member.organization_id == group_id, Member.folded_name == folded(name))
    found = db.session.scalars(mine).all()
    if len(found) > 1:
        found = [one for one in found if one.distinguisher == distinguisher]
    for member in found:
        make_anonymous(member, anonymous)
    return found[0].ref if found else ""


def make_anonymous(member: Member, anonymous: str) -> None:
    member.name, member.folded_name, member.distinguisher = anonymous, f"{MARK}{member.id}", ""
    db.session.flush()


IS_KNOWN = ~Member.folded_name.startswith(MARK)
"""Members who have a name, for tables that leave the house."""
