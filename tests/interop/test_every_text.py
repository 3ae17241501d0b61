"""Anything a person may type, in every kind of calendar text: the strict lint finds nothing, readers find the words."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from flask import Flask
from hypothesis import given, settings
from hypothesis import strategies as st
from icalendar import Calendar

from tests.conftest import make_app
from tests.factories import START
from tests.interop.lint import lint
from tests.interop.readers import read_with_ical_js
from tests.interop.rules import INVITATION, PERSONAL, PUBLIC
from tests.interop.test_lint import HEAD
from webapp.attendance.calendars.inviting import people
from webapp.directory.models import Organization, OrganizationKind
from webapp.events.calendars.entries import Entry, Own, entries_of
from webapp.events.calendars.lines import clean
from webapp.events.calendars.texts import Head, calendar_text
from webapp.events.models import Event, EventStatus, Mode, Role, Seats, Session, Visibility
from webapp.events.publicity.models import Publicity
from webapp.files.models import StoredFile

WORDS = st.text(st.characters(exclude_categories=()), max_size=120)
# A row's text: what a database can hold, and no more than that.
STORED = WORDS.map(lambda text: text.replace("\x00", "").encode("utf-8", "ignore").decode())
STATUSES = st.sampled_from([EventStatus.PUBLISHED, EventStatus.POSTPONED, EventStatus.CANCELLED])


POSTER = st.builds(
    StoredFile, sha256=st.text("0123456789abcdef", min_size=64, max_size=64), name=STORED,
    media_type=st.sampled_from(["image/jpeg", "image/png"]),
)  # fmt: skip
PUBLICITY = st.builds(
    Publicity,
    poster=st.none() | POSTER,
    poster_words=STORED,
    latitude=st.floats(-90, 90),
    longitude=st.floats(-180, 180),
)


@st.composite
def events(draw: st.DrawFn) -> Event:
    """An event whose every text is arbitrary, in a zone with or without changes, with an end or without."""

    def text() -> str:
        return str(draw(STORED))

    event = Event(
        slug="kegiatan", kind=draw(st.sampled_from(["webinar", "sarasehan", "\r\nX:", "lainnya"])), summary=text(),
        description=text(), topic=text(), tzid=draw(st.sampled_from(["Asia/Jakarta", "Europe/Berlin", "UTC"])),
        venue=text(), status=draw(STATUSES), status_reason=text(), is_sample=draw(st.booleans()),
        visibility=draw(st.sampled_from(list(Visibility))), dtstart=START, revised_at=START,
    )  # fmt: skip
    event.organization = Organization(slug="kantor", kind=OrganizationKind.OFFICE, name=text())
    event.region = None
    event.sessions = [
        Session(uid=f"uid-{n}", title=text(), dtstart=START.replace(day=10 + n), sequence=n, revised_at=START)
        for n in range(draw(st.integers(1, 3)))
    ]
    event.seats = [Seats(mode=mode, capacity=9) for mode in draw(st.sets(st.sampled_from(list(Mode)), min_size=1))]
    event.publicity = draw(st.none() | PUBLICITY)
    event.roles = [Role(role=draw(st.sampled_from(["narasumber", "x;y"])), name=text(), talk_title=text())]
    return event


OWN = Own(
    status="CONFIRMED", mark="", words="Pendaftaran: Terdaftar\n", mode=Mode.ONLINE, sequence=2,
    stamp=datetime(2022, 3, 9, tzinfo=UTC), join_url="https://gelar.test/join/a",
)  # fmt: skip


def application(folder: Any) -> Flask:
    return make_app(f"sqlite:///{folder / 'empty.db'}", folder)


def test_every_kind_of_text_is_without_findings(tmp_path: Any) -> None:
    app = application(tmp_path)

    @settings(max_examples=40)
    @given(event=events(), name=WORDS, person=WORDS, email=st.emails())
    def judged(event: Event, name: str, person: str, email: str) -> None:
        with app.test_request_context():
            public, own = list(entries_of(event)), list(entries_of(event, OWN))
            texts = {
                PUBLIC: calendar_text(public, replace(HEAD, name=name or "x", description=name)),
                PERSONAL: calendar_text(own, Head(name=name or "x", url="http://gelar.test/", tzid="Asia/Jakarta")),
                INVITATION: _invitation(own[0], name=name, person=person, email=email),
            }
        assert {kind: lint(body, kind) for kind, body in texts.items()} == {kind: [] for kind in texts}
        read = Calendar.from_ical(texts[PUBLIC]).walk("VEVENT")
        assert [str(one["SUMMARY"]) for one in read] == [clean(one.summary).replace("\n", " ") for one in public]
        assert [str(one["DESCRIPTION"]) for one in read] == [clean(one.description) for one in public]

    judged()


def _invitation(entry: Entry, *, name: str, person: str, email: str) -> bytes:
    method = "CANCEL" if entry.status == "CANCELLED" else "REQUEST"
    lines = list(people(organizer=("tidak-dibaca@gelar.test", name), attendee=(email, person)))
    return calendar_text([entry], Head(method=method), lines)


def test_the_foreign_reader_finds_the_words_of_all_of_them(tmp_path: Any) -> None:
    """One start of the program for many events, since it takes longer than all the reading."""
    drawn: list[Entry] = []
    app = application(tmp_path)

    @settings(max_examples=60, database=None)
    @given(event=events())
    def collect(event: Event) -> None:
        with app.test_request_context():
            drawn.extend(replace(one, uid=f"uid-{len(drawn)}-{n}") for n, one in enumerate(entries_of(event, OWN)))

    collect()
    read = read_with_ical_js(calendar_text(drawn, HEAD))["events"]

    assert [one["uid"] for one in read] == [one.uid for one in drawn]
    for told, entry in zip(read, drawn, strict=True):
        assert told["summary"] == clean(entry.summary).replace("\n", " ")
        assert told["location"] in {clean(entry.location).replace("\n", " "), None}
        assert told["description"].startswith(clean(entry.description))
