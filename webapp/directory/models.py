"""Regions by Kemendagri code, and the organizations that gather people."""

from enum import StrEnum

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from webapp.database import Base
from webapp.files.models import StoredFile


class RegionKind(StrEnum):
    PROVINCE = "province"
    REGENCY = "regency"
    DISTRICT = "district"
    ELSEWHERE = "elsewhere"  # one row: outside the home province


class OrganizationKind(StrEnum):
    OFFICE = "office"
    KIM = "kim"
    FORUM = "forum"
    PARTNER = "partner"


class Region(Base):
    """A province, a kabupaten/kota or a kecamatan.

    `code` is Kemendagri's ("62.06"); `bps_code` is the statistics office's. They differ for eight
    kabupaten of Kalimantan Tengah, so neither is ever derived from the other.
    """

    __tablename__ = "regions"

    code: Mapped[str] = mapped_column(primary_key=True)
    bps_code: Mapped[str | None]
    kind: Mapped[RegionKind]
    name: Mapped[str]
    folded_name: Mapped[str]  # lower case without blanks: "Palangkaraya" finds "Palangka Raya"
    parent_code: Mapped[str | None] = mapped_column(ForeignKey("regions.code"), index=True)
    capital: Mapped[str | None]


class Organization(Base):
    """An office, a KIM, a forum or a partner; what an activity is held by or a participant comes from."""

    __tablename__ = "organizations"
    __table_args__ = (
        Index("uq_organizations_id_kind", "id", "kind", unique=True),  # what forum_memberships point at
        Index("ix_organizations_kind_name", "kind", "name"),
        Index("ix_organizations_region_code", "region_code"),
        {"sqlite_autoincrement": True},  # the audit log names it
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(unique=True)
    kind: Mapped[OrganizationKind]
    name: Mapped[str]
    region_code: Mapped[str | None] = mapped_column(ForeignKey("regions.code"))
    village: Mapped[str] = mapped_column(default="")
    tzid: Mapped[str] = mapped_column(default="Asia/Jakarta")
    letterhead: Mapped[str] = mapped_column(default="")  # one line of the letterhead per line
    place: Mapped[str] = mapped_column(default="")  # the town that a signed paper names before its date
    contact_name: Mapped[str] = mapped_column(default="")
    contact_phone: Mapped[str] = mapped_column(default="")  # E.164
    data_contact: Mapped[str] = mapped_column(default="")  # who answers for personal data
    certificate_number: Mapped[str] = mapped_column(default="")  # template: "{klasifikasi}/{urut}/…/{tahun}"
    is_sample: Mapped[bool] = mapped_column(default=False)

    region: Mapped[Region | None] = relationship()
    signatories: Mapped[list["Signatory"]] = relationship(
        back_populates="organization",
        cascade="all, delete-orphan",
        order_by="Signatory.position",
    )


class Logo(Base):
    """The picture at the head of an organization's papers and pages."""

    __tablename__ = "organization_logos"

    organization_id: Mapped[int] = mapped_column(ForeignKey("organizations.id", ondelete="CASCADE"), primary_key=True)
    file_id: Mapped[int] = mapped_column(ForeignKey("stored_files.id", ondelete="CASCADE"), index=True)

    file: Mapped[StoredFile] = relationship(lazy="raise")


class Signatory(Base):
    """Who signs the papers of an organization: the block at the foot of a daftar hadir."""

    __tablename__ = "signatories"

    id: Mapped[int] = mapped_column(primary_key=True)
    organization_id: Mapped[int] = mapped_column(ForeignKey("organizations.id", ondelete="CASCADE"), index=True)
    position: Mapped[int] = mapped_column(default=0)
    title_line: Mapped[str]  # "Plt. Kepala Dinas …," as the office writes it
    name: Mapped[str]
    rank: Mapped[str] = mapped_column(default="")
    nip: Mapped[str] = mapped_column(default="")  # the civil servant's number; empty for KIM people

    organization: Mapped[Organization] = relationship(back_populates="signatories")
