"""A browser that registers: events of the coming week, a filled form, and what came of it."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.factories import make_event
from webapp.clock import now
from webapp.events.models import Event

Stored = Callable[[Callable[[], Any]], Any]
PHONE = "0812 3456 7890"


def coming(**values: Any) -> Event:
    """An event that takes registrations as the clock stands now."""
    moment = now()
    times = {name: moment - timedelta(days=30) for name in ("created_at", "revised_at", "published_at")}
    return make_event(**({"start": moment + timedelta(days=9)} | times | values))


def filled(**values: Any) -> dict[str, Any]:
    """The form as most people fill it in."""
    answers = {"mode": "in_person", "name": "Dehen", "phone": PHONE, "region": "62.71", "consent": "y"}
    return {name: value for name, value in (answers | values).items() if value is not None}


def send(client: FlaskClient, slug: str, **values: Any) -> TestResponse:
    return client.post(f"/events/{slug}/registration", data=filled(**values))


def registered_ticket(client: FlaskClient, slug: str, **values: Any) -> str:
    """Register and return the path of the ticket."""
    answer = send(client, slug, **values)
    assert answer.status_code == 303, answer.text
    assert answer.location.startswith("/T/"), answer.location
    return answer.location


def managing_path(ticket_page: TestResponse) -> str:
    """The managing link that the owner's ticket page shows."""
    found = re.search(r'"(/registrations/[a-z2-7]{42})"', ticket_page.text)
    assert found, "the page shows no managing link"
    return found.group(1)
