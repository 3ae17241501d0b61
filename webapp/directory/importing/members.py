"""A table of members: each row is somebody of a known KIM, found again by name and what tells namesakes apart."""

from collections import Counter, defaultdict
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import insert, select, update

from webapp.accounts.models import GrantRole
from webapp.database import db
from webapp.directory.groups import reach
from webapp.directory.groups.belonging import FACTS, PlannedMember
from webapp.directory.groups.models import Member, MemberRole
from webapp.directory.groups.wording import size_warning
from webapp.directory.importing.judging import Judge, each, judged_member
from webapp.directory.importing.matching import Asker, Match
from webapp.directory.models import Organization, OrganizationKind
from webapp.directory.regions import folded as spelled
from webapp.documents.reading.headings import Record
from webapp.web.text import folded

Key = tuple[int, str, str]


class MemberMatcher:
    """Holds the groups and members that stand while rows go by."""

    def __init__(self, asker: Asker, match: Match) -> None:
        self.match = match
        mine = (Organization.kind == OrganizationKind.KIM, reach.within_reach(asker.identity, GrantRole.ADMIN))
        groups = db.session.execute(select(Organization.id, Organization.slug, Organization.name).where(*mine)).all()
        self.names = {group.id: group.name for group in groups}
        self.by_slug = {group.slug: group.id for group in groups}
        self.by_name: dict[str, list[int]] = defaultdict(list)
        for group in groups:
            self.by_name[spelled(group.name)].append(group.id)
        inside = select(Organization.id).where(*mine)
        columns = [getattr(Member, fact) for fact in FACTS]
        standing = select(Member.id, Member.organization_id, Member.folded_name, *columns)
        self.known: dict[Key, tuple[int, tuple[Any, ...]]] = {}
        self.sizes: Counter[int] = Counter()
        self.chairs: dict[int, set[object]] = defaultdict(set)
        for row in db.session.execute(standing.where(Member.organization_id.in_(inside))):
            key = (row.organization_id, row.folded_name, row.distinguisher)
            self.known[key] = (row.id, tuple(row[3:]))
            self.sizes[row.organization_id] += 1
            if row.role is MemberRole.CHAIR:
                self.chairs[row.organization_id].add(key)
        self.seen: dict[Key, int] = {}
        self.chair_rows: dict[int, Record] = {}
        self.grown: set[int] = set()

    def take(self, judge: Judge, slug: str, name: str, plan: PlannedMember) -> None:
        group = self._group(judge, slug, name)
        if group is None:
            return
        key = (group, folded(plan.name), plan.distinguisher)
        if first := self.seen.get(key):
            judge.fault(
                "name", _("Nama ini sudah ada di baris %(row)d. Bila orangnya lain, isi pembedanya.", row=first)
            )
            return
        self.seen[key] = judge.row.number
        self._sort(judge.row, key, plan)

    def _group(self, judge: Judge, slug: str, name: str) -> int | None:
        found = [self.by_slug[slug]] if slug in self.by_slug else []
        if not slug:
            found = self.by_name.get(spelled(name), [])
        if len(found) > 1:
            judge.fault("group", _("Ada %(n)d KIM bernama ini. Isi kolom Kode KIM.", n=len(found)))
        elif not found:
            key = "slug" if slug else "group"
            judge.fault(key, _("KIM ini tidak ditemukan di antara yang dikelola Bapak/Ibu."))
        return found[0] if len(found) == 1 else None

    def _sort(self, row: Record, key: Key, plan: PlannedMember) -> None:
        self.match.take(self.names[key[0]], plan.name, plan.role.value)
        member_id, before = self.known.get(key, (None, ()))
        after = tuple(
            getattr(plan, fact) if member_id is None or fact in row.columns else before[place]
            for place, fact in enumerate(FACTS)
        )
        facts = dict(zip(FACTS, after, strict=True)) | {"folded_name": key[1]}
        self._count_chair(row, key, facts["role"])
        if member_id is None:
            self.match.inserts.append({"organization_id": key[0], **facts})
            self.sizes[key[0]] += 1
            self.grown.add(key[0])
        elif before != after:
            self.match.updates.append({"id": member_id, **facts})
        else:
            self.match.same += 1

    def _count_chair(self, row: Record, key: Key, role: MemberRole) -> None:
        if role is MemberRole.CHAIR:
            self.chairs[key[0]].add(key)
            self.chair_rows[key[0]] = row
        else:
            self.chairs[key[0]].discard(key)

    def close(self) -> Match:
        """What can only be said when all rows were seen: second chairs, unusual sizes."""
        for group, row in self.chair_rows.items():
            if len(self.chairs[group]) > 1:
                self.match.problems.add(
                    row, "role", _("%(group)s akan memiliki lebih dari satu ketua.", group=self.names[group])
                )
        sizes = ((self.names[group], size_warning(self.sizes[group])) for group in sorted(self.grown))
        self.match.warnings = [(name, sentence) for name, sentence in sizes if sentence]
        return self.match


def match_members(rows: Any, asker: Asker) -> Match:
    """Compare a table with what stands; nothing is written."""
    match = Match()
    judge = Judge(match.problems)
    judged = [(row, judged_member(judge)) for row in each(rows, judge, asker.step)]
    matcher = MemberMatcher(asker, match)
    for row, sound in judged:
        if sound is not None:
            judge.begin(row)
            matcher.take(judge, *sound)
    return matcher.close()


def write_members(match: Match, _asker: Asker) -> None:
    """Write what a flawless match says, in the caller's transaction; a chair steps down before the next one begins."""
    if match.updates:
        db.session.execute(update(Member), sorted(match.updates, key=lambda row: bool(row["role"] is MemberRole.CHAIR)))
    if match.inserts:
        db.session.execute(insert(Member), match.inserts)
