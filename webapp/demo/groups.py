"""The sample KIM groups with their profiles and members, and a forum that gathers some of them."""

import json
from datetime import date, datetime
from importlib.resources import files
from typing import Any

from sqlalchemy import insert

from webapp.database import db
from webapp.demo.people import Origin, Somebody, invent
from webapp.directory.groups.belonging import join_forum
from webapp.directory.groups.models import GroupProfile, GroupStatus, Member, MemberRole
from webapp.directory.groups.profiling import PlannedGroup, found_group, today
from webapp.directory.groups.wording import SECTIONS
from webapp.directory.models import Organization, OrganizationKind
from webapp.web.text import folded

SAMPLE_FORUM = "forum-kim-contoh"
STATUSES = {
    "rintisan": GroupStatus.STARTING,
    "aktif": GroupStatus.ACTIVE,
    "perlu_pembinaan": GroupStatus.NEEDS_SUPPORT,
    "tidak_aktif": GroupStatus.INACTIVE,
}
# After the chair, in this order; whoever comes later is a member.
OFFICERS = (
    (MemberRole.SECRETARY, ""),
    (MemberRole.TREASURER, ""),
    *((MemberRole.SECTION, section) for section in SECTIONS),
)


def make_groups(*, at: datetime) -> dict[str, Organization]:
    """The twenty sample KIM groups, by slug."""
    rows: list[dict[str, Any]] = json.loads((files("webapp.demo") / "data" / "kim_sample.json").read_text("utf-8"))
    groups = {row["slug"]: _group(row, at=at) for row in rows}
    people = [one for number, row in enumerate(rows) for one in _members(groups[row["slug"]], row, number)]
    db.session.execute(insert(Member), people)
    found = {slug: profile.organization for slug, profile in groups.items()}
    _gather(list(found.values()))
    return found


def _group(row: dict[str, Any], *, at: datetime) -> GroupProfile:
    decreed = date.fromisoformat(row["sk_date"])
    is_decreed = decreed <= today(
        at
    )  # the samples have dates of their own; the clock of whoever looks may stand earlier
    plan = PlannedGroup(
        name=f"{row['name']} (contoh)",
        region_code=row["regency_code"],
        district_code=row["village_code"][:8],
        village=f"{row['village_type']} {row['village']}",
        village_code=row["village_code"],
        status=STATUSES[row["status"]],
        decree_number=row["sk_number"] if is_decreed else "",
        decree_date=decreed if is_decreed else None,
        decree_issuer=row["sk_issuer"] if is_decreed else "",
    )
    return found_group(row["slug"], plan=plan, at=at, is_sample=True)


def _members(group: GroupProfile, row: dict[str, Any], number: int) -> list[dict[str, Any]]:
    origin = Origin(row["slug"], group.organization.name, row["regency_code"])
    people = invent(row["member_count"] + 1, origins=[origin], seed=700 + number)
    others = [one for one in people if folded(one.name) != folded(row["chair"])][: row["member_count"] - 1]
    found = [{**_person(people[-1]), **_named(row["chair"]), "role": MemberRole.CHAIR}]
    for place, one in enumerate(others):
        role, section = OFFICERS[place] if place < len(OFFICERS) else (MemberRole.MEMBER, "")
        found.append({**_person(one), **_named(one.name), "role": role, "section": section})
    blank = {"organization_id": group.organization_id, "distinguisher": "", "section": ""}
    return [{**blank, **one} for one in found]


def _person(one: Somebody) -> dict[str, str]:
    return {"gender": one.gender, "age_group": one.age_group, "occupation": one.occupation}


def _named(name: str) -> dict[str, str]:
    return {"name": name, "folded_name": folded(name)}


def _gather(groups: list[Organization]) -> None:
    """A forum of the groups along the Kahayan and in the town: it stands under no office."""
    forum = Organization(
        slug=SAMPLE_FORUM,
        kind=OrganizationKind.FORUM,
        name="Forum KIM Kahayan (contoh)",
        is_sample=True,
    )
    db.session.add(forum)
    db.session.flush()
    for group in groups:
        if group.region_code in {"62.71", "62.10", "62.11"}:
            join_forum(forum, group=group)
