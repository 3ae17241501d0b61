"""One feed, three programs that know nothing of each other, and the same content in all of them."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from flask.testing import FlaskClient

from tests.factories import HOUR, START, make_event
from tests.interop.lint import Component, lint, parsed, unescaped
from tests.interop.readers import all_with_khal, read_with_ical_js
from tests.interop.syncing import Folder, Phone, shown
from webapp.events.changing import calendar_changed
from webapp.events.models import EventStatus, Role
from webapp.events.publicity.models import Publicity

Stored = Callable[[Callable[[], Any]], Any]
JAKARTA = ZoneInfo("Asia/Jakarta")
WORDS = "Rapat; anggaran, \\ dan “kutipan” 👨‍👩‍👧‍👦"


def five() -> None:
    """The three Indonesian clocks, an evening over midnight, a night in which a clock abroad was put on."""
    first = make_event(summary=WORDS, venue=WORDS, description="Bawa catatan.\n\nDua baris; dan koma, sekaligus.")
    first.roles.append(Role(role="narasumber", name="Cak Boni", talk_title="Tata Cara; Pembentukan, Forum"))
    first.publicity = Publicity(latitude=-2.2136, longitude=113.9108, changed_at=START)
    make_event(summary="WITA", tzid="Asia/Makassar", start=START + HOUR, sessions=2, topic="Literasi, media")
    make_event(summary="WIT", tzid="Asia/Jayapura", start=START + 3 * HOUR, status=EventStatus.CANCELLED)
    make_event(summary="Malam", start=datetime(2022, 3, 12, 15, tzinfo=UTC), status=EventStatus.POSTPONED)
    make_event(summary="Berlin", tzid="Europe/Berlin", start=datetime(2022, 3, 26, 23, 30, tzinfo=UTC))
    calendar_changed(START)


@dataclass(frozen=True, order=True)
class Read:
    """What a program understood of one entry; moments as Jakarta's clock shows them."""

    start: str
    end: str
    uid: str
    summary: str
    location: str
    description: str
    status: str


def by_ical_js(body: bytes) -> list[Read]:
    return [
        Read(
            _clock(datetime.fromisoformat(one["start"])), _clock(datetime.fromisoformat(one["end"])), one["uid"],
            one["summary"], one["location"], one["description"], one["status"],
        )
        for one in read_with_ical_js(body)["events"]
    ]  # fmt: skip


def by_khal(body: bytes, folder: Path) -> list[Read]:
    return [
        Read(
            one["start-long-full"], one["end-long-full"], one["uid"], one["title"], one["location"],
            one["description"], one["status"].strip(),
        )
        for one in all_with_khal(body, folder, first="2022-03-01", days=31)
    ]  # fmt: skip


def by_vdirsyncer(client: FlaskClient, folder: Path, uids: dict[tuple[str, str], str]) -> list[Read]:
    """vdirsyncer names what it only reads by its content, so the UID is told by title and start."""
    with shown(Phone(client, "/calendar.ics?month=2022-03")) as url:
        stored = Folder(folder, url).sync()
    found = []
    for one in stored:
        start, end = (_moment(one, name) for name in ("DTSTART", "DTEND"))
        title, place, words = (unescaped(one.one(name)) for name in ("SUMMARY", "LOCATION", "DESCRIPTION"))
        found.append(Read(start, end, uids[start, title], title, place, words, one.one("STATUS")))
    return found


def _moment(entry: Component, name: str) -> str:
    (line,) = entry.all(name)
    return _clock(datetime.strptime(line.value, "%Y%m%dT%H%M%S").replace(tzinfo=ZoneInfo(line.params["TZID"])))


def _clock(moment: datetime) -> str:
    return f"{moment.astimezone(JAKARTA):%Y-%m-%d %H:%M}"


# What a program makes of a feed does not depend on our database.
@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_three_programs_read_the_same(client: FlaskClient, stored: Stored, tmp_path: Path) -> None:
    stored(five)
    body = client.get("/calendar.ics?month=2022-03").data
    assert lint(body) == []

    scripted = sorted(by_ical_js(body))
    uids = {(one.start, one.summary): one.uid for one in scripted}

    assert len(scripted) == 6
    assert sorted(by_vdirsyncer(client, tmp_path / "vdirsyncer", uids)) == scripted
    assert sorted(by_khal(body, tmp_path / "khal")) == scripted
    assert [(one.start, one.end) for one in scripted][-2:] == [
        ("2022-03-12 22:00", "2022-03-13 01:00"), ("2022-03-27 06:30", "2022-03-27 09:30"),
    ]  # fmt: skip
    assert scripted[0].summary == WORDS
    assert "Dua baris; dan koma, sekaligus." in scripted[0].description
    assert parsed(body).inside("VEVENT")[0].one("GEO") == "-2.213600;113.910800"
    assert {one.status for one in scripted} == {"CONFIRMED", "TENTATIVE", "CANCELLED"}
