"""A KIM is a group of a village with a decree and members; a forum gathers KIM and stands under no office."""

from datetime import date, timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from tests.directory.groups import TODAY, make_group, make_member
from tests.factories import make_organization
from webapp.config import load_settings
from webapp.database import db
from webapp.directory.groups import queries
from webapp.directory.groups.belonging import PlannedMember, join_forum, leave_forum, revise_member
from webapp.directory.groups.filters import parse
from webapp.directory.groups.forgetting import forget_member
from webapp.directory.groups.models import ForumMembership, GroupProfile, MemberRole
from webapp.directory.groups.wording import size_warning
from webapp.directory.models import Organization, OrganizationKind
from webapp.errors import ConfigurationError, Refused


def names(**args: str) -> list[str]:
    asked = queries.profiles().where(*queries.conditions(parse(args))).with_only_columns(Organization.name)
    return list(db.session.scalars(asked.order_by(Organization.name)))


def test_a_search_finds_names_and_places_however_they_are_spelt(context: Flask) -> None:
    make_group("KIM Harati Kereng")
    make_group("KIM Jari Janang", region_code="62.13", district_code="62.13.01", village="Desa Jaar", village_code="")

    assert names(q="palangkaraya") == names(q="Palangka Raya") == names(q="bangkirai HARATI") == ["KIM Harati Kereng"]
    assert names(q="dusun timur") == names(region="62.13") == names(region="62.13.01") == ["KIM Jari Janang"]
    assert names(q="%") == names(region="62") == ["KIM Harati Kereng", "KIM Jari Janang"]
    assert names(q="kapuas") == names(region="62.01") == []


@pytest.mark.parametrize(
    ("facts", "reason"),
    [
        ({"decree_number": "1", "decree_date": TODAY + timedelta(days=1)}, "decree_date"),
        ({"decree_date": TODAY}, "decree_number"),
        ({"district_code": "62.13.01", "village_code": ""}, "district_code"),
        ({"village_code": "62.71.02.1001"}, "village_code"),
        ({"region_code": "62.99", "district_code": None, "village_code": ""}, "region_code"),
        ({"region_code": "62.71.04", "district_code": None, "village_code": ""}, "region_code"),
    ],
)
def test_what_cannot_be_is_refused(context: Flask, facts: dict[str, Any], reason: str) -> None:
    with pytest.raises(Refused) as refusal:
        make_group(**facts)

    assert refusal.value.reason == reason


def test_the_table_refuses_a_decree_without_a_number(context: Flask) -> None:
    group = make_group()
    group.decree_date = date(2024, 5, 13)

    with pytest.raises(IntegrityError):
        db.session.flush()


def test_two_of_one_name_need_a_word_that_parts_them(context: Flask) -> None:
    group = make_group()
    make_member(group, "Dehen")

    with pytest.raises(Refused):
        make_member(group, " dehen ".strip())
    other = make_member(group, "Dehen", distinguisher="RT 2")

    assert other.id is not None


def test_a_group_has_one_chair(context: Flask) -> None:
    group = make_group()
    chair = make_member(group, "Yuliana", role=MemberRole.CHAIR)
    other = make_member(group, "Ramlan")

    with pytest.raises(Refused) as refusal:
        revise_member(other, plan=PlannedMember(name="Ramlan", role=MemberRole.CHAIR))
    revise_member(chair, plan=PlannedMember(name="Yuliana"))
    revise_member(other, plan=PlannedMember(name="Ramlan", role=MemberRole.CHAIR))

    assert (refusal.value.reason, other.role) == ("role", MemberRole.CHAIR)


def test_the_table_refuses_a_second_chair(context: Flask) -> None:
    group = make_group()
    make_member(group, "Yuliana", role=MemberRole.CHAIR)
    make_member(group, "Ramlan").role = MemberRole.CHAIR

    with pytest.raises(IntegrityError):
        db.session.flush()


def test_an_unusual_size_is_said_and_blocks_nothing(context: Flask) -> None:
    assert [bool(size_warning(members)) for members in (0, 2, 3, 30, 31)] == [True, True, False, False, True]


def test_the_usual_size_and_the_long_form_are_settings() -> None:
    found = load_settings({"KIM_MEMBERS": "10-50", "KIM_LONG_FORM": "Komunitas Informasi Masyarakat"})

    assert (found.kim_members, found.kim_long_form) == ((10, 50), "Komunitas Informasi Masyarakat")
    for wrong in ({"KIM_MEMBERS": "30-3"}, {"KIM_MEMBERS": "tiga"}, {"KIM_LONG_FORM": "x" * 81}):
        with pytest.raises(ConfigurationError):
            load_settings(wrong)


def test_of_namesakes_only_the_one_who_is_meant_is_forgotten(context: Flask) -> None:
    group = make_group()
    make_member(group, "Siti Aminah", distinguisher="RT 1")
    make_member(group, "Siti Aminah", distinguisher="RT 2")

    unknown = forget_member(group.organization_id, "SITI  Aminah", distinguisher="", anonymous="-")
    known = forget_member(group.organization_id, "siti aminah", distinguisher="RT 2", anonymous="-")

    left = [(one.name, one.distinguisher) for one in db.session.scalars(queries.members(group.organization_id))]
    assert (unknown, bool(known)) == ("", True)
    assert sorted(left) == [("-", ""), ("Siti Aminah", "RT 1")]


def test_a_forum_gathers_kim_alone(context: Flask) -> None:
    forum = make_organization(kind=OrganizationKind.FORUM)
    group = make_group().organization
    join_forum(forum, group=group)
    join_forum(forum, group=group)

    with pytest.raises(Refused):
        join_forum(forum, group=make_organization())
    with pytest.raises(Refused):
        join_forum(make_organization(), group=group)

    assert [one.organization_id for one in db.session.scalars(queries.gathered(forum.id))] == [group.id]
    leave_forum(forum, group=group)
    assert db.session.scalars(select(ForumMembership)).all() == []
    assert db.session.get(GroupProfile, group.id) is not None


def test_the_table_refuses_an_office_in_a_forum(context: Flask) -> None:
    forum, office = make_organization(kind=OrganizationKind.FORUM), make_organization()
    db.session.add(ForumMembership(forum_id=forum.id, group_id=office.id))

    with pytest.raises(IntegrityError):
        db.session.flush()
