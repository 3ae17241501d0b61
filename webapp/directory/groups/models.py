"""What a KIM has beside its organization: profile, members; and which KIM a forum gathers."""

from datetime import date
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, ForeignKeyConstraint, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from webapp.database import Base
from webapp.directory.models import Organization, OrganizationKind, Region
from webapp.files.models import StoredFile
from webapp.web.tokens import new_ref


class GroupStatus(StrEnum):
    """How a KIM fares, as its office judges."""

    STARTING = "starting"
    ACTIVE = "active"
    NEEDS_SUPPORT = "needs_support"
    INACTIVE = "inactive"
    DISSOLVED = "dissolved"


class MemberRole(StrEnum):
    """What somebody does in the group, from the head of the list to its end."""

    PATRON = "patron"
    CHAIR = "chair"
    VICE_CHAIR = "vice_chair"
    SECRETARY = "secretary"
    TREASURER = "treasurer"
    SECTION = "section"
    MEMBER = "member"


class GroupProfile(Base):
    """Where a KIM is at home, on which decree it stands, how it fares; its name is the organization's."""

    __tablename__ = "group_profiles"
    __table_args__ = (
        CheckConstraint("decree_date IS NULL OR decree_number <> ''", name="decree_has_a_number"),
        CheckConstraint("village_code = '' OR district_code IS NOT NULL", name="village_lies_in_a_district"),
    )

    organization_id: Mapped[int] = mapped_column(ForeignKey("organizations.id", ondelete="CASCADE"), primary_key=True)
    district_code: Mapped[str | None] = mapped_column(ForeignKey("regions.code"), index=True)
    village_code: Mapped[str] = mapped_column(default="")  # Kemendagri: "62.71.04.1003"
    status: Mapped[GroupStatus] = mapped_column(default=GroupStatus.STARTING)
    decree_number: Mapped[str] = mapped_column(default="")
    decree_date: Mapped[date | None]
    decree_issuer: Mapped[str] = mapped_column(default="")
    decree_file_id: Mapped[int | None] = mapped_column(ForeignKey("stored_files.id", ondelete="SET NULL"))
    kim_id_number: Mapped[str] = mapped_column(default="")  # given by kim.id, the national platform
    kim_id_url: Mapped[str] = mapped_column(default="")
    sought: Mapped[str] = mapped_column(default="")  # folded: name, village, kecamatan, kabupaten/kota
    folded_name: Mapped[str] = mapped_column(default="", server_default="", index=True)  # what registrations look for

    organization: Mapped[Organization] = relationship(lazy="raise")
    district: Mapped[Region | None] = relationship(lazy="raise")
    decree_file: Mapped[StoredFile | None] = relationship(lazy="raise")


class Member(Base):
    """Somebody who belongs to a KIM. Shown to its officers and its office, never to the public."""

    __tablename__ = "group_members"
    __table_args__ = (
        # Two members of one name are told apart by a word ("RT 2"); so a repeated import finds each again.
        UniqueConstraint("organization_id", "folded_name", "distinguisher"),
        Index(
            "uq_group_members_chair",
            "organization_id",
            unique=True,
            sqlite_where=text("role = 'chair'"),
            postgresql_where=text("role = 'chair'"),
        ),
        CheckConstraint("gender IN ('', 'L', 'P')", name="gender_is_known"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    ref: Mapped[str] = mapped_column(unique=True, default=new_ref)  # names nobody; an id is given again on SQLite
    organization_id: Mapped[int] = mapped_column(ForeignKey("organizations.id", ondelete="CASCADE"))
    name: Mapped[str]
    folded_name: Mapped[str]
    distinguisher: Mapped[str] = mapped_column(default="")
    role: Mapped[MemberRole] = mapped_column(default=MemberRole.MEMBER)
    section: Mapped[str] = mapped_column(default="")  # of a section's officer: "Bidang Pengumpulan Informasi"
    gender: Mapped[str] = mapped_column(default="")
    age_group: Mapped[str] = mapped_column(default="")
    occupation: Mapped[str] = mapped_column(default="")


class ForumMembership(Base):
    """A KIM in a forum. A forum stands under no office, and gathers KIM alone."""

    __tablename__ = "forum_memberships"
    __table_args__ = (
        ForeignKeyConstraint(
            ["forum_id", "forum_kind"], ["organizations.id", "organizations.kind"], ondelete="CASCADE", name="fk_forum"
        ),
        ForeignKeyConstraint(
            ["group_id", "group_kind"], ["organizations.id", "organizations.kind"], ondelete="CASCADE", name="fk_group"
        ),
        CheckConstraint("forum_kind = 'forum' AND group_kind = 'kim'", name="forum_gathers_kim"),
    )

    forum_id: Mapped[int] = mapped_column(primary_key=True)
    group_id: Mapped[int] = mapped_column(primary_key=True, index=True)
    forum_kind: Mapped[OrganizationKind] = mapped_column(default=OrganizationKind.FORUM)
    group_kind: Mapped[OrganizationKind] = mapped_column(default=OrganizationKind.KIM)
