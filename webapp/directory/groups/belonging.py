"""Who belongs to a KIM, and which KIM belongs to a forum."""

from dataclasses import dataclass

from flask_babel import gettext as _
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from webapp.database import db
from webapp.directory.groups.models import ForumMembership, Member, MemberRole
from webapp.directory.models import Organization, OrganizationKind
from webapp.errors import Refused
from webapp.web.text import folded


@dataclass(frozen=True, kw_only=True, slots=True)
class PlannedMember:
    """A member as typed; `gender`, `age_group` and `occupation` are codes of directory.demographics, or ""."""

    name: str
    distinguisher: str = ""  # parts two members of one name
    role: MemberRole = MemberRole.MEMBER
    section: str = ""
    gender: str = ""
    age_group: str = ""
    occupation: str = ""


FACTS = ("name", "distinguisher", "role", "section", "gender", "age_group", "occupation")


def add_member(organization_id: int, *, plan: PlannedMember) -> Member:
    """Write a member down. Raises Refused for a second of the same name (name), and for a second chair (role)."""
    return _written(Member(organization_id=organization_id), plan)


def revise_member(member: Member, *, plan: PlannedMember) -> None:
    """Make a member what `plan` says. Raises Refused as `add_member` does."""
    _written(member, plan)


def remove_member(member: Member) -> None:
    """Delete the row alone; privacy.erasing.members forgets the person too."""
    db.session.delete(member)
    db.session.flush()


def _written(member: Member, plan: PlannedMember) -> Member:
    others = select(Member.id).where(Member.organization_id == member.organization_id)
    if member.id is not None:
        others = others.where(Member.id != member.id)
    alike = others.where(Member.folded_name == folded(plan.name), Member.distinguisher == plan.distinguisher)
    if db.session.scalar(alike.limit(1)):
        raise Refused(_name_is_known(), reason="name")
    if plan.role is MemberRole.CHAIR and db.session.scalar(others.where(Member.role == MemberRole.CHAIR).limit(1)):
        raise Refused(_("KIM ini sudah memiliki ketua. Ubah dahulu jabatan ketua yang lama."), reason="role")
    try:
        with db.session.begin_nested():
            for fact in FACTS:
                setattr(member, fact, getattr(plan, fact))
            member.folded_name = folded(plan.name)
            db.session.add(member)
    except IntegrityError:  # somebody pressed the button twice at one instant
        raise Refused(_name_is_known(), reason="name") from None
    return member


def _name_is_known() -> str:
    return _("Nama ini sudah ada dalam KIM ini. Bila orangnya lain, isi pembedanya.")


def join_forum(forum: Organization, *, group: Organization) -> None:
    """Let a KIM into a forum; again is harmless. Raises Refused unless they are a forum and a KIM."""
    if forum.kind is not OrganizationKind.FORUM or group.kind is not OrganizationKind.KIM:
        raise Refused(_("Anggota forum adalah KIM."), reason="not_a_kim")
    if db.session.get(ForumMembership, (forum.id, group.id)) is None:
        db.session.add(ForumMembership(forum_id=forum.id, group_id=group.id))
        db.session.flush()


def leave_forum(forum: Organization, *, group: Organization) -> None:
    """Let a KIM out of a forum; it stays what it is."""
    membership = db.session.get(ForumMembership, (forum.id, group.id))
    if membership is not None:
        db.session.delete(membership)
        db.session.flush()
