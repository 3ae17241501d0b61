"""The public directory: groups and forums, what they hold and where they were, how far they reach. No member's name."""

from collections.abc import Callable
from datetime import timedelta
from functools import partial
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.counting import count_queries, engine_of
from tests.directory.groups import make_group, make_member
from tests.factories import make_event, make_organization, make_registration
from webapp import clock
from webapp.attendance.models import Attendance, Channel
from webapp.attendance.reaching import covering, tiles
from webapp.database import db
from webapp.directory.groups import finding
from webapp.directory.groups import queries as groups
from webapp.directory.groups.belonging import join_forum
from webapp.directory.groups.models import GroupProfile, GroupStatus
from webapp.directory.models import OrganizationKind
from webapp.directory.regions import home_districts
from webapp.events.models import Event, Mode, Visibility

Stored = Callable[[Callable[[], Any]], Any]


def come(event: Event, group: GroupProfile, name: str = "Dehen") -> None:
    """Somebody of the group stands in the hall."""
    made = make_registration(event, name=name, kim_id=group.organization_id)
    start = event.sessions[0].dtstart
    db.session.add(
        Attendance(
            session_id=event.sessions[0].id,
            registration_id=made.id,
            mode=Mode.IN_PERSON,
            is_standing=True,
            first_at=start,
            standing_at=start,
            last_at=start,
            channel=Channel.CAMERA,
            is_present=True,
        )
    )
    db.session.flush()


def lately(**values: Any) -> Event:
    return make_event(start=clock.now() - timedelta(days=30), **values)


def test_the_list_is_narrowed_by_words_and_region(stored: Stored, client: FlaskClient) -> None:
    stored(lambda: [make_group("KIM Harati Kereng"), make_group("KIM Bubar", status=GroupStatus.DISSOLVED)])
    stored(
        lambda: make_group("KIM Jaar", region_code="62.13", district_code=None, village="Desa Jaar", village_code="")
    )

    pages = [
        client.get(f"/kim?{query}").text for query in ("", "q=palangkaraya", "region=62.13", "q=x%00&region='&page=9")
    ]

    shown = [("KIM Harati Kereng" in page, "KIM Jaar" in page, "KIM Bubar" in page) for page in pages]
    assert shown == [(True, True, False), (True, False, False), (False, True, False), (False, False, False)]


def test_a_group_shows_totals_and_no_names(stored: Stored, client: FlaskClient) -> None:
    def make() -> None:
        group = make_group(slug="kim-harati", contact_name="Canary Kontak", contact_phone="+6281250123456")
        make_member(group, "Canary Anggota", gender="P")
        other = make_group("KIM Lain")
        event = lately(summary="Sarasehan Kampung")
        come(event, group, "Canary Hadir")
        come(event, group, "Canary Hadir Juga")
        come(event, other, "Canary Lain")
        come(lately(summary="Mediasi Rahasia", visibility=Visibility.CONFIDENTIAL), group)
        lately(summary="Rapat Kelompok", organization=group.organization)

    stored(make)

    page = client.get("/kim/kim-harati").text

    assert "Canary" not in page and "0812" not in page and "Rahasia" not in page
    assert "Sarasehan Kampung" in page and "2 orang hadir" in page and "Rapat Kelompok" in page


def test_a_forum_lists_its_kim(stored: Stored, client: FlaskClient) -> None:
    def make() -> None:
        forum = make_organization(kind=OrganizationKind.FORUM, name="Forum Kahayan", slug="forum-kahayan")
        join_forum(forum, group=make_group("KIM Harati").organization)

    stored(make)

    assert "Forum Kahayan" in client.get("/kim/forums").text
    assert "KIM Harati" in client.get("/kim/forum-kahayan").text


def test_an_office_and_what_does_not_stand_are_missing_pages(stored: Stored, client: FlaskClient) -> None:
    stored(lambda: [make_organization(slug="dinas"), make_group(slug="kim-tanpa-logo")])

    for path in ("dinas", "tidak-ada", "%00", "x" * 5000, "kim-tanpa-logo/logo"):
        assert client.get(f"/kim/{path}").status_code == 404


