"""The directory as tables with the columns that an import reads: what goes out comes in again without doubles."""

from collections.abc import Sequence
from enum import StrEnum

from flask_babel import gettext as _
from sqlalchemy import Row, Select, select
from sqlalchemy.orm import aliased, contains_eager

from webapp.accounts.identity import Identity
from webapp.accounts.models import GrantRole, User
from webapp.database import db
from webapp.directory.demographics import AGE_GROUPS, OCCUPATIONS
from webapp.directory.groups import forgetting, reach
from webapp.directory.groups.models import GroupProfile, Member
from webapp.directory.groups.wording import ROLES, STATUSES
from webapp.directory.importing.columns import GROUP, MEMBER
from webapp.directory.importing.forms import KINDS
from webapp.directory.importing.models import ImportKind
from webapp.directory.models import Organization, Region
from webapp.documents import finished
from webapp.documents.comma_separated import csv_text
from webapp.documents.reading.headings import Heading
from webapp.documents.sheets import Cell, CellType, Column, Sheet
from webapp.documents.spreadsheets import xlsx
from webapp.work.models import Job
from webapp.work.running import Handler, Result, Task, handlers

KIND = "directory.export"
TYPES = {"decree_date": CellType.DATE, "contact_phone": CellType.PHONE}


class Format(StrEnum):
    XLSX = "xlsx"
    CSV = "csv"


MEDIA = {Format.XLSX: finished.XLSX, Format.CSV: finished.CSV}


def export(task: Task) -> Result:
    """One table of everything that the asker looks after."""
    kind, shape = ImportKind(task.arguments["kind"]), Format(task.arguments["format"])
    identity = Identity(db.session.get_one(User, task.owner_id), "")
    sheet = _groups(identity) if kind is ImportKind.GROUPS else _members(identity)
    content = csv_text(sheet) if shape is Format.CSV else xlsx([sheet], at=task.at)
    name = {ImportKind.GROUPS: "daftar-kim", ImportKind.MEMBERS: "anggota-kim"}[kind]
    return Result(_("%(n)d baris.", n=len(sheet.rows)), f"{name}.{shape}", MEDIA[shape], content)


def _groups(identity: Identity) -> Sheet:
    return _sheet(ImportKind.GROUPS, GROUP, [_group_cells(row) for row in db.session.execute(_all_groups(identity))])


def _all_groups(identity: Identity) -> Select[GroupProfile, str | None, str | None]:
    district = aliased(Region)
    asked = select(GroupProfile, Region.name, district.name).join(GroupProfile.organization)
    return (
        asked.outerjoin(Region, Region.code == Organization.region_code)
        .outerjoin(district, district.code == GroupProfile.district_code)
        .where(reach.within_reach(identity, GrantRole.ADMIN))
        .order_by(Organization.name, Organization.id)
        .options(contains_eager(GroupProfile.organization))
    )


def _group_cells(row: Row[GroupProfile, str | None, str | None]) -> list[Cell]:
    profile, regency, district = row
    it = profile.organization
    return [
        it.slug, it.name, regency, district, it.village, profile.village_code, str(STATUSES[profile.status]),
        profile.decree_number, profile.decree_date, profile.decree_issuer, profile.kim_id_number, profile.kim_id_url,
        it.contact_name, it.contact_phone,
    ]  # fmt: skip


def _members(identity: Identity) -> Sheet:
    asked = (
        select(Organization.slug, Organization.name, Member)
        .join(Organization, Organization.id == Member.organization_id)
        .where(reach.within_reach(identity, GrantRole.ADMIN), forgetting.IS_KNOWN)
        .order_by(Organization.name, Organization.id, Member.folded_name, Member.id)
    )
    return _sheet(ImportKind.MEMBERS, MEMBER, [_member_cells(*row) for row in db.session.execute(asked)])


def _member_cells(slug: str, group: str, member: Member) -> list[Cell]:
    role = str(ROLES[member.role])
    age, work = str(AGE_GROUPS.get(member.age_group, "")), str(OCCUPATIONS.get(member.occupation, ""))
    return [slug, group, member.name, member.distinguisher, role, member.section, member.gender, age, work]


def _sheet(kind: ImportKind, headings: Sequence[Heading], rows: list[list[Cell]]) -> Sheet:
    columns = tuple(Column(one.title, TYPES.get(one.key, CellType.TEXT)) for one in headings)
    return Sheet(str(KINDS[kind]), columns, rows)


def _may(identity: Identity, job: Job) -> bool:
    """Who still looks after every office whose groups were asked for; without any it is the platform's keeper."""
    if identity.user.is_platform_admin:
        return True
    offices = job.arguments.get("offices", [])
    return bool(offices) and all(identity.may(GrantRole.ADMIN, one) for one in offices)


handlers[KIND] = Handler(export, may=_may)
