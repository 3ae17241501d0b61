"""What stands against a plan of hours, as far as the asking person may know, and when else it could be."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.counting import count_queries
from tests.events.offices import Office, SignIn, event_of, form_of
from tests.events.plans import DAY, HOUR, PLANNED_AT, START, make_plan
from tests.factories import make_organization
from webapp.accounts.models import GrantRole
from webapp.database import db
from webapp.directory.models import Organization
from webapp.events import publishing
from webapp.events.clashing.judging import Asked, Courtesy, courtesy
from webapp.events.models import Event, Visibility
from webapp.events.plans import PlannedSession
from webapp.events.program.cohosting import share
from webapp.events.scheduling import schedule

# Thursday 10 March 2022, 09.00-12.00 WIB: no holiday, no Friday, no Sunday.
ASKED = Asked(hours=((START, START + 3 * HOUR),), tzid="Asia/Jakarta", organization_id=0)


def planned(organization: Organization | None = None, *, is_draft: bool = False, **values: Any) -> Event:
    event = schedule(organization or make_organization(), plan=make_plan(**values), at=PLANNED_AT)
    if not is_draft:
        publishing.publish(event, at=PLANNED_AT)
    return event


def told(**values: Any) -> Courtesy:
    return courtesy(replace(ASKED, **values), scope=set())


def test_a_free_hour_is_met_with_silence(context: Flask) -> None:
    assert told(venue="Aula", people=("Dehen",)) == Courtesy([], [])


def test_the_same_place_at_the_same_time_is_said(context: Flask) -> None:
    planned()

    (remark,) = told(venue="gedung smart  province").remarks

    assert "Tempat ini sudah dipakai Mekanisme Pembentukan Forum KIM, Kamis, 10 Maret 2022" in remark


def test_halls_of_one_name_in_two_towns_are_two_halls(context: Flask) -> None:
    planned()

    assert told(venue="Gedung Smart Province", region_code="62.01").remarks == []
    assert len(told(venue="Gedung Smart Province", region_code="62.71").remarks) == 1


def test_the_same_speaker_is_said_by_name(context: Flask) -> None:
    planned()

    (remark,) = told(people=("Dehen", "cak boni")).remarks

    assert remark.startswith("cak boni juga mengisi Mekanisme")


def test_the_same_organizer_is_said(context: Flask) -> None:
    organization = make_organization(name="KIM Handep")
    planned(organization)

    (remark,) = told(organization_id=organization.id).remarks

    assert remark.startswith("KIM Handep juga menggelar")


def test_who_holds_it_together_with_others_is_said_too(context: Flask) -> None:
    event, forum = planned(), make_organization(name="Forum KIM Contoh")
    share(event, forum, at=PLANNED_AT)

    (remark,) = told(organization_id=forum.id).remarks

    assert remark.startswith("Forum KIM Contoh juga menggelar Mekanisme")


def test_one_after_the_other_is_no_clash(context: Flask) -> None:
    planned()

    hours = ((START + 3 * HOUR, START + 4 * HOUR),)
    assert told(hours=hours, venue="Gedung Smart Province").remarks == []


def test_an_event_does_not_stand_against_itself(context: Flask) -> None:
    event = planned()

    assert told(venue="Gedung Smart Province", event_id=event.id).remarks == []


def test_what_was_cancelled_or_postponed_takes_no_place(context: Flask) -> None:
    publishing.cancel(planned(), reason="Hujan", at=PLANNED_AT)
    publishing.postpone(planned(), reason="Hujan", at=PLANNED_AT)

    assert told(venue="Gedung Smart Province").remarks == []


@pytest.mark.parametrize("visibility", [Visibility.UNLISTED, Visibility.CONFIDENTIAL])
def test_a_strangers_closed_event_is_a_taken_place_without_names(context: Flask, visibility: Visibility) -> None:
    planned(visibility=visibility)

    remarks = told(venue="Gedung Smart Province", people=("Cak Boni",)).remarks

    assert len(remarks) == 1
    assert "kegiatan lain" in remarks[0]
    assert "Mekanisme" not in remarks[0]


def test_a_strangers_draft_is_not_known_and_ones_own_is(context: Flask) -> None:
    event = planned(is_draft=True)
    asked = replace(ASKED, venue="Gedung Smart Province")

    assert courtesy(asked, scope=set()).remarks == []
    assert len(courtesy(asked, scope={event.organization_id}).remarks) == 1
    forum = make_organization(name="Forum KIM Contoh")
    share(event, forum, at=PLANNED_AT)
    assert len(courtesy(asked, scope={forum.id}).remarks) == 1
    assert len(courtesy(asked, scope=None).remarks) == 1


def test_the_next_free_times_meet_nothing(context: Flask) -> None:
    planned()
    planned(sessions=(PlannedSession(dtstart=START + 3 * HOUR, dtend=START + 5 * HOUR),))  # 12.00-14.00
    hours = ((START, START + 2 * HOUR),)

    free = told(hours=hours, venue="Gedung Smart Province").free

    assert [start - START for start, _end in free] == [5 * HOUR, 5.5 * HOUR, 6 * HOUR]  # 14.00, 14.30, 15.00


def test_the_next_days_are_proposed_without_friday_noon_and_sunday_morning(context: Flask) -> None:
    planned()
    hours = ((START + 2 * HOUR, START + 7 * HOUR),)  # 11.00-16.00

    free = told(hours=hours, venue="Gedung Smart Province").free

    # Thursday at noon; not Friday, nor Sunday before noon.
    assert [start - START for start, _end in free] == [3 * HOUR, 2 * DAY + 2 * HOUR, 4 * DAY + 2 * HOUR]


def test_several_sessions_are_moved_by_whole_days_together(context: Flask) -> None:
    planned()
    hours = ((START, START + HOUR), (START + DAY, START + DAY + HOUR))

    free = told(hours=hours, venue="Gedung Smart Province").free

    assert free[0] == (START + DAY, START + DAY + HOUR)


def test_it_costs_three_statements_however_much_is_planned(context: Flask) -> None:
    for number in range(5):
        planned(summary=f"Kegiatan {number}")
    db.session.flush()

    with count_queries(db.engine) as counted:
        told(venue="Gedung Smart Province", people=("Cak Boni",))

    assert len(counted) == 3, counted


def asked_of(app: Flask, slug: str, **more: str) -> dict[str, str]:
    """What the page of a form sends while somebody types the hours of this event."""
    event = event_of(app, slug)
    day = (event.dtstart + timedelta(hours=7)).strftime("%Y-%m-%d")
    typed = {"tzid": "Asia/Jakarta", "mode": "hybrid", "venue": event.venue, "region_code": "62.71"}
    return {**typed, "sessions-0-day": day, "sessions-0-starts": "9.30", **more}


def test_the_form_is_told_while_somebody_types(app: Flask, office: Office, committee: FlaskClient) -> None:
    answer = committee.get("/manage/courtesies", query_string=asked_of(app, office.published))

    assert answer.status_code == 200
    assert "Tempat ini sudah dipakai Kegiatan Contoh" in answer.text
    assert "Kantor Contoh juga menggelar Kegiatan Contoh" in answer.text
    assert "Waktu lapang berikutnya" in answer.text


def test_the_event_that_is_being_changed_is_left_out(app: Flask, office: Office, committee: FlaskClient) -> None:
    asked = asked_of(app, office.published, event=office.published)

    assert "Tempat ini sudah dipakai" not in committee.get("/manage/courtesies", query_string=asked).text


@pytest.mark.parametrize(
    "typed",
    [
        {},
        {"sessions-0-day": "besok", "sessions-0-starts": "9 pagi"},
        {"sessions-0-day": "2027-01-19", "sessions-0-starts": "9.00", "sessions-0-ends": "8.00"},
        {"sessions-0-day": "2027-01-19", "sessions-0-starts": "9.00", "tzid": "Mars/Olympus", "organization": "\x00"},
        {"sessions-0-day": "2199-12-31", "sessions-0-starts": "9.00"},
        {"sessions-0-day": "9999-12-31", "sessions-0-starts": "9.00"},
        {"venue": "A" * 5000, "roles-0-name": "B\x00", "sessions-0-day": "2027-01-19", "sessions-0-starts": "9.00"},
    ],
)
def test_a_half_typed_form_is_met_with_silence(office: Office, committee: FlaskClient, typed: dict[str, str]) -> None:
    answer = committee.get("/manage/courtesies", query_string=typed)

    assert (answer.status_code, answer.text.strip()) == (200, "")


def test_saving_says_it_too_and_saves_all_the_same(app: Flask, office: Office, committee: FlaskClient) -> None:
    day = (event_of(app, office.published).dtstart + timedelta(hours=7)).strftime("%Y-%m-%d")
    typed = form_of(office, venue="Gedung Smart Province", **{"sessions-0-day": day, "sessions-0-starts": "09:30"})

    page = committee.post("/manage/events/new", data=typed, follow_redirects=True)

    assert page.status_code == 200
    assert "Draf tersimpan" in page.text
    assert "Mohon dipertimbangkan: Tempat ini sudah dipakai Kegiatan Contoh" in page.text


def test_the_preview_of_a_draft_says_it_before_publishing(app: Flask, office: Office, committee: FlaskClient) -> None:
    day = (event_of(app, office.published).dtstart + timedelta(hours=7)).strftime("%Y-%m-%d")
    typed = form_of(office, venue="Gedung Smart Province", **{"sessions-0-day": day, "sessions-0-starts": "09:30"})

    page = committee.post("/manage/events/new", data={**typed, "then": "preview"}, follow_redirects=True)

    assert "Mohon dipertimbangkan" in page.text
    assert "Terbitkan" in page.text


def test_the_dates_of_a_series_carry_their_holidays(app: Flask, office: Office, committee: FlaskClient) -> None:
    typed = form_of(office, **{"sessions-0-day": "2026-12-11", "sessions-0-starts": "14.00"})
    made = committee.post("/manage/events/new", data=typed).headers["Location"].rsplit("/", 1)[-1]

    page = committee.post(f"/manage/events/{made}/series", data={"frequency": "weekly", "count": "3"}).text

    assert "Hari Raya Natal" in page


def test_only_who_may_look_after_the_event_asks_about_it(office: Office, sign_in: SignIn) -> None:
    for person in (office.stranger, office.people[GrantRole.VIEWER]):
        answer = sign_in(person).get("/manage/courtesies", query_string={"event": office.published})

        assert answer.status_code == 404


def test_somebody_who_may_not_schedule_asks_in_vain(office: Office, sign_in: SignIn) -> None:
    viewer = sign_in(office.people[GrantRole.VIEWER])

    assert viewer.get("/manage/courtesies").status_code == 404
