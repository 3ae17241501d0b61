"""Groups for tests: the least that is legal, everything else by keyword."""

from datetime import UTC, date, datetime
from typing import Any
from uuid import uuid4

from webapp.directory.groups.belonging import PlannedMember, add_member
from webapp.directory.groups.models import GroupProfile, GroupStatus, Member
from webapp.directory.groups.profiling import PlannedGroup, found_group

TODAY = date(2026, 11, 28)
AT = datetime(2026, 11, 28, 2, 0, tzinfo=UTC)


def make_group(name: str = "KIM Harati Kereng", **values: Any) -> GroupProfile:
    given = {
        "name": name,
        "region_code": "62.71",
        "district_code": "62.71.04",
        "village": "Kelurahan Kereng Bangkirai",
        "village_code": "62.71.04.1003",
        "status": GroupStatus.ACTIVE,
    } | values
    slug = given.pop("slug", None) or f"kim-{uuid4().hex[:8]}"
    return found_group(slug, plan=PlannedGroup(**given), at=AT)


def make_member(group: GroupProfile, name: str = "Dehen", **values: Any) -> Member:
    return add_member(group.organization_id, plan=PlannedMember(name=name, **values))
