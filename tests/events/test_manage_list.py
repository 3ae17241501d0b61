"""The organizer's own list."""

from datetime import timedelta

from flask import Flask
from flask.testing import FlaskClient

from tests.counting import count_queries, engine_of
from tests.events.offices import DAY, SignIn, Stored
from tests.factories import make_event, make_organization, make_user
from webapp.accounts.models import GrantRole
from webapp.clock import now
from webapp.database import db
from webapp.directory.models import Organization
from webapp.events.models import EventStatus


def test_the_list_costs_the_same_for_two_events_and_for_thirty(app: Flask, stored: Stored, sign_in: SignIn) -> None:
    organization_id, user_id = stored(lambda: ids_of_new_office())
    client = sign_in(user_id)

    def add(count: int) -> None:
        organization = db.session.get_one(Organization, organization_id)
        for number in range(count):
            make_event(organization=organization, start=now() + (-1) ** number * (number + 2) * DAY)

    stored(lambda: add(2))
    with count_queries(engine_of(app)) as two:
        client.get("/manage")
    stored(lambda: add(28))
    with count_queries(engine_of(app)) as thirty:
        answer = client.get("/manage")

    assert answer.status_code == 200
    assert len(two) == len(thirty) <= 11, thirty


def ids_of_new_office() -> tuple[int, int]:
    organization = make_organization()
    return organization.id, make_user(organization, GrantRole.ADMIN).id


def test_events_stand_under_what_they_need(app: Flask, stored: Stored, sign_in: SignIn) -> None:
    def fill() -> int:
        organization = make_organization()
        for title, start, status in (
            ("Satu", now() - timedelta(hours=1), EventStatus.PUBLISHED),
            ("Dua", now() + DAY, EventStatus.PUBLISHED),
            ("Tiga", now() - 30 * DAY, EventStatus.DRAFT),
            ("Empat", now() - 30 * DAY, EventStatus.PUBLISHED),
            ("Lima", now() + DAY, EventStatus.CANCELLED),
        ):
            make_event(organization=organization, start=start, status=status, summary=f"Kegiatan {title}")
        return make_user(organization).id

    page = sign_in(stored(fill)).get("/manage").text

    heads = ("Sedang berlangsung</h2>", "Akan datang</h2>", "Draf, belum terbit</h2>", "Selesai</h2>")
    parts = [page.index(head) for head in heads]
    assert parts == sorted(parts)
    places = {title: page.index(f"Kegiatan {title}") for title in ("Satu", "Dua", "Tiga", "Empat", "Lima")}
    assert parts[0] < places["Satu"] < parts[1] < places["Dua"] < parts[2] < places["Tiga"] < parts[3] < places["Empat"]
    assert parts[1] < places["Lima"] < parts[2]


def test_any_page_number_is_a_page(committee: FlaskClient) -> None:
    for page in ("0", "-1", "2", "x", "²", "9" * 400):
        assert committee.get("/manage", query_string={"page": page}).status_code == 200, page
