"""The scanner as an installed program: manifest, worker, and what its page may load."""

import json
import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from flask.testing import FlaskClient

from tests import factories as make
from webapp.clock import now

Stored = Callable[[Callable[[], Any]], Any]


def statuses(client: FlaskClient, addresses: list[str]) -> set[int]:
    found = set()
    for address in addresses:
        with client.get(address) as answer:
            found.add(answer.status_code)
    return found


def test_worker_may_serve_any_address_and_keeps_every_part_of_the_page(client: FlaskClient) -> None:
    answer = client.get("/scanner-worker.js")
    found = re.match(r"self\.KEPT = (\[.*\]);\n", answer.text)
    assert found is not None
    kept = json.loads(found[1])

    assert answer.headers["Service-Worker-Allowed"] == "/"
    assert (answer.mimetype, answer.headers["Cache-Control"]) == ("text/javascript", "no-cache")
    assert "Set-Cookie" not in answer.headers
    assert statuses(client, kept) == {200}
    for ending in (".css", ".js", ".wasm", ".woff2"):
        assert any(address.endswith(ending) for address in kept)


def test_manifest_opens_the_desk_itself(client: FlaskClient, stored: Stored) -> None:
    token = stored(lambda: make.make_desk(make.make_event(start=now() - timedelta(hours=1)))[1])
    page = client.get(f"/desk/{token}")
    linked = re.search(r'rel="manifest" href="([^"]+)"', page.text)
    assert linked is not None

    answer = client.get(linked[1])
    body: dict[str, Any] = answer.json or {}

    assert answer.mimetype == "application/manifest+json"
    assert (body["start_url"], body["scope"]) == (f"/desk/{token}", f"/desk/{token}")
    assert statuses(client, [icon["src"] for icon in body["icons"]]) == {200}
    policy = page.headers["Content-Security-Policy"]
    assert "worker-src 'self'" in policy and "manifest-src 'self'" in policy


def test_manifest_of_a_closed_or_unknown_desk_is_not_shown(client: FlaskClient, stored: Stored) -> None:
    def closed() -> str:
        return make.make_desk(make.make_event(start=now() - timedelta(hours=1)), revoked_at=now())[1]

    assert client.get(f"/desk/{stored(closed)}/app.webmanifest").status_code == 410
    assert client.get("/desk/apa-saja/app.webmanifest").status_code == 404


def test_manifest_of_the_own_scanner_is_for_who_may_scan(
    client: FlaskClient, stored: Stored, sign_in: Callable[[int], FlaskClient]
) -> None:
    def build() -> tuple[str, int, int]:
        event = make.make_event()
        user = make.make_user(None, is_platform_admin=True)
        return event.slug, user.id, make.make_user(make.make_organization()).id

    slug, keeper, stranger = stored(build)
    address = f"/manage/events/{slug}/scanner/app.webmanifest"

    assert json.loads(sign_in(keeper).get(address).text)["start_url"] == f"/manage/events/{slug}/scanner"
    assert sign_in(stranger).get(address).status_code == 404
