"""Rooms on one's own servers, from the settings to the evidence. The BigBlueButton beside it speaks as documented."""

import hashlib
import hmac
import json
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select, text

from tests.attendance.pages import Stored
from tests.attendance.rooms.server import SECRET, BigBlueButton, running_server
from tests.factories import HOUR, make_event, make_organization, make_registration, make_user
from webapp import clock
from webapp.accounts.models import GrantRole
from webapp.attendance.joining.models import JoinDevice
from webapp.attendance.models import Attendance, Registration
from webapp.attendance.rooms import forgetting, keeping, polling
from webapp.attendance.rooms.models import EventRoom, RoomServer, RoomVisit, Server
from webapp.attendance.ticketing import links
from webapp.attendance.verdicts import following, settling
from webapp.attendance.verdicts.models import PresenceInterval, Source
from webapp.database import db
from webapp.events.models import Mode
from webapp.web import sealing

MINUTE = timedelta(minutes=1)
SignIn = Any


@pytest.fixture(scope="module")
def server() -> Iterator[BigBlueButton]:
    with running_server() as held:
        yield held


@pytest.fixture
def bbb(server: BigBlueButton, app: Flask) -> BigBlueButton:
    """The server, empty, and allowed to this application."""
    server.meetings.clear()
    server.calls.clear()
    server.redirects_to = ""
    host = urlsplit(server.address).netloc
    app.config["SETTINGS"] = replace(app.config["SETTINGS"], room_hosts=(host,))
    return server


class Held:
    """A webinar that began ten minutes ago, with Siti and Dehen online."""

    def __init__(self, kind: Server, address: str, **values: Any) -> None:
        self.at, office = clock.now(), make_organization(slug="kantor")
        self.event = make_event(slug="forum", organization=office, start=self.at - 10 * MINUTE, **values)
        self.event_id, self.session_id = self.event.id, self.event.sessions[0].id
        sealed = sealing.seal(SECRET, purpose=keeping.PURPOSE)
        row = RoomServer(organization_id=office.id, kind=kind, address=address, app_id="gelar", sealed_secret=sealed)
        row.hook, row.changed_at = "abcdefghijklmnop", self.at
        db.session.add(row)
        if kind is not Server.ZOOM:
            db.session.add(EventRoom(event_id=self.event.id, kind=kind))
        people = [make_registration(self.event, name=name, mode=Mode.ONLINE) for name in ("Siti Aminah", "Dehen")]
        self.refs = [one.ref for one in people]
        self.links = [f"/join/{links.token_of(one, links.JOIN)}" for one in people]
        self.admin, self.committee = make_user(office, GrantRole.ADMIN).id, make_user(office).id
        db.session.flush()


@pytest.fixture
def held(stored: Stored, bbb: BigBlueButton) -> Held:
    made: Held = stored(lambda: Held(Server.BIGBLUEBUTTON, bbb.address))
    return made


def presence(app: Flask) -> list[tuple[int, timedelta]]:
    with app.app_context():
        rows = db.session.scalars(select(PresenceInterval).where(PresenceInterval.source == Source.ROOM))
        return sorted((row.registration_id, row.ended_at - row.started_at) for row in rows)


def poll(app: Flask, at: datetime) -> int:
    with app.app_context():
        return polling.poll(app.config["SETTINGS"], at=at)


def test_click_opens_the_room_and_carries_the_opaque_id(client: FlaskClient, held: Held, bbb: BigBlueButton) -> None:
    page = client.get(held.links[0])
    answer = client.post(held.links[0])

    assert bbb.address not in page.text.replace(page.headers["Content-Security-Policy"], "")
    assert bbb.calls == ["create"]
    assert bbb.enter(answer.location)
    [inside] = bbb.meetings.values()
    assert inside == {held.refs[0]: "Siti Aminah"}


def test_polls_become_minutes(app: Flask, client: FlaskClient, held: Held, bbb: BigBlueButton) -> None:
    bbb.enter(client.post(held.links[0]).location)

    for minute in range(11):
        poll(app, held.at + minute * MINUTE)
    poll(app, held.at + 10 * MINUTE)  # the same minute again
    bbb.leave(held.refs[0])
    poll(app, held.at + 11 * MINUTE)

    with app.app_context():
        siti = db.session.scalar(select(Registration.id).where(Registration.ref == held.refs[0]))
    assert presence(app) == [(siti, 10 * MINUTE)]