def test_coverage_has_all_fourteen_rows_and_adds_up(context: Flask) -> None:
    reached = make_group("KIM A", decree_number="1")
    make_group("KIM B", district_code="62.71.02", village_code="", status=GroupStatus.INACTIVE)
    make_group("KIM C", region_code="00", district_code=None, village_code="")
    make_group("KIM D", status=GroupStatus.DISSOLVED)
    event = lately()
    come(event, reached)
    come(event, reached, "Yuliana")
    come(make_event(start=clock.now() - timedelta(days=400)), make_group("KIM E"))

    found = covering.cover(at=clock.now())

    town = next(row for row in found.rows if row.code == "62.71")
    assert len(found.rows) == 14
    assert (town.groups, town.decree, town.active, town.reached) == (3, 1, 2, 1)
    assert (town.districts, town.all_districts) == (2, 5)
    assert found.outside is not None and found.outside.groups == 1
    assert (found.total.groups, found.total.all_districts) == (4, len(home_districts()))
    assert found.regencies_reached == 1


def test_every_regency_has_a_tile_of_its_own(context: Flask) -> None:
    drawn = tiles.tiles(covering.cover(at=clock.now()).rows)

    assert len({(tile.x, tile.y) for tile in drawn}) == 14
    assert all(tile.x + tiles.SIZE <= tiles.WIDTH and tile.y + tiles.SIZE <= tiles.HEIGHT for tile in drawn)


@pytest.mark.parametrize(("path", "most"), [("/kim", 4), ("/kim/kim-0", 9), ("/kim/coverage", 2), ("/kim/forums", 3)])
def test_a_page_costs_the_same_for_one_row_and_for_many(
    app: Flask, stored: Stored, client: FlaskClient, path: str, most: int
) -> None:
    def add(first: int, last: int) -> None:
        forum = make_organization(kind=OrganizationKind.FORUM)
        for number in range(first, last):
            group = make_group(f"KIM {number}", slug=f"kim-{number}")
            make_member(group)
            join_forum(forum, group=group.organization)
            come(lately(organization=group.organization), group)
        if first:
            group = db.session.scalars(groups.profile("kim-0")).one()
            for _number in range(4):
                come(lately(organization=group.organization), group)

    counts = []
    for first, last in ((0, 1), (1, 6)):
        stored(partial(add, first, last))
        with count_queries(engine_of(app)) as counted:
            assert client.get(path).status_code == 200
        counts.append(len(counted))

    assert counts[0] == counts[1] <= most, counted


def test_names_are_suggested_while_typing(stored: Stored, client: FlaskClient) -> None:
    stored(lambda: [make_group("KIM Harati"), make_group("KIM Lama", status=GroupStatus.DISSOLVED)])

    answers = [client.get(f"/kim/suggestions?q={text}") for text in ("harati", "palangka raya", "x%00'", "lama")]

    assert [answer.get_json()["names"] for answer in answers] == [["KIM Harati"], ["KIM Harati"], [], []]
    assert "public" in answers[0].headers["Cache-Control"] and "Cookie" not in answers[0].headers.get("Vary", "")


def test_a_form_carries_few_names_and_asks_for_many(stored: Stored, client: FlaskClient) -> None:
    slug = stored(lambda: make_event(start=clock.now() + timedelta(days=9)).slug)
    stored(lambda: make_group("KIM Harati"))
    few = client.get(f"/events/{slug}/registration").text
    stored(lambda: [make_group(f"KIM {number}") for number in range(60)])

    many = client.get(f"/events/{slug}/registration").text

    assert ('value="KIM Harati"' in few, "data-suggests" in few) == (True, False)
    assert ('value="KIM Harati"' in many, 'data-suggests="/kim/suggestions"' in many) == (False, True)


def test_whoever_types_the_name_comes_from_the_group(context: Flask) -> None:
    group = make_group("KIM Harati Kereng")
    make_group("KIM Sama")
    make_group("KIM Sama", village="Desa Lain")

    found = [finding.id_of_named(text) for text in ("kim harati-kereng", "KIM Sama", "Dinas", "", "...")]

    assert found == [group.organization_id, None, None, None, None]
