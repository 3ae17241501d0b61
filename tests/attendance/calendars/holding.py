"""Registrations with their calendars, for tests."""

import re
from collections.abc import Callable
from typing import Any

from flask.testing import FlaskClient

from tests.interop.lint import Component, lint, parsed
from tests.interop.rules import PERSONAL
from webapp.attendance.calendars import keeping
from webapp.attendance.models import Registration
from webapp.clock import now

Stored = Callable[[Callable[[], Any]], Any]


def opened(*registrations: Registration, name: str = "Ponsel") -> str:
    """The path of a calendar that holds these registrations."""
    made = keeping.open_for([one.id for one in registrations], name=name, locale="id", at=now())
    return f"/calendars/{made[1]}.ics"


def read(client: FlaskClient, path: str) -> Component:
    """The calendar at the path, after the strict lint."""
    answer = client.get(path)
    assert answer.status_code == 200, answer.text
    assert lint(answer.data, PERSONAL) == []
    return parsed(answer.data)


def shown_address(page: str) -> str:
    """The path of the address that a page shows once."""
    found = re.search(r"http://gelar\.test(/calendars/[a-z2-7]{26}\.ics)", page)
    assert found, "the page shows no address"
    return found.group(1)
