"""What a personal calendar says, and how it is answered."""

from datetime import timedelta
from functools import partial

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from tests.attendance.calendars.holding import Stored, opened, read
from tests.attendance.pages import coming
from tests.counting import count_queries, engine_of
from tests.factories import HOUR, make_registration
from webapp.attendance.calendars import keeping
from webapp.attendance.calendars.models import Subscription
from webapp.attendance.models import Registration, RegistrationStatus
from webapp.attendance.registering.cancelling import cancel
from webapp.attendance.registering.switching import switch_mode
from webapp.clock import now
from webapp.database import db
from webapp.events import publishing, queries
from webapp.events.models import Event, EventStatus, Mode, Visibility
from webapp.operations.logs import masked

DAY = timedelta(days=1)
JOIN = "/join/"
HALL = "Gedung Smart Province\\, Kota Palangka Raya"


def whole(registration_id: int) -> Registration:
    found = db.session.get_one(Registration, registration_id)
    event = db.session.scalars(queries.whole().where(Event.id == found.event_id)).one()
    db.session.refresh(found, ["event", "person", "tickets"])
    assert found.event is event
    return found


@pytest.mark.parametrize(
    ("mode", "status", "told"),
    [
        (Mode.ONLINE, RegistrationStatus.CONFIRMED, ("CONFIRMED", "", "Daring")),
        (
            Mode.IN_PERSON,
            RegistrationStatus.CONFIRMED,
            ("CONFIRMED", "", HALL),
        ),
        (Mode.ONLINE, RegistrationStatus.WAITING, ("TENTATIVE", "[MENUNGGU] ", "Daring")),
        (Mode.ONLINE, RegistrationStatus.PENDING, ("TENTATIVE", "[MENUNGGU] ", "Daring")),
        (Mode.ONLINE, RegistrationStatus.CANCELLED, ("CANCELLED", "[BATAL] ", "Daring")),
        (Mode.ONLINE, RegistrationStatus.DECLINED, ("CANCELLED", "[BATAL] ", "Daring")),
    ],
)
def test_each_entry_says_how_the_place_stands(
    client: FlaskClient, stored: Stored, mode: Mode, status: RegistrationStatus, told: tuple[str, str, str]
) -> None:
    path = stored(lambda: opened(make_registration(coming(), mode=mode, status=status)))

    entry = read(client, path).inside("VEVENT")[0]

    assert (entry.one("STATUS"), entry.one("LOCATION")) == (told[0], told[2])
    assert entry.one("SUMMARY") == f"{told[1]}Mekanisme Pembentukan Forum KIM"
    assert entry.one("CLASS") == "PRIVATE"
    is_in = mode is Mode.ONLINE and status is RegistrationStatus.CONFIRMED
    assert bool(entry.all("CONFERENCE")) is (JOIN in entry.one("DESCRIPTION")) is is_in


def test_the_link_of_the_conference_itself_never_stands_in_it(client: FlaskClient, stored: Stored) -> None:
    secret = "https://zoom.us/j/5550001?pwd=rahasia"
    path = stored(lambda: opened(make_registration(coming(conference_url=secret), mode=Mode.ONLINE)))

    assert b"zoom.us" not in client.get(path).data


def test_the_uid_is_that_of_the_public_feed(client: FlaskClient, stored: Stored) -> None:
    event = stored(coming)
    path = stored(lambda: opened(make_registration(db.session.merge(event, load=False), mode=Mode.ONLINE)))

    uids = [read(client, path).inside("VEVENT")[0].one("UID"), event.sessions[0].uid]

    assert uids[0] == uids[1]
    assert f"UID:{uids[0]}\r\n".encode() in client.get(f"/events/{event.slug}.ics").data


