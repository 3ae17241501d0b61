"""What a first visit costs somebody who pays by the megabyte: page, styles, script and typeface, as they travel."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Browser

from tests.e2e.installation import Installation
from tests.e2e.visitors import Visitors
from tests.e2e.visits import MOVED, RUNNING

MOST_BYTES = 100 * 1024
MOST_BYTES_OF_A_TICKET = 60 * 1024
MOST_BYTES_OF_A_DOOR = 30 * 1024


def transferred(chromium: Browser, url: str) -> dict[str, int]:
    """Bytes on the wire of every answer to a browser that has never been here, headers included."""
    context = chromium.new_context(locale="id-ID", viewport={"width": 390, "height": 844})
    page = context.new_page()
    addresses: dict[str, str] = {}
    sizes: dict[str, int] = {}
    session = context.new_cdp_session(page)
    session.send("Network.enable")
    session.on("Network.requestWillBeSent", lambda told: addresses.update({told["requestId"]: told["request"]["url"]}))

    def finished(told: dict[str, Any]) -> None:
        sizes[addresses[told["requestId"]]] = round(told["encodedDataLength"])

    session.on("Network.loadingFinished", finished)
    page.goto(url, wait_until="networkidle")
    context.close()
    return sizes


@pytest.mark.parametrize(
    ("address", "most"),
    [
        pytest.param(lambda visitors: "/events", MOST_BYTES, id="list"),
        pytest.param(lambda visitors: f"/events/{MOVED}", MOST_BYTES, id="event"),
        pytest.param(lambda visitors: visitors.addresses["ticket"], MOST_BYTES_OF_A_TICKET, id="ticket"),
    ],
)
def test_a_first_visit_is_light(
    chromium: Browser, demo: Installation, visitors: Visitors, address: Callable[[Visitors], str], most: int
) -> None:
    path = address(visitors)

    sizes = transferred(chromium, path if path.startswith("http") else f"{demo.url}{path}")

    assert any("woff2" in one for one in sizes)
    assert any("site" in one and one.endswith(".css") for one in sizes)
    assert sum(sizes.values()) <= most, sizes


def test_the_door_of_a_group_chat_is_lighter_still(chromium: Browser, demo: Installation) -> None:
    sizes = transferred(chromium, f"{demo.url}/events/{RUNNING}/join")

    assert any("site" in one and one.endswith(".css") for one in sizes)
    assert sum(sizes.values()) <= MOST_BYTES_OF_A_DOOR, sizes
