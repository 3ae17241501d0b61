"""An office and its committee, for the tests of the organizer's pages."""

import pytest
from flask.testing import FlaskClient

from tests.events.offices import Office, SignIn, Stored
from webapp.accounts.models import GrantRole


@pytest.fixture
def office(stored: Stored) -> Office:
    made: Office = stored(Office)
    return made


@pytest.fixture
def committee(office: Office, sign_in: SignIn) -> FlaskClient:
    return sign_in(office.people[GrantRole.COMMITTEE])