def test_switching_and_cancelling_raise_the_sequence(client: FlaskClient, stored: Stored) -> None:
    registration = stored(lambda: make_registration(coming()))
    path = stored(lambda: opened(registration))
    told = [read(client, path).inside("VEVENT")[0]]

    stored(lambda: switch_mode(whole(registration.id), Mode.ONLINE, at=now()))
    told.append(read(client, path).inside("VEVENT")[0])
    stored(lambda: cancel(whole(registration.id), at=now()))
    told.append(read(client, path).inside("VEVENT")[0])

    assert [entry.one("SEQUENCE") for entry in told] == ["0", "1", "2"]
    assert [entry.one("LOCATION") for entry in told][1:] == ["Daring", "Daring"]
    assert told[2].one("SUMMARY").startswith("[BATAL] ")


def test_a_cancelled_event_is_cancelled_for_who_waits_too(client: FlaskClient, stored: Stored) -> None:
    registration = stored(lambda: make_registration(coming(), status=RegistrationStatus.WAITING))
    path = stored(lambda: opened(registration))

    stored(lambda: publishing.cancel(whole(registration.id).event, reason="Banjir", at=now()))
    entry = read(client, path).inside("VEVENT")[0]

    assert (entry.one("STATUS"), entry.one("SEQUENCE")) == ("CANCELLED", "1")
    assert entry.one("SUMMARY").startswith("[BATAL] ")
    assert "Banjir" in entry.one("DESCRIPTION")


def test_two_places_in_one_event_are_one_entry(client: FlaskClient, stored: Stored) -> None:
    """Who cancelled and came back: the UID stands once, confirmed, with a sequence above that of the cancellation."""

    def twice() -> str:
        event = coming()
        gone = make_registration(event, status=RegistrationStatus.CANCELLED, sequence=1)
        return opened(gone, make_registration(event, person=gone.person))

    (entry,) = read(client, stored(twice)).inside("VEVENT")

    assert (entry.one("STATUS"), entry.one("SEQUENCE")) == ("CONFIRMED", "2")
    assert entry.one("DESCRIPTION").count("Pendaftaran: ") == 2


def test_of_a_confidential_event_only_the_hours_are_told(client: FlaskClient, stored: Stored) -> None:
    def closed() -> str:
        event = coming(visibility=Visibility.CONFIDENTIAL, summary="Mediasi warga", description="Nama para pihak")
        return opened(make_registration(event))

    body = client.get(stored(closed)).data.decode()

    assert "SUMMARY:Kegiatan tertutup" in body
    assert "CLASS:CONFIDENTIAL" in body
    assert not any(word in body for word in ("Mediasi", "pihak", "Smart Province", "Tiket"))


def test_an_unchanged_calendar_answers_304_for_three_small_statements(
    app: Flask, client: FlaskClient, stored: Stored
) -> None:
    def many() -> str:
        return opened(*[make_registration(coming(start=now() + n * DAY)) for n in range(1, 9)])

    path = stored(many)
    first = client.get(path)
    with count_queries(engine_of(app)) as counted:
        again = client.get(path, headers={"If-None-Match": first.headers["ETag"]})

    assert (again.status_code, again.data) == (304, b"")
    assert len(counted) <= 3, counted
    assert client.get(path).data == first.data


def test_it_is_answered_to_its_owner_alone(client: FlaskClient, stored: Stored) -> None:
    path = stored(lambda: opened(make_registration(coming())))
    client.set_cookie("session", "something old", domain="gelar.test")
    answer, head = client.get(path), client.head(path)

    assert answer.headers["Cache-Control"] == "private, max-age=300"
    assert answer.headers["X-Robots-Tag"] == "noindex"
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert answer.headers["Vary"] == "Accept-Encoding"
    assert "Set-Cookie" not in answer.headers
    assert (head.data, dict(head.headers)) == (b"", dict(answer.headers))
    assert "Content-Encoding" in client.get(path, headers={"Accept-Encoding": "gzip"}).headers
    assert b"SOURCE" not in answer.data  # a copy of the file must not give the address away


