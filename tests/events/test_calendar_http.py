"""How the calendar is answered: validators that tell the truth, compression, and no session."""

import gzip
import zlib
from collections.abc import Callable
from datetime import datetime, timedelta
from email.utils import format_datetime
from functools import partial
from typing import Any

import pytest
from flask.testing import FlaskClient

from tests.factories import HOUR, START, make_event
from webapp.database import db
from webapp.events.calendars import feeds
from webapp.events.calendars.packing import Text, text_of
from webapp.events.calendars.shelf import Pieces, Shelf
from webapp.events.calendars.texts import Piece
from webapp.events.changing import calendar_changed
from webapp.events.models import Event, EventStatus

Stored = Callable[[Callable[[], Any]], Any]
NOW = START + 3 * timedelta(days=1)
CHANGED = START - HOUR


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("webapp.clock.now", lambda: NOW)


@pytest.fixture
def events(stored: Stored) -> list[int]:
    """Three public events; the calendar last changed an hour before the first."""

    def three() -> list[int]:
        made = [make_event(start=START + n * HOUR, slug=f"kegiatan-{n}").id for n in range(3)]
        calendar_changed(CHANGED)
        return made

    return stored(three)  # type: ignore[no-any-return]


def change(event_id: int, at: datetime, **values: Any) -> None:
    event = db.session.get_one(Event, event_id)
    for name, value in values.items():
        setattr(event, name, value)
    event.revised_at = at
    calendar_changed(at)


def http_date(moment: datetime) -> str:
    return format_datetime(moment, usegmt=True)