def test_who_comes_back_has_two_stays(app: Flask, client: FlaskClient, held: Held, bbb: BigBlueButton) -> None:
    address = client.post(held.links[0]).location
    for minute in (0, 1, 2, 30, 31):
        bbb.enter(address) if minute in {0, 30} else None
        poll(app, held.at + minute * MINUTE)
        bbb.leave(held.refs[0]) if minute == 2 else None

    assert [length for _one, length in presence(app)] == [MINUTE, 2 * MINUTE]


def test_stranger_is_kept_apart(app: Flask, client: FlaskClient, held: Held, bbb: BigBlueButton) -> None:
    client.post(held.links[0])
    [inside] = bbb.meetings.values()
    inside["w_tamu"] = "Tamu <b>&"

    assert poll(app, held.at) == 1

    assert presence(app) == []
    with app.app_context():
        visit = db.session.scalars(select(RoomVisit)).one()
        assert (visit.name, visit.registration_id) == ("Tamu <b>&", None)


@pytest.mark.parametrize("trouble", ["elsewhere", "down"])
def test_silent_server_costs_a_sentence_and_no_attendance(
    app: Flask, client: FlaskClient, held: Held, bbb: BigBlueButton, trouble: str
) -> None:
    if trouble == "elsewhere":
        bbb.redirects_to = "http://127.0.0.1:9/"
    else:
        with app.app_context():
            db.session.execute(text("UPDATE room_servers SET address = 'http://gelar.invalid'"))
            db.session.commit()

    answer = client.post(held.links[0])

    assert answer.status_code == 409
    assert "erver" in answer.text
    assert poll(app, held.at) == 0
    with app.app_context():  # who pressed the button was there
        assert db.session.scalar(select(func.count()).select_from(Attendance)) == 1


def test_stream_stands_in_while_the_server_is_silent(client: FlaskClient, stored: Stored, bbb: BigBlueButton) -> None:
    live = "https://youtu.be/abcdefghijk"
    held = stored(lambda: Held(Server.BIGBLUEBUTTON, bbb.address, stream_url=live))
    bbb.redirects_to = "http://127.0.0.1:9/"

    assert client.post(held.links[0]).location == live


def test_frame_is_allowed_for_that_server_alone(client: FlaskClient, held: Held, bbb: BigBlueButton) -> None:
    page = client.get(held.links[0])
    frames = re.findall(r"frame-src ([^;]*)", page.headers["Content-Security-Policy"])

    assert frames == [f"'self' {bbb.address}"]
    assert 'name="room"' in page.text


def test_youtube_is_shown_without_its_cookies(client: FlaskClient, stored: Stored) -> None:
    def made() -> str:
        event = make_event(start=clock.now() - HOUR, conference_url="https://www.youtube.com/watch?v=abcdefghijk")
        return f"/join/{links.token_of(make_registration(event, mode=Mode.ONLINE), links.JOIN)}"

    address = stored(made)

    page, answer = client.get(address), client.post(address, data={"here": "1"})

    assert "frame-src 'self' https://www.youtube-nocookie.com" in page.headers["Content-Security-Policy"]
    assert answer.location == "https://www.youtube-nocookie.com/embed/abcdefghijk"


def test_link_elsewhere_gets_no_frame(client: FlaskClient, stored: Stored) -> None:
    def made() -> str:
        event = make_event(start=clock.now() - HOUR, conference_url="https://meet.google.com/abc")
        return f"/join/{links.token_of(make_registration(event, mode=Mode.ONLINE), links.JOIN)}"

    page = client.get(stored(made))

    assert "frame-src" not in page.headers["Content-Security-Policy"]
    assert "iframe" not in page.text


def test_jitsi_is_opened_by_a_token(client: FlaskClient, stored: Stored) -> None:
    held = stored(lambda: Held(Server.JITSI, "https://meet.kantor.test"))

    answer = client.post(held.links[0])

    assert re.fullmatch(r"https://meet\.kantor\.test/gelar-[0-9a-f-]+\?jwt=[\w.-]+#config\..*", answer.location)


