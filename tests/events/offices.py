"""An office with people of each role, and what its forms send."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from flask import Flask
from flask.testing import FlaskClient

from tests.events.plans import make_plan
from tests.factories import make_event, make_organization, make_user
from webapp.accounts.models import GrantRole
from webapp.clock import now
from webapp.database import db
from webapp.events import queries
from webapp.events.models import Event
from webapp.events.scheduling import schedule

Stored = Callable[[Callable[[], Any]], Any]
SignIn = Callable[[int], FlaskClient]
DAY = timedelta(days=1)

FORM = {
    "kind": "sarasehan",
    "summary": "Merawat Bahasa dan Cerita Kampung",
    "tzid": "Asia/Jakarta",
    "sessions-0-day": "2027-01-19",
    "sessions-0-starts": "9.00",
    "mode": "hybrid",
    "venue": "Aula Kelurahan Buntok Kota",
    "visibility": "public",
}


class Office:
    """An organization with somebody of each role, a stranger, a draft and a published event, by id and slug."""

    def __init__(self) -> None:
        organization = make_organization(name="Kantor Contoh")
        self.organization, self.organization_id = organization.slug, organization.id
        self.people = {role: make_user(organization, role).id for role in GrantRole}
        self.stranger = make_user(make_organization(), GrantRole.ADMIN).id
        self.platform_admin = make_user(is_platform_admin=True).id
        self.draft = schedule(organization, plan=make_plan(summary="Draf Contoh"), at=now()).slug
        morning = now().replace(hour=2, minute=0, second=0, microsecond=0)  # 09.00 WIB
        event = make_event(organization=organization, start=morning + 30 * DAY, summary="Kegiatan Contoh")
        self.published, self.session_id = event.slug, event.sessions[0].id


def stored_event(slug: str) -> Event:
    """The event as the database has it; inside a context."""
    return db.session.scalars(queries.whole().where(Event.slug == slug)).one()


def event_of(app: Flask, slug: str) -> Event:
    """The same, for tests that hold no context beside their client."""
    with app.app_context():
        return stored_event(slug)


def form_of(office: Office, **values: str) -> dict[str, str]:
    return {**FORM, "organization": office.organization, **values}


def edit_form(event: Event, **values: str) -> dict[str, str]:
    """What the edit page of a one-session event would send back."""
    (session,) = (one for one in event.sessions if one.cancelled_at is None)
    local = session.dtstart + timedelta(hours=7)
    return {
        **FORM,
        "organization": event.organization.slug,
        "kind": event.kind,
        "summary": event.summary,
        "venue": event.venue,
        "region_code": event.region_code or "",
        "sessions-0-row_id": str(session.id),
        "sessions-0-day": local.strftime("%Y-%m-%d"),
        "sessions-0-starts": local.strftime("%H.%M"),
        "in_person_seats": "60",
        "online_seats": "100",
        "seen": event.revised_at.isoformat(),
        **values,
    }