def test_two_fetches_are_the_same_bytes(
    client: FlaskClient, events: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    first = client.get("/calendar.ics")
    monkeypatch.setattr("webapp.clock.now", lambda: NOW + 2 * HOUR)
    client.application.extensions[feeds.EXTENSION] = Shelf()
    client.application.extensions[feeds.PIECES] = Pieces()
    second = client.get("/calendar.ics")

    assert first.data == second.data
    assert first.headers["ETag"] == second.headers["ETag"]
    assert first.headers["Last-Modified"] == second.headers["Last-Modified"] == http_date(CHANGED)


def test_what_is_not_asked_for_changes_nothing_but_the_date(
    client: FlaskClient, stored: Stored, events: list[int]
) -> None:
    before = client.get("/calendar.ics?kind=diklat")
    stored(lambda: change(events[0], NOW, summary="Judul baru"))
    after = client.get("/calendar.ics?kind=diklat")

    assert before.headers["ETag"] == after.headers["ETag"]
    assert after.headers["Last-Modified"] == http_date(NOW)


def test_any_change_gives_another_tag(client: FlaskClient, stored: Stored, events: list[int]) -> None:
    tags = [client.get("/calendar.ics").headers["ETag"]]
    changes: list[dict[str, Any]] = [{"summary": "Baru"}, {"venue": "Balai Desa"}, {"status": EventStatus.CANCELLED}]
    for change_of in changes:
        stored(partial(change, events[0], NOW + len(tags) * HOUR, **change_of))
        tags.append(client.get("/calendar.ics").headers["ETag"])

    assert len(set(tags)) == 4


def test_a_removal_does_not_lower_the_date(client: FlaskClient, stored: Stored, events: list[int]) -> None:
    stored(lambda: change(events[2], NOW - 2 * HOUR, summary="Paling baru"))
    newest = client.get("/calendar.ics")

    stored(lambda: change(events[2], NOW - HOUR, status=EventStatus.DRAFT))
    after = client.get("/calendar.ics", headers={"If-Modified-Since": newest.headers["Last-Modified"]})

    assert after.status_code == 200
    assert after.headers["Last-Modified"] == http_date(NOW - HOUR)
    assert b"Paling baru" not in after.data


def test_the_date_moves_when_the_window_does(
    client: FlaskClient, events: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    june = datetime.fromisoformat("2022-06-15T09:00+07:00")
    before = client.get("/calendar.ics")
    monkeypatch.setattr("webapp.clock.now", lambda: june)
    after = client.get("/calendar.ics", headers={"If-Modified-Since": before.headers["Last-Modified"]})

    assert after.status_code == 200
    assert after.headers["Last-Modified"] == "Tue, 31 May 2022 17:00:00 GMT"
    assert b"BEGIN:VEVENT" in before.data
    assert b"BEGIN:VEVENT" in after.data  # 1 June less ninety days is still before 10 March


MATRIX = {
    "{tag}": 304,
    "W/{tag}": 304,
    '"other", {tag}': 304,
    '"other", W/{tag}': 304,
    "*": 304,
    "{gzipped}": 304,
    "W/{gzipped}": 304,
    '"other"': 200,
    "": 200,
}


@pytest.mark.parametrize("encoding", ["gzip", "identity"])
def test_if_none_match(client: FlaskClient, events: list[int], encoding: str) -> None:
    tag = client.get("/calendar.ics", headers={"Accept-Encoding": "identity"}).headers["ETag"]

    def status(given: str) -> int:
        known = given.format(tag=tag, gzipped=tag[:-1] + '-gzip"')
        return client.get("/calendar.ics", headers={"If-None-Match": known, "Accept-Encoding": encoding}).status_code

    assert {given: status(given) for given in MATRIX} == MATRIX


def test_if_modified_since(client: FlaskClient, events: list[int]) -> None:
    def status(since: str, tag: str | None = None) -> int:
        headers = {"If-Modified-Since": since} | ({"If-None-Match": tag} if tag else {})
        return client.get("/calendar.ics", headers=headers).status_code

    assert status(http_date(CHANGED)) == status(http_date(CHANGED + HOUR)) == 304
    assert status(http_date(CHANGED - HOUR)) == status("not a date") == 200
    assert status(http_date(CHANGED + HOUR), '"other"') == 200  # the tag alone decides where both are given


def test_a_304_is_empty_and_carries_what_a_cache_needs(client: FlaskClient, events: list[int]) -> None:
    whole = client.get("/calendar.ics")
    answer = client.get("/calendar.ics", headers={"If-None-Match": whole.headers["ETag"]})

    assert answer.data == b""
    kept = ("ETag", "Cache-Control", "Vary")
    assert {name: answer.headers[name] for name in kept} == {name: whole.headers[name] for name in kept}


def test_gzip_is_the_same_text_in_fewer_bytes(client: FlaskClient, events: list[int]) -> None:
    plain = client.get("/calendar.ics", headers={"Accept-Encoding": "identity"})
    small = client.get("/calendar.ics", headers={"Accept-Encoding": "gzip, deflate"})

    assert "Content-Encoding" not in plain.headers
    assert small.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(small.data) == plain.data
    assert int(small.headers["Content-Length"]) == len(small.data) < len(plain.data)
    assert small.headers["ETag"] != plain.headers["ETag"]


def test_who_does_not_take_gzip_gets_none(client: FlaskClient, events: list[int]) -> None:
    for refused in ("", "gzip;q=0", "br"):
        answer = client.get("/calendar.ics", headers={"Accept-Encoding": refused})

        assert "Content-Encoding" not in answer.headers
        assert answer.data.startswith(b"BEGIN:VCALENDAR")


@pytest.mark.parametrize("path", ["/calendar.ics", "/events/kegiatan-1.ics"])
def test_head_has_the_headers_of_get(client: FlaskClient, events: list[int], path: str) -> None:
    head, whole = client.head(path), client.get(path)

    assert head.data == b""
    assert dict(head.headers) == dict(whole.headers)


@pytest.mark.parametrize("path", ["/calendar.ics", "/events/kegiatan-1.ics"])
def test_no_session_and_no_cookie(client: FlaskClient, events: list[int], path: str) -> None:
    client.set_cookie("session", "something old", domain="gelar.test")
    answer = client.get(path, headers={"Accept-Language": "en"})

    assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert answer.headers["Vary"] == "Accept-Encoding"
    assert answer.headers["Cache-Control"] == "public, max-age=300"
    assert "Set-Cookie" not in answer.headers


def test_only_the_file_is_a_download(client: FlaskClient, events: list[int]) -> None:
    assert "Content-Disposition" not in client.get("/calendar.ics").headers
    assert client.get("/events/kegiatan-1.ics").headers["Content-Disposition"].startswith("attachment")


def test_what_is_not_there_is_missing(client: FlaskClient, events: list[int]) -> None:
    paths = ("/events/none.ics", "/events/a%00b.ics", "/organizers/a%00b/calendar.ics")

    assert [client.get(path).status_code for path in paths] == [404, 404, 404]


def test_the_shelf_stays_within_its_bytes() -> None:
    shelf = Shelf(max_bytes=5_000)
    built: list[int] = []

    def build(number: int) -> Text:
        built.append(number)
        return text_of(b"x" * 900)

    for number in (*range(10), 9, 0):
        shelf.take(number, partial(build, number))

    assert built == [*range(10), 0]  # the newest was still here, the oldest had fallen


def test_a_text_larger_than_the_shelf_is_answered_all_the_same() -> None:
    assert Shelf(max_bytes=10).take("key", lambda: text_of(b"x" * 100)).body == b"x" * 100


def test_compression_carries_no_time() -> None:
    assert text_of(b"x" * 5_000) == text_of(b"x" * 5_000)


def test_one_edited_event_is_built_and_its_neighbours_are_not(
    client: FlaskClient, stored: Stored, events: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    written: list[list[int]] = []
    write = feeds._write

    def noted(ids: list[int]) -> dict[int, Piece]:
        written.append(ids)
        return write(ids)

    monkeypatch.setattr(feeds, "_write", noted)
    client.get("/calendar.ics")
    stored(partial(change, events[1], NOW, summary="Diubah"))
    body = client.get("/calendar.ics").data
    client.get("/calendar.ics?kind=webinar")

    assert written == [events, [events[1]]]
    assert body.count(b"SUMMARY:Diubah\r\n") == 1


def test_a_text_in_many_parts_is_one_gzip_member() -> None:
    parts = [f"BEGIN:VEVENT {n} {'kata ' * (n % 90)}".encode() for n in range(900)]
    text = text_of(*parts)

    unpacked = zlib.decompressobj(wbits=31)  # reads one member and would leave what follows it
    assert unpacked.decompress(text.compressed) == text.body == b"".join(parts)
    assert (unpacked.eof, unpacked.unused_data) == (True, b"")
    assert len(text.compressed) < len(text.body) / 4