def test_whoever_runs_the_room_enters_as_moderator(
    app: Flask, client: FlaskClient, held: Held, bbb: BigBlueButton, sign_in: SignIn
) -> None:
    sign_in(held.committee)

    answer = client.post("/manage/events/forum/online/room/entry")

    assert "role=MODERATOR" in answer.location
    assert bbb.enter(answer.location)
    poll(app, held.at)
    with app.app_context():  # at work, and nobody's attendance
        assert db.session.scalar(select(func.count()).select_from(RoomVisit)) == 0


SERVERS = "/manage/organization/kantor/rooms"


def test_secret_goes_in_and_never_comes_out(
    app: Flask, client: FlaskClient, held: Held, bbb: BigBlueButton, sign_in: SignIn
) -> None:
    sign_in(held.admin)
    secret = "kunci-yang-sangat-rahasia"

    kept = client.post(
        f"{SERVERS}/bigbluebutton",
        data={"bigbluebutton-address": f"{bbb.address}/", "bigbluebutton-secret": secret},
    )

    assert kept.status_code == 303
    assert secret not in client.get(SERVERS).text
    with app.test_request_context():
        row = db.session.scalars(select(RoomServer)).one()
        assert row.address == bbb.address
        assert secret not in row.sealed_secret
        assert keeping.secret_of(row) == secret


def test_address_inside_ones_own_network_is_refused_at_its_field(
    client: FlaskClient, held: Held, sign_in: SignIn
) -> None:
    sign_in(held.admin)

    answer = client.post(
        f"{SERVERS}/jitsi",
        data={"jitsi-address": "https://169.254.169.254/latest", "jitsi-app_id": "gelar", "jitsi-secret": "x" * 20},
    )

    assert answer.status_code == 422
    assert "jaringan dalam" in answer.text


def test_servers_are_the_administrators_alone(client: FlaskClient, held: Held, sign_in: SignIn) -> None:
    sign_in(held.committee)

    assert client.get(SERVERS).status_code == 404
    assert client.post(f"{SERVERS}/zoom", data={"zoom-secret": "x" * 20}).status_code == 404


def test_committee_chooses_among_the_servers_there_are(
    app: Flask, client: FlaskClient, held: Held, sign_in: SignIn
) -> None:
    sign_in(held.committee)
    address = "/manage/events/forum/online/room"

    refused = client.post(address, data={"room": "jitsi"})
    chosen = client.post(address, data={"room": "link"})

    assert (refused.status_code, chosen.status_code) == (422, 303)
    with app.app_context():
        assert db.session.get(EventRoom, held.event_id) is None


HOOK = "/hooks/zoom/abcdefghijklmnop"
MEETING = "98765432101"


@pytest.fixture
def zoom(stored: Stored) -> Held:
    made: Held = stored(lambda: Held(Server.ZOOM, "", conference_url=f"https://zoom.us/j/{MEETING}"))
    return made


Send = Callable[..., Any]


@pytest.fixture
def send(client: FlaskClient) -> Send:
    """Post what Zoom would, signed by `secret` at `sent`."""

    def post(message: object, *, sent: datetime, secret: str = SECRET) -> Any:
        body, stamp = json.dumps(message).encode(), str(int(sent.timestamp()))
        mac = hmac.new(secret.encode(), f"v0:{stamp}:".encode() + body, hashlib.sha256).hexdigest()
        headers = {"x-zm-signature": f"v0={mac}", "x-zm-request-timestamp": stamp}
        return client.post(HOOK, data=body, headers=headers, content_type="application/json")

    return post


def move(kind: str, moment: datetime, name: str = "Siti Aminah", number: str = MEETING) -> dict[str, Any]:
    when = {f"{'join' if kind == 'joined' else 'leave'}_time": moment.strftime("%Y-%m-%dT%H:%M:%SZ")}
    person = {"user_id": "16778240", "user_name": name, "email": "", **when}
    payload = {"object": {"id": number, "uuid": "4444AAAiAAAAAiAiAiiAii==", "participant": person}}
    return {"event": f"meeting.participant_{kind}", "payload": payload}


