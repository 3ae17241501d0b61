"""Every route says who may use it."""

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.factories import make_organization, make_user
from webapp.web.access import Policy, policy_of

Stored = Callable[[Callable[[], Any]], Any]
SignIn = Callable[[int], FlaskClient]

# Flask's own static route is switched off; nothing else may be without a declaration.


def test_every_route_declares_who_may_use_it(app: Flask) -> None:
    silent = [rule.rule for rule in app.url_map.iter_rules() if policy_of(app.view_functions[rule.endpoint]) is None]

    assert silent == []


def test_a_route_without_a_declaration_is_closed(app: Flask, client: FlaskClient) -> None:
    app.add_url_rule("/forgotten", view_func=lambda: "open", endpoint="forgotten")

    assert client.get("/forgotten").status_code == 404


def test_pages_for_people_who_sign_in_send_strangers_to_the_door(app: Flask, client: FlaskClient) -> None:
    guarded = [
        rule.rule
        for rule in app.url_map.iter_rules()
        if policy_of(app.view_functions[rule.endpoint]) is Policy.SIGNED_IN
        and "GET" in (rule.methods or ())
        and not rule.arguments
    ]

    answers = {path: client.get(path).headers.get("Location", "") for path in guarded}

    assert guarded
    assert all(place.startswith("/sign-in") for place in answers.values()), answers


@pytest.mark.parametrize("number", ["2147483648", "9" * 19, "9" * 30])
def test_a_number_that_no_row_can_have_is_no_page(stored: Stored, sign_in: SignIn, number: str) -> None:
    organizer = sign_in(stored(lambda: make_user(make_organization(slug="kantor")).id))

    assert organizer.post(f"/account/sign-ins/{number}/end").status_code == 404
    assert organizer.post(f"/manage/organization/kantor/team/{number}/remove").status_code == 404
