"""A series: each date an event of its own, changed alone or with those that follow."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from tests.counting import count_queries, engine_of
from tests.events.offices import Office, SignIn, Stored, edit_form, event_of, stored_event
from tests.events.plans import DAY, HOUR, PLANNED_AT, START, drafted, make_plan, published
from tests.factories import make_registration
from webapp.accounts.models import GrantRole
from webapp.database import db
from webapp.errors import Refused
from webapp.events import publishing
from webapp.events.models import Event, EventRevision, EventStatus, Mode
from webapp.events.plans import PlannedRole, PlannedSession, plan_of
from webapp.events.repeating import queries
from webapp.events.repeating.following import carried, revise_with_following
from webapp.events.repeating.models import Series, SeriesDate
from webapp.events.repeating.rules import Frequency, Rule
from webapp.events.repeating.serializing import publish_all, repeat
from webapp.events.scheduling import revise

WEEKLY = Rule(frequency=Frequency.WEEKLY, count=4)
LATER = PLANNED_AT + DAY
FORM = {"frequency": "weekly", "interval": "1", "count": "4"}


def starts(events: list[Event]) -> list[timedelta]:
    return [event.dtstart - START for event in events]


def test_each_date_is_a_draft_of_its_own(context: Flask) -> None:
    event = published()

    made = repeat(event, WEEKLY, at=LATER)

    assert starts(made) == [7 * DAY, 14 * DAY, 21 * DAY]
    assert made[0].slug == "mekanisme-pembentukan-forum-kim-2022-03-17"
    assert {one.status for one in made} == {EventStatus.DRAFT}
    assert len({one.sessions[0].uid for one in (event, *made)}) == 4
    series = db.session.scalars(queries.series_of(made[1].id)).one()
    assert [one.id for one in db.session.scalars(queries.events_of(series.id))] == [event.id, *(one.id for one in made)]


def test_an_event_is_in_one_series_only(context: Flask) -> None:
    made = repeat(drafted(), WEEKLY, at=LATER)

    with pytest.raises(Refused, match="sudah bagian"):
        repeat(made[0], WEEKLY, at=LATER)


def test_the_table_refuses_a_second_series_too(context: Flask) -> None:
    made = repeat(drafted(), WEEKLY, at=LATER)
    series = db.session.scalars(queries.series_of(made[0].id)).one()

    db.session.add(SeriesDate(event_id=made[0].id, series_id=series.id))
    with pytest.raises(IntegrityError):
        db.session.flush()


@pytest.mark.parametrize("values", [{"count": 3, "until": date(2027, 1, 1)}, {"count": 10**6}, {"step": 0, "count": 3}])
def test_the_table_refuses_a_rule_that_explodes(context: Flask, values: dict[str, object]) -> None:
    given = {"frequency": Frequency.WEEKLY, "step": 1, "weekdays": [], "first": date(2026, 1, 1), "skipped": []}

    db.session.add(Series(**{**given, "created_at": LATER, **values}))
    with pytest.raises(IntegrityError):
        db.session.flush()


def test_what_was_called_off_is_not_repeated(context: Flask) -> None:
    event = published()
    publishing.cancel(event, reason="Aula banjir", at=LATER)

    with pytest.raises(Refused, match="dibatalkan"):
        repeat(event, WEEKLY, at=LATER)


def test_all_drafts_are_published_at_once(context: Flask) -> None:
    made = repeat(published(), WEEKLY, at=LATER)
    series = db.session.scalars(queries.series_of(made[0].id)).one()

    assert [one.id for one in publish_all(series, at=LATER)] == [one.id for one in made]
    assert publish_all(series, at=LATER) == []


def test_another_hour_and_place_reach_the_following_and_spare_the_earlier(context: Flask) -> None:
    first = published()
    later = repeat(first, WEEKLY, at=LATER)
    publish_all(db.session.scalars(queries.series_of(first.id)).one(), at=LATER)
    plan = plan_of(later[0])
    moved = tuple(
        replace(one, dtstart=one.dtstart + HOUR, dtend=one.dtend and one.dtend + HOUR) for one in plan.sessions
    )

    revise_with_following(later[0], plan=replace(plan, sessions=moved, venue="Balai Desa"), at=LATER)

    assert starts([first, *later]) == [0 * DAY, 7 * DAY + HOUR, 14 * DAY + HOUR, 21 * DAY + HOUR]
    assert [one.venue for one in (first, *later)] == ["Gedung Smart Province", *["Balai Desa"] * 3]


def test_every_date_that_follows_is_news_to_its_calendars(context: Flask) -> None:
    event = published()
    made = repeat(event, WEEKLY, at=LATER)
    publish_all(db.session.scalars(queries.series_of(event.id)).one(), at=LATER)
    uids = [one.sessions[0].uid for one in made]

    revise_with_following(event, plan=replace(plan_of(event), venue="Balai Desa"), at=LATER + DAY)

    assert [(one.sessions[0].uid, one.sessions[0].sequence) for one in made] == [(uid, 1) for uid in uids]
    told = db.session.scalars(select(EventRevision.event_id).where(EventRevision.kind == "moved")).all()
    assert sorted(told) == sorted([event.id, *(one.id for one in made)])


def test_a_date_that_was_set_by_hand_keeps_what_this_edit_does_not_touch(context: Flask) -> None:
    event = drafted()
    made = repeat(event, WEEKLY, at=LATER)
    own = plan_of(made[1])
    revise(made[1], plan=replace(own, venue="Pendopo", summary="Edisi khusus"), at=LATER)

    revise_with_following(event, plan=replace(plan_of(event), topic="Kelembagaan"), at=LATER)

    assert (made[1].venue, made[1].summary, made[1].topic) == ("Pendopo", "Edisi khusus", "Kelembagaan")


def test_dates_that_were_cancelled_stay_as_they_are(context: Flask) -> None:
    event = published()
    made = repeat(event, WEEKLY, at=LATER)
    publish_all(db.session.scalars(queries.series_of(event.id)).one(), at=LATER)
    publishing.cancel(made[0], reason="Libur", at=LATER)

    revise_with_following(event, plan=replace(plan_of(event), venue="Balai Desa"), at=LATER)

    assert [one.venue for one in made] == ["Gedung Smart Province", "Balai Desa", "Balai Desa"]


def test_a_date_that_cannot_follow_is_named(context: Flask) -> None:
    event = published()
    made = repeat(event, WEEKLY, at=LATER)
    publish_all(db.session.scalars(queries.series_of(event.id)).one(), at=LATER)
    make_registration(made[1])
    plan = replace(plan_of(event), seats={Mode.IN_PERSON: 0, Mode.ONLINE: 100})

    with pytest.raises(Refused, match="Kamis, 24 Maret 2022: Sudah 1 tempat"):
        revise_with_following(event, plan=plan, at=LATER)


def test_carried_sessions_keep_the_rows_that_they_have(context: Flask) -> None:
    sessions = (PlannedSession(id=4, dtstart=START + 7 * DAY, dtend=START + 7 * DAY + HOUR),)
    before = make_plan(sessions=(PlannedSession(id=1, dtstart=START, dtend=START + HOUR),))
    extra = PlannedSession(dtstart=START + DAY, title="Hari kedua")

    plan = carried(make_plan(sessions=sessions), before, replace(before, sessions=(*before.sessions, extra)))

    assert [(one.id, one.dtstart - START) for one in plan.sessions] == [(4, 7 * DAY), (None, 8 * DAY)]


def test_carried_people_keep_their_rows_and_the_window_its_distance(context: Flask) -> None:
    own = make_plan(
        sessions=(PlannedSession(id=4, dtstart=START + 7 * DAY),),
        roles=(PlannedRole(id=9, role="moderator", name="Dehen"),),
    )
    before = make_plan(
        sessions=(PlannedSession(id=1, dtstart=START),), roles=(PlannedRole(role="moderator", name="Dehen"),)
    )
    after = replace(
        before,
        roles=(*before.roles, PlannedRole(role="narasumber", name="Cak Boni")),
        registration_closes_at=START - 2 * HOUR,
    )

    plan = carried(own, before, after)

    assert [(one.id, one.name) for one in plan.roles] == [(9, "Dehen"), (None, "Cak Boni")]
    assert plan.registration_closes_at == START + 7 * DAY - 2 * HOUR


def test_the_dates_are_shown_before_anything_is_made(app: Flask, office: Office, committee: FlaskClient) -> None:
    answer = committee.post(f"/manage/events/{office.published}/series", data=FORM)

    assert answer.status_code == 200
    assert answer.text.count('name="skipped"') == 3
    with app.app_context():
        assert db.session.scalars(select(Series)).all() == []


def test_ticked_dates_are_left_out(app: Flask, office: Office, committee: FlaskClient) -> None:
    event = event_of(app, office.published)
    second = (event.dtstart + timedelta(days=7, hours=7)).date().isoformat()

    committee.post(f"/manage/events/{office.published}/series", data={**FORM, "skipped": second, "then": "make"})

    with app.app_context():
        assert db.session.scalars(select(Series.skipped)).one() == [second]
        made = db.session.scalars(select(Event).join(SeriesDate).order_by(Event.dtstart)).all()
        assert [(one.dtstart - event.dtstart).days for one in made] == [0, 14, 21]


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"frequency": "SECONDLY"}, "setiap pekan atau setiap bulan"),
        ({"count": "1000000"}, "antara 2 dan 104"),
        ({"count": "1" * 5000}, "angka saja"),
        ({"count": ""}, "Isi salah satu"),
        ({"count": "", "until": "9999-12-31"}, "lima tahun"),
        ({"until": "2030-01-01"}, "Isi salah satu"),
        ({"weekdays": "9"}, "tidak dikenal"),
        ({"skipped": "besok"}, "tidak terbaca"),
        ({"interval": "-1"}, "antara 1 dan 12"),
    ],
)
def test_a_rule_that_cannot_be_keeps_the_page_and_says_why(
    office: Office, committee: FlaskClient, wrong: dict[str, str], sentence: str
) -> None:
    answer = committee.post(f"/manage/events/{office.published}/series", data={**FORM, **wrong, "then": "make"})

    assert answer.status_code == 422
    assert sentence in answer.text


def made_series(office: Office) -> None:
    repeat(stored_event(office.published), WEEKLY, at=PLANNED_AT)


def test_the_edit_page_asks_whether_the_following_change_too(
    app: Flask, stored: Stored, office: Office, committee: FlaskClient
) -> None:
    alone = committee.get(f"/manage/events/{office.published}/edit").text
    stored(lambda: made_series(office))
    event = event_of(app, office.published)

    page = committee.get(f"/manage/events/{office.published}/edit").text
    committee.post(
        f"/manage/events/{office.published}/edit", data=edit_form(event, venue="Balai Desa", scope="following")
    )

    assert 'value="following"' not in alone
    assert "3 tanggal berikutnya ikut berubah" in page
    with app.app_context():
        assert set(db.session.scalars(select(Event.venue).join(SeriesDate))) == {"Balai Desa"}


def test_without_the_choice_one_date_changes(
    app: Flask, stored: Stored, office: Office, committee: FlaskClient
) -> None:
    stored(lambda: made_series(office))

    committee.post(
        f"/manage/events/{office.published}/edit", data=edit_form(event_of(app, office.published), venue="Balai Desa")
    )

    with app.app_context():
        venues = sorted(db.session.scalars(select(Event.venue).join(SeriesDate)))
        assert venues == ["Balai Desa", *["Gedung Smart Province"] * 3]


def test_the_page_of_a_series_costs_the_same_for_few_and_many_dates(
    app: Flask, stored: Stored, office: Office, committee: FlaskClient
) -> None:
    costs = []
    for slug, count in ((office.draft, 2), (office.published, 30)):
        rule = replace(WEEKLY, count=count)
        stored(lambda slug=slug, rule=rule: repeat(stored_event(slug), rule, at=PLANNED_AT))  # type: ignore[misc]
        with count_queries(engine_of(app)) as counted:
            page = committee.get(f"/manage/events/{slug}/series")
        costs.append(len(counted))
        assert page.text.count('<li class="event-row') == count

    assert costs[0] == costs[1]


def test_publishing_the_drafts_from_the_page(
    app: Flask, stored: Stored, office: Office, committee: FlaskClient
) -> None:
    stored(lambda: made_series(office))

    committee.post(f"/manage/events/{office.published}/series/publication")

    with app.app_context():
        assert set(db.session.scalars(select(Event.status).join(SeriesDate))) == {EventStatus.PUBLISHED}


@pytest.mark.parametrize("path", ["series", "series/publication"])
def test_only_the_committee_makes_series(office: Office, sign_in: SignIn, path: str) -> None:
    for person in (office.stranger, office.people[GrantRole.VIEWER]):
        answer = sign_in(person).post(f"/manage/events/{office.published}/{path}", data=FORM)

        assert answer.status_code == 404
