"""What other sites fetch: Atom, the map of the site, JSON-LD, and the one page that they may frame."""

import json
import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from flask.testing import FlaskClient

from tests.factories import START, make_event
from webapp.events.changing import calendar_changed
from webapp.events.models import EventStatus, Role, Visibility

Stored = Callable[[Callable[[], Any]], Any]
ATOM = "{http://www.w3.org/2005/Atom}"
PLACE = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("webapp.clock.now", lambda: START - timedelta(days=1))


def several(**values: Any) -> None:
    event = make_event(
        slug="forum", summary="Forum & <KIM>\x0b \ufffe", conference_url="https://zoom.us/j/1?pwd=x", **values
    )
    event.roles.append(Role(role="narasumber", name="Cak Boni", talk_title="Tata Cara"))
    make_event(slug="daring", in_person=None, kind="diskusi", revised_at=START - timedelta(days=3))
    make_event(slug="tersembunyi", visibility=Visibility.UNLISTED)
    make_event(slug="rahasia", visibility=Visibility.CONFIDENTIAL)
    make_event(slug="draf", status=EventStatus.DRAFT, published_at=None)
    calendar_changed(START - timedelta(days=2))


def test_atom_tells_the_newest_revision_first(client: FlaskClient, stored: Stored) -> None:
    stored(several)
    answer = client.get("/events.atom")
    feed = ET.fromstring(answer.data)

    assert answer.headers["Content-Type"] == "application/atom+xml; charset=utf-8"
    assert [one.findtext(f"{ATOM}title") for one in feed.iter(f"{ATOM}entry")] == [
        "Mekanisme Pembentukan Forum KIM", "Forum & <KIM> ",
    ]  # fmt: skip
    assert feed.findtext(f"{ATOM}updated") == "2022-03-08T02:00:00Z"
    assert len({one.findtext(f"{ATOM}id") for one in feed.iter(f"{ATOM}entry")}) == 2
    assert client.get("/events.atom", headers={"If-None-Match": answer.headers["ETag"]}).status_code == 304
    assert "zoom.us" not in answer.text
    narrowed = ET.fromstring(client.get("/events.atom?kind=diskusi").data)
    assert len(list(narrowed.iter(f"{ATOM}entry"))) == 1


def test_the_map_holds_public_pages_alone(client: FlaskClient, stored: Stored) -> None:
    stored(several)
    answer = client.get("/sitemap.xml")
    places = [one.findtext(f"{PLACE}loc") or "" for one in ET.fromstring(answer.data)]

    own = {place.removeprefix("http://gelar.test") for place in places}
    assert {"/", "/events", "/events/forum", "/events/daring"} <= own
    assert not own & {"/events/tersembunyi", "/events/rahasia", "/events/draf"}
    assert all(client.get(path).status_code == 200 for path in own)


@pytest.mark.parametrize(
    ("values", "mode", "status", "places"),
    [
        ({}, "MixedEventAttendanceMode", "EventScheduled", ["Place", "VirtualLocation"]),
        ({"in_person": None}, "OnlineEventAttendanceMode", "EventScheduled", ["VirtualLocation"]),
        ({"online": None, "status": EventStatus.CANCELLED}, "OfflineEventAttendanceMode", "EventCancelled", ["Place"]),
    ],
)
def test_search_engines_read_how_it_is_held(
    client: FlaskClient, stored: Stored, values: dict[str, Any], mode: str, status: str, places: list[str]
) -> None:
    stored(lambda: several(**values))
    page = client.get("/events/forum").text
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)
    assert found
    told = json.loads(found[1])

    assert told["eventAttendanceMode"] == f"https://schema.org/{mode}"
    assert told["eventStatus"] == f"https://schema.org/{status}"
    assert [one["@type"] for one in told["location"]] == places
    assert told["startDate"] == "2022-03-10T09:00:00+07:00"
    assert told["performer"] == [{"@type": "Person", "name": "Cak Boni"}]
    assert "<KIM>" not in found[1]  # it stands in a page, so nothing in it may look like a tag
    assert "zoom.us" not in page


def test_one_page_may_be_framed_and_the_others_not(client: FlaskClient, stored: Stored) -> None:
    stored(several)
    embedded, page = client.get("/embed/events?kind=diskusi"), client.get("/events")

    assert "frame-ancestors *" in embedded.headers["Content-Security-Policy"]
    assert "script-src 'self'" in embedded.headers["Content-Security-Policy"]
    assert "frame-ancestors 'none'" in page.headers["Content-Security-Policy"]
    assert "Set-Cookie" not in embedded.headers
    assert 'href="/events/daring"' in embedded.text
    assert 'href="/events/forum"' not in embedded.text
    assert "<form" not in embedded.text
