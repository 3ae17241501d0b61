"""The protocols in plain values: BigBlueButton's checksums, Jitsi's tokens, Zoom's signatures, and what is refused."""

import hashlib
import hmac
import json
import socket
import threading
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import jwt
import pytest
from flask import Flask

from tests.conftest import settings_for
from webapp.attendance.rooms import bigbluebutton, fetching, jitsi, zoom
from webapp.errors import Refused

SECRET = "639259d4-9dd8-4b25-bf01-95f9567eaf4b"
QUERY = "name=Test+Meeting&meetingID=abc123&attendeePW=111222&moderatorPW=333444"
AT = datetime.now(UTC)


def test_checksum_is_the_documentations_own() -> None:
    by_sha1 = bigbluebutton.checksum("create", QUERY, SECRET, algorithm=hashlib.sha1)
    by_sha256 = bigbluebutton.checksum("create", QUERY, SECRET)

    assert by_sha1 == "1fcbb0c4fc1f039f73aa6d697d2db9ba7f803f17"
    assert by_sha256 == "da9185f7f333cfdfcd6eeac32dca3777510c4c436020d8b887ba5515bd1d189e"


@pytest.mark.parametrize(
    "typed", ["https://bbb.test", "https://bbb.test/bigbluebutton", "https://bbb.test/bigbluebutton/api"]
)
def test_address_names_the_api_once(typed: str) -> None:
    made = bigbluebutton.info(bigbluebutton.Account(typed, SECRET), meeting="a")

    assert made.startswith("https://bbb.test/bigbluebutton/api/getMeetingInfo?meetingID=a&checksum=")


@pytest.mark.parametrize(
    "answer", [b"", b"<html>", b"<!DOCTYPE x [<!ENTITY a 'b'>]><response/>", b"\xff\xfe", b"<response/>"]
)
def test_answer_that_is_none_is_refused(app: Flask, answer: bytes) -> None:
    with app.test_request_context(), pytest.raises(Refused):
        bigbluebutton.attendees(answer)


def test_token_of_jitsi_is_read_by_another_library() -> None:
    account = jitsi.Account("https://meet.kantor.test", "gelar", "a secret that both of them share, and nobody else")

    at = datetime.now(UTC)  # the other library looks at the clock, and a run of tests outlasts the token
    address = jitsi.room_url(account, "gelar-1", jitsi.Guest("abcd", "Siti Aminah"), at=at)

    token = address.partition("?jwt=")[2].partition("#")[0]
    read = jwt.decode(token, account.secret, algorithms=["HS256"], audience="gelar", issuer="gelar")
    assert (read["room"], read["sub"]) == ("gelar-1", "meet.kantor.test")
    assert read["context"]["user"] == {"id": "abcd", "name": "Siti Aminah", "moderator": "false"}
    assert read["exp"] - at.timestamp() <= jitsi.LASTS.total_seconds()
    with pytest.raises(jwt.InvalidSignatureError):
        jwt.decode(token, "another secret, as long as the first one was", algorithms=["HS256"], audience="gelar")


@pytest.mark.parametrize(
    "address",
    [
        "https://127.0.0.1", "https://localhost", "https://10.1.2.3", "https://[::1]", "https://169.254.169.254",
        "https://0.0.0.0", "https://192.168.1.1:8443", "https://100.64.0.1", "https://[::ffff:127.0.0.1]",
        "https://[64:ff9b::7f00:1]", "https://[64:ff9b::a9fe:a9fe]", "https://[2002:a00:1::]", "https://[::7f00:1]",
        "https://[fec0::1]", "https://224.0.0.1",
    ],
)  # fmt: skip
def test_own_network_is_not_asked(app: Flask, tmp_path_factory: pytest.TempPathFactory, address: str) -> None:
    settings = settings_for("sqlite://", tmp_path_factory.getbasetemp())

    with app.test_request_context(), pytest.raises(Refused) as refusal:
        fetching.judged_address(address, settings)

    assert refusal.value.reason == "private"
    with app.test_request_context(), pytest.raises(Refused):
        fetching.fetch(f"{address}/x?y", settings)


def test_server_behind_a_translating_gateway_is_judged_by_the_address_inside(
    app: Flask, tmp_path_factory: pytest.TempPathFactory
) -> None:
    settings = settings_for("sqlite://", tmp_path_factory.getbasetemp())

    with app.test_request_context():
        judged = fetching.judged_address("https://[64:ff9b::808:808]", settings)

    assert judged == "https://[64:ff9b::808:808]"


@pytest.mark.parametrize("begins", [b"", b"HTTP/1.0 200 OK\r\nContent-Length: 12\r\n\r\n"], ids=["head", "body"])
def test_server_that_drips_its_answer_is_left(
    app: Flask, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch, begins: bytes
) -> None:
    """Each byte comes well within the patience, all of them do not."""
    monkeypatch.setattr(fetching, "PATIENCE_SECONDS", 0.4)
    rest = b"abcdefghijkl" if begins else b"HTTP/1.0 200 OK\r\nContent-Length: 0\r\n\r\n"

    def drip() -> None:
        with suppress(OSError), listening.accept()[0] as caller:
            caller.sendall(begins)
            for mark in rest:
                caller.sendall(bytes([mark]))
                pause.wait(0.1)

    pause = threading.Event()
    with socket.create_server(("127.0.0.1", 0)) as listening, app.test_request_context():
        here = f"127.0.0.1:{listening.getsockname()[1]}"
        settings = replace(settings_for("sqlite://", tmp_path_factory.getbasetemp()), room_hosts=(here,))
        server = threading.Thread(target=drip)
        server.start()
        with pytest.raises(Refused, match="tidak menjawab"):
            fetching.fetch(f"http://{here}/x?y", settings)
        pause.set()
        server.join(timeout=20)


@pytest.mark.parametrize(
    "address",
    ["", "rapat", "http://example.com", "ftp://example.com", "https://a:b@example.com", "https://x:99999", "https://["],
)
def test_address_that_is_none_is_refused(app: Flask, tmp_path_factory: pytest.TempPathFactory, address: str) -> None:
    with app.test_request_context(), pytest.raises(Refused) as refusal:
        fetching.judged_address(address, settings_for("sqlite://", tmp_path_factory.getbasetemp()))

    assert refusal.value.reason == "address"


def test_zoom_signs_its_bytes_and_the_time() -> None:
    body = json.dumps({"event": "meeting.participant_joined"}).encode()
    stamp = str(int(AT.timestamp()))
    mac = hmac.new(b"rahasia", f"v0:{stamp}:".encode() + body, hashlib.sha256).hexdigest()
    headers = {"x-zm-signature": f"v0={mac}", "x-zm-request-timestamp": stamp}

    assert zoom.is_signed(headers, body, "rahasia", at=AT)
    assert not zoom.is_signed(headers, body + b" ", "rahasia", at=AT)
    assert not zoom.is_signed(headers, body, "kunci lain", at=AT)
    assert not zoom.is_signed(headers, body, "rahasia", at=AT + timedelta(minutes=6))


@pytest.mark.parametrize(
    ("address", "number"),
    [
        ("https://zoom.us/j/98765432101?pwd=x", "98765432101"), ("https://kantor.zoom.us/w/81234567890", "81234567890"),
        ("https://zoom.us.evil.test/j/98765432101", ""), ("https://zoom.us/my/kantor", ""), ("", ""),
    ],
)  # fmt: skip
def test_number_of_a_meeting_is_in_its_address(address: str, number: str) -> None:
    assert zoom.number_of(address) == number