@pytest.mark.parametrize("order", ["in order", "reversed", "twice"])
def test_zoom_tells_of_a_stay(app: Flask, zoom: Held, send: Send, order: str) -> None:
    moves = [move("joined", zoom.at - 8 * MINUTE), move("left", zoom.at - 2 * MINUTE)]
    told = {"in order": moves, "reversed": moves[::-1], "twice": moves * 2}[order]

    answers = [send(message, sent=zoom.at).status_code for message in told]

    assert set(answers) == {204}
    assert max(length for _one, length in presence(app)) == 6 * MINUTE
    with app.test_request_context():
        settling.settle(following.whole(zoom.event_id), at=zoom.at + 4 * HOUR)
        assert db.session.scalars(select(Attendance.minutes)).all() == [6]


def test_forged_and_old_messages_change_nothing(app: Flask, zoom: Held, send: Send) -> None:
    message = move("joined", zoom.at)

    forged = send(message, sent=zoom.at, secret="kunci orang lain")
    old = send(message, sent=zoom.at - 6 * MINUTE)
    unsigned = app.test_client().post(HOOK, json=message)
    unknown = app.test_client().post("/hooks/zoom/qrstuvwxyzabcdef", json=message)

    assert [one.status_code for one in (forged, old, unsigned, unknown)] == [401, 401, 401, 404]
    with app.app_context():
        assert db.session.scalar(select(func.count()).select_from(RoomVisit)) == 0


def test_other_meetings_and_other_news_are_taken_without_a_trace(app: Flask, zoom: Held, send: Send) -> None:
    others = [
        move("joined", zoom.at, number="11122233344"),
        move("joined", zoom.at - timedelta(days=9)),
        {"event": "meeting.started"},
        {"event": "meeting.participant_joined", "payload": []},
        [],
    ]

    answers = [send(message, sent=zoom.at).status_code for message in others]

    assert answers == [204, 204, 204, 204, 400]
    with app.app_context():
        assert db.session.scalar(select(func.count()).select_from(RoomVisit)) == 0


def test_address_proves_itself_to_zoom(zoom: Held, send: Send) -> None:
    answer = send(
        {"event": "endpoint.url_validation", "payload": {"plainToken": "qgg8vlvZRS6UYooatFL8Aw"}}, sent=zoom.at
    )

    proof = hmac.new(SECRET.encode(), b"qgg8vlvZRS6UYooatFL8Aw", hashlib.sha256).hexdigest()
    assert answer.get_json() == {"plainToken": "qgg8vlvZRS6UYooatFL8Aw", "encryptedToken": proof}


def test_changed_key_of_the_installation_costs_a_sentence(
    app: Flask, client: FlaskClient, held: Held, bbb: BigBlueButton
) -> None:
    app.config["SETTINGS"] = replace(app.config["SETTINGS"], secret_key="another key, as long as the first one was")
    with app.test_request_context():
        registration = db.session.scalars(select(Registration).where(Registration.ref == held.refs[0])).one()
        address = f"/join/{links.token_of(registration, links.JOIN)}"

    answer = client.post(address)

    assert answer.status_code == 409
    assert "perlu diisi ulang" in answer.text
    assert poll(app, held.at) == 0


def test_names_of_the_registered_stand_with_the_person_alone(
    app: Flask, client: FlaskClient, held: Held, bbb: BigBlueButton
) -> None:
    bbb.enter(client.post(held.links[0]).location)
    poll(app, held.at)

    with app.app_context():
        assert db.session.scalars(select(RoomVisit.name)).all() == [""]


def test_strangers_and_devices_are_forgotten_in_time(
    app: Flask, client: FlaskClient, held: Held, bbb: BigBlueButton
) -> None:
    client.post(held.links[0])
    [inside] = bbb.meetings.values()
    inside["w_tamu"] = "Tamu"
    poll(app, held.at)

    with app.app_context():
        forgetting.forget_visits(before=held.at + 400 * 24 * HOUR)
        assert db.session.scalar(select(func.count()).select_from(RoomVisit)) == 0
        assert db.session.scalar(select(func.count()).select_from(JoinDevice)) == 0
