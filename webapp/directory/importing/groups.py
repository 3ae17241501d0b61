"""A table of KIM: each row is a group that is known by its code, or by name and place, or is new."""

from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import insert, select, update

from webapp.accounts.models import GrantRole
from webapp.database import db
from webapp.directory import organizing
from webapp.directory.groups import naming, queries, reach
from webapp.directory.groups.models import GroupProfile
from webapp.directory.groups.profiling import OF_ORGANIZATION, OF_PROFILE, PlannedGroup, plan_of, sought, today
from webapp.directory.importing.judging import Judge, each, judged_group
from webapp.directory.importing.matching import Asker, Match
from webapp.directory.importing.places import Places
from webapp.directory.models import Organization, OrganizationKind
from webapp.directory.regions import folded
from webapp.documents.reading.headings import Record

# Which columns of the table speak of which facts; a column that is not there changes nothing.
SPOKEN = {
    "region_code": ("region", "village_code"),
    "district_code": ("district", "village_code"),
}


@dataclass(frozen=True)
class Known:
    id: int
    slug: str
    plan: PlannedGroup
    is_mine: bool


class GroupMatcher:
    """Holds what stands while rows go by."""

    def __init__(self, asker: Asker, match: Match, places: Places) -> None:
        mine = set(
            db.session.scalars(select(Organization.id).where(reach.within_reach(asker.identity, GrantRole.ADMIN)))
        )
        self.match, self.places = match, places
        self.scopes = naming.scopes(asker.identity)
        standing = db.session.scalars(queries.profiles().options(*queries.ROW)).all()
        known = [Known(o.organization_id, o.organization.slug, plan_of(o), o.organization_id in mine) for o in standing]
        self.by_slug = {one.slug: one for one in known}
        self.by_key = {_key(one.plan): one for one in known}
        self.taken = set(db.session.scalars(select(Organization.slug)))
        self.seen: dict[object, int] = {}

    def take(self, judge: Judge, slug: str, plan: PlannedGroup) -> None:
        known = self.by_slug.get(slug) if slug else self.by_key.get(_key(plan))
        key: object = known.id if known else _key(plan)
        if first := self.seen.get(key):
            judge.fault("name", _("KIM ini sudah ada di baris %(row)d.", row=first))
        elif (slug and known is None) or (known is not None and not known.is_mine):
            judge.fault("slug" if slug else "name", _("KIM ini tidak ditemukan di antara yang dikelola Bapak/Ibu."))
        elif not (known and known.is_mine) and not self._is_inside(plan):
            judge.fault("region", _("Wilayah ini di luar wilayah kantor Bapak/Ibu."))
        else:
            self.seen[key] = judge.row.number
            self._sort(judge.row, plan, known)

    def _is_inside(self, plan: PlannedGroup) -> bool:
        return any(naming.is_inside(plan, scope) for scope in self.scopes)

    def _sort(self, row: Record, plan: PlannedGroup, known: Known | None) -> None:
        region = self.places.names.get(plan.region_code or "", "")
        self.match.take(plan.name, plan.village, region, plan.decree_number)
        facts = _spoken(row, plan)
        if known is None:
            slug = next(naming.free_slugs(plan.name, taken=self.taken))
            self.taken.add(slug)
            self.match.inserts.append({"slug": slug, **_facts(plan), **self._found_by(plan)})
        elif any(getattr(known.plan, fact) != value for fact, value in facts.items()):
            whole = PlannedGroup(**(_facts(known.plan) | facts))
            renamed = {"is_renamed": whole.name != known.plan.name}
            self.match.updates.append({"id": known.id, **_facts(whole), **self._found_by(whole), **renamed})
        else:
            self.match.same += 1

    def _found_by(self, plan: PlannedGroup) -> dict[str, str]:
        places = (self.places.names.get(code or "", "") for code in (plan.district_code, plan.region_code))
        return {"sought": sought(plan, *places), "folded_name": folded(plan.name)}


def match_groups(rows: Any, asker: Asker) -> Match:
    """Compare a table with what stands; nothing is written."""
    match, places, day = Match(), Places(), today(asker.at)
    judge = Judge(match.problems)
    judged = [(row, judged_group(judge, places, today=day)) for row in each(rows, judge, asker.step)]
    matcher = GroupMatcher(asker, match, places)
    for row, sound in judged:
        if sound is not None:
            judge.begin(row)
            matcher.take(judge, *sound)
    return match


def write_groups(match: Match, asker: Asker) -> None:
    """Write what a flawless match says, in the caller's transaction."""
    of_profile = (*OF_PROFILE, "sought", "folded_name")
    if match.inserts:
        rows = [
            {"slug": one["slug"], "kind": OrganizationKind.KIM, **{fact: one[fact] for fact in OF_ORGANIZATION}}
            for one in match.inserts
        ]
        made = db.session.execute(insert(Organization).returning(Organization.slug, Organization.id), rows)
        ids = dict(made.all())
        profiles = [
            {"organization_id": ids[one["slug"]], **{fact: one[fact] for fact in of_profile}} for one in match.inserts
        ]
        db.session.execute(insert(GroupProfile), profiles)
    if match.updates:
        organizations = [{"id": one["id"], **{fact: one[fact] for fact in OF_ORGANIZATION}} for one in match.updates]
        profiles = [{"organization_id": one["id"], **{fact: one[fact] for fact in of_profile}} for one in match.updates]
        db.session.execute(update(Organization), organizations)
        db.session.execute(update(GroupProfile), profiles)
    _tell_of_new_names([one["id"] for one in match.updates if one["is_renamed"]], asker)


def _tell_of_new_names(ids: list[int], asker: Asker) -> None:
    for one in ids:
        organization = db.session.get_one(Organization, one, populate_existing=True)
        for tell in organizing.after_renaming:
            tell(organization, asker.at)


def _key(plan: PlannedGroup) -> tuple[str, str, str]:
    return folded(plan.name), plan.region_code or "", folded(plan.village)


def _facts(plan: PlannedGroup) -> dict[str, Any]:
    return {fact: getattr(plan, fact) for fact in (*OF_ORGANIZATION, *OF_PROFILE)}


def _spoken(row: Record, plan: PlannedGroup) -> dict[str, Any]:
    """The facts of which the table has a column."""
    return {
        fact: value
        for fact, value in _facts(plan).items()
        if any(column in row.columns for column in SPOKEN.get(fact, (fact,)))
    }