def test_what_leaves_the_calendar_moves_its_date(client: FlaskClient, stored: Stored) -> None:
    first, second = stored(lambda: [make_registration(coming()), make_registration(coming(), name="Dehen")])
    path = stored(lambda: opened(first, second))
    before = client.get(path).headers["Last-Modified"]
    later = now() + HOUR

    stored(lambda: keeping.leave(db.session.scalars(select(Subscription)).one(), second.id, at=later))
    after = client.get(path, headers={"If-Modified-Since": before})

    assert after.status_code == 200
    assert after.data.count(b"BEGIN:VEVENT") == 1
    assert after.last_modified == later.replace(microsecond=0)


def test_a_revoked_address_is_gone_whatever_the_client_knows(client: FlaskClient, stored: Stored) -> None:
    path = stored(lambda: opened(make_registration(coming())))
    known = {"If-None-Match": client.get(path).headers["ETag"]}
    assert client.get(path, headers=known).status_code == 304

    stored(lambda: keeping.revoke(db.session.scalars(select(Subscription)).one(), at=now()))

    asked: list[dict[str, str]] = [known, {"If-None-Match": "*"}, {}]
    assert [client.get(path, headers=headers).status_code for headers in asked] == [410] * 3
    assert client.get(path).headers["Cache-Control"] == "no-store"


def test_a_new_address_ends_the_old_one_and_keeps_what_stands_in_it(client: FlaskClient, stored: Stored) -> None:
    path = stored(lambda: opened(make_registration(coming())))
    body = client.get(path).data

    fresh = stored(lambda: keeping.rotate(db.session.scalars(select(Subscription)).one(), at=now())[1])

    assert client.get(path).status_code == 410
    assert client.get(f"/calendars/{fresh}.ics").data == body


@pytest.mark.parametrize("path", [f"/calendars/{'a' * 26}.ics", "/calendars/a%00.ics", "/calendars/.ics"])
def test_an_address_that_never_was_is_missing(client: FlaskClient, path: str) -> None:
    assert client.get(path).status_code == 404


def test_the_secret_is_neither_stored_nor_logged(client: FlaskClient, stored: Stored) -> None:
    path = stored(lambda: opened(make_registration(coming())))
    secret = path.removeprefix("/calendars/").removesuffix(".ics")
    row = stored(lambda: db.session.scalars(select(Subscription)).one())

    assert secret not in repr(vars(row))
    assert len(secret) == 26
    assert secret not in masked(f'GET http://gelar.test{path} 200 "-"')


def test_the_last_fetch_is_remembered_by_the_hour(
    client: FlaskClient, stored: Stored, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = stored(lambda: opened(make_registration(coming())))
    first = now()
    seen = []
    for later, program in ((0, "Google-Calendar-Importer"), (1, "Google-Calendar-Importer"), (61, "Google"), (62, "x")):
        at = first + timedelta(minutes=later)
        monkeypatch.setattr("webapp.clock.now", partial(lambda moment: moment, at))
        client.get(path, headers={"User-Agent": program})
        row = stored(lambda: db.session.scalars(select(Subscription)).one())
        seen.append((row.fetched_at, row.fetched_by))

    assert seen[0] == seen[1] == (first, "Google Kalender")
    assert seen[2] == seen[3] == (first + timedelta(minutes=61), "")


def test_a_withdrawn_event_leaves_with_a_new_date(client: FlaskClient, stored: Stored) -> None:
    registration = stored(lambda: make_registration(coming()))
    path = stored(lambda: opened(registration))
    later = now() + HOUR

    def withdraw() -> None:
        event = whole(registration.id).event
        event.status, event.revised_at = EventStatus.DRAFT, later

    stored(withdraw)
    answer = client.get(path)

    assert b"BEGIN:VEVENT" not in answer.data
    assert answer.last_modified == later.replace(microsecond=0)
