"""Public events for programs."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from flask import Flask
from flask.testing import FlaskClient

from tests import factories as make
from tests.api.answers import assert_described
from tests.counting import count_queries, engine_of
from webapp.clock import now
from webapp.events.models import EventStatus, Role, Visibility

Stored = Callable[[Callable[[], Any]], Any]


def test_event_tells_sessions_roles_and_seats_but_no_conference_link(client: FlaskClient, stored: Stored) -> None:
    def build() -> str:
        event = make.make_event(conference_url="https://zoom.example/j/1", conference_passcode="rahasia", sessions=2)
        event.roles.append(Role(role="narasumber", name="Cak Boni", talk_title="Forum KIM"))
        return event.slug

    slug: str = stored(build)

    answer = client.get(f"/api/v1/events/{slug}")

    body = assert_described(client, answer, "get", "/events/{slug}")
    assert body["dtstart"] == "2022-03-10T09:00:00+07:00"
    assert body["registration"] == "over"
    assert len(body["sessions"]) == 2
    assert body["roles"][0]["name"] == "Cak Boni"
    assert [seats["capacity"] for seats in body["seats"]] == [60, 100]
    assert body["url"] == f"http://gelar.test/events/{slug}"
    assert b"zoom.example" not in answer.data and b"rahasia" not in answer.data


def test_hidden_and_unknown_events_are_not_found(client: FlaskClient, stored: Stored) -> None:
    hidden: list[str] = stored(
        lambda: [
            make.make_event(status=EventStatus.DRAFT, published_at=None).slug,
            make.make_event(visibility=Visibility.CONFIDENTIAL).slug,
        ]
    )

    for slug in [*hidden, "tidak-ada", "%00", "X" * 300]:
        answer = client.get(f"/api/v1/events/{slug}")

        assert (answer.status_code, answer.mimetype) == (404, "application/problem+json")


def test_list_is_paginated_and_leaves_out_what_is_not_public(client: FlaskClient, stored: Stored) -> None:
    def build() -> None:
        for day in range(30):
            make.make_event(start=now() + timedelta(days=day + 1))
        make.make_event(start=now() + timedelta(days=1), visibility=Visibility.UNLISTED, summary="Tersembunyi")

    stored(build)

    first = assert_described(client, client.get("/api/v1/events"), "get", "/events")
    second = assert_described(client, client.get(first["next"]), "get", "/events")

    assert (first["total"], first["pages"], first["page"], second["page"]) == (30, 2, 1, 2)
    slugs = [event["slug"] for event in first["events"] + second["events"]]
    assert len(slugs) == len(set(slugs)) == 30
    assert second["next"] is None


def test_list_takes_the_filters_of_the_page(client: FlaskClient, stored: Stored) -> None:
    def build() -> None:
        make.make_event(start=now() + timedelta(days=1), kind="diskusi", summary="Ngobrol")
        make.make_event(start=now() + timedelta(days=2), in_person=None)
        make.make_event()

    stored(build)

    def total(query: str) -> int:
        found: int = assert_described(client, client.get(f"/api/v1/events?{query}"), "get", "/events")["total"]
        return found

    assert [total(query) for query in ("", "kind=diskusi", "mode=in_person", "q=ngobrol", "when=past")] == [
        2,
        1,
        1,
        1,
        1,
    ]
    assert total("page=x&month=2022-03&kind=%00") == 1


def test_list_costs_the_same_for_one_event_and_for_many(client: FlaskClient, app: Flask, stored: Stored) -> None:
    stored(lambda: make.make_event(start=now() + timedelta(days=1)))
    with count_queries(engine_of(app)) as one:
        client.get("/api/v1/events")
    stored(lambda: [make.make_event(start=now() + timedelta(days=day)) for day in range(2, 22)])

    with count_queries(engine_of(app)) as many:
        client.get("/api/v1/events")

    assert len(one) == len(many), f"{one}\n{many}"


def test_answers_carry_no_cookie(client: FlaskClient) -> None:
    answer = client.get("/api/v1/events")

    assert "Set-Cookie" not in answer.headers and "Cookie" not in answer.headers.get("Vary", "")


def test_unknown_route_is_a_problem_document(client: FlaskClient) -> None:
    answer = client.get("/api/v1/tidak-ada")

    assert (answer.status_code, answer.mimetype) == (404, "application/problem+json")
