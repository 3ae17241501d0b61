"""The first page: what runs, what is near, the month, the year's figures."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.counting import count_queries, engine_of
from tests.factories import HOUR, START, make_event, make_organization, make_registration
from webapp.attendance.models import Attendance, Channel, RegistrationStatus
from webapp.database import db
from webapp.events.models import Event, EventStatus, Mode, Role, Visibility

Stored = Callable[[Callable[[], Any]], Any]
# Wednesday, 25 November 2026, 09.00 in Palangka Raya.
NOW = datetime(2026, 11, 25, 2, tzinfo=UTC)
DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("webapp.clock.now", lambda: NOW)


def home(client: FlaskClient, address: str = "/") -> str:
    answer = client.get(address, headers={"Accept-Language": "id"})
    assert answer.status_code == 200
    return answer.text


def many(count: int) -> list[Event]:
    return [make_event(start=NOW + n * 5 * HOUR) for n in range(1, count + 1)]


def attend(event: Event, region: str | None, *, came: bool = True) -> None:
    registration = make_registration(event, name="Dehen", region_code=region)
    db.session.add(
        Attendance(
            session_id=event.sessions[0].id, registration_id=registration.id, is_standing=came, channel=Channel.CAMERA,
            first_at=NOW if came else None, last_at=NOW, mode=Mode.IN_PERSON,
        )
    )  # fmt: skip
    db.session.flush()


def test_an_empty_installation_says_what_will_stand_here(client: FlaskClient) -> None:
    shown = home(client)

    assert "Belum ada kegiatan yang dijadwalkan." in shown
    assert "November 2026" in shown
    assert "stats" not in shown  # no figures of zero


def test_the_page_names_the_office_of_this_installation(client: FlaskClient, stored: Stored) -> None:
    assert "Kegiatan kelompok informasi masyarakat (KIM)" in home(client)

    stored(
        lambda: [make_organization(name="Dinas Contoh", is_sample=True), make_organization(name="Diskominfo Katingan")]
    )

    assert "Kegiatan KIM dan Diskominfo Katingan" in home(client)


def test_what_runs_now_leads_the_page_with_both_ways_in(client: FlaskClient, stored: Stored) -> None:
    stored(lambda: [make_event(slug="besok", start=NOW + DAY), make_event(slug="kini", start=NOW - HOUR)])
    shown = home(client)

    assert shown.index("/events/kini") < shown.index('href="/events/besok"')
    assert "Sedang berlangsung" in shown
    assert 'href="/events/kini/join"' in shown
    assert 'href="/events/kini/registration?mode=in_person"' in shown


def test_a_full_hall_is_not_offered(client: FlaskClient, stored: Stored) -> None:
    def full() -> None:
        for seats in make_event(slug="kini", start=NOW - HOUR, in_person=1).seats:
            seats.taken = 1 if seats.mode == Mode.IN_PERSON else 0

    stored(full)
    shown = home(client)

    assert 'href="/events/kini/join"' in shown
    assert "registration?mode=in_person" not in shown


def test_a_cancelled_event_does_not_lead(client: FlaskClient, stored: Stored) -> None:
    stored(
        lambda: [
            make_event(slug="batal", start=NOW + HOUR, status=EventStatus.CANCELLED),
            make_event(slug="tetap", start=NOW + DAY),
        ]
    )
    shown = home(client)

    assert shown.index('href="/events/tetap"') < shown.index("event-rows") < shown.index('href="/events/batal"')
    assert 'href="/events/tetap/registration"' in shown


def test_the_real_past_stands_quietly_with_its_talks_and_no_figures(client: FlaskClient, stored: Stored) -> None:
    def seed() -> None:
        event = make_event(slug="forum-kim", dtend=None, status=EventStatus.ARCHIVED)
        event.sessions[0].dtend = None
        event.roles.append(Role(role="narasumber", name="Cak Boni", talk_title="Tata Cara Pembentukan"))
        make_event(slug="contoh-lama", start=START + DAY, is_sample=True)
        make_event(slug="baru-selesai", start=NOW - 3 * DAY)

    stored(seed)
    shown = home(client)
    quiet = shown[shown.index("Dari catatan kegiatan") :]

    assert "Kamis, 10 Maret 2022" in quiet
    assert "Cak Boni" in quiet
    assert "Tata Cara Pembentukan" in quiet
    assert "Sisa" not in quiet
    assert "/events/contoh-lama" not in quiet


def test_figures_count_the_year_and_those_who_came(client: FlaskClient, stored: Stored) -> None:
    def year() -> None:
        event = make_event(start=NOW - 30 * DAY)
        for region in ("62.71", "62.71.02", "62.02", "63", "00", None):
            attend(event, region)
        attend(event, "62.03", came=False)
        make_registration(event, status=RegistrationStatus.CONFIRMED, region_code="62.05")
        make_event(start=NOW + DAY, status=EventStatus.CANCELLED)
        make_event(start=NOW + DAY, visibility=Visibility.CONFIDENTIAL)
        attend(make_event(start=START), "62.10")

    stored(year)
    shown = home(client)

    for figure, words in (("1", "kegiatan tahun ini"), ("6", "kehadiran"), ("2/14", "kab/kota terjangkau")):
        assert f"<dt>{words}</dt><dd>{figure}</dd>" in shown, words


def test_somebody_at_two_sessions_came_once(client: FlaskClient, stored: Stored) -> None:
    def twice() -> None:
        event = make_event(start=NOW - 2 * DAY, sessions=2)
        registration = make_registration(event, region_code="62.71")
        for session in event.sessions:
            db.session.add(
                Attendance(
                    session_id=session.id, registration_id=registration.id, is_standing=True, first_at=NOW,
                    last_at=NOW, channel=Channel.CAMERA, mode=Mode.IN_PERSON,
                )
            )  # fmt: skip

    stored(twice)

    assert "<dt>kehadiran</dt><dd>1</dd>" in home(client)


def test_the_months_days_lead_to_their_events(client: FlaskClient, stored: Stored) -> None:
    def december() -> None:
        make_event(slug="sendiri", start=NOW + 8 * DAY)
        for n in range(2):
            make_event(slug=f"berdua-{n}", start=NOW + 10 * DAY)
        make_event(slug="tiga-hari", start=NOW + 20 * DAY, sessions=3)

    stored(december)
    shown = home(client, "/?month=2026-12")

    assert shown.count('href="/events/sendiri" aria-label="Kamis, 3 Desember 2026: 1 kegiatan"') == 1
    assert (
        'href="/events?view=month&amp;month=2026-12#d-2026-12-05" aria-label="Sabtu, 5 Desember 2026: 2 kegiatan"'
        in shown
    )
    assert shown.count('href="/events/tiga-hari" aria-label=') == 3
    assert ('href="/?month=2026-11"' in shown, 'href="/?month=2027-01"' in shown) == (True, True)


def test_junk_in_the_address_is_answered_calmly(client: FlaskClient) -> None:
    for query in ("month=0000-00", "month=x", "kind=%00", "month=2099-12", "month=2000-01"):
        assert "Kegiatan terdekat" in home(client, f"/?{query}")


def test_many_events_cost_no_more_statements(app: Flask, client: FlaskClient, stored: Stored) -> None:
    counts = []
    for count in (3, 47):
        stored(partial(many, count))
        with count_queries(engine_of(app)) as counted:
            home(client)
        counts.append(len(counted))

    assert counts[0] == counts[1] <= 8
