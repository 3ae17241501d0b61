"""The certificate of `--lan`: for the address that phones type, kept for its owner, made again when it is over."""

import socket
import ssl
import threading
from datetime import timedelta
from pathlib import Path

import pytest

from webapp import clock
from webapp.operations import certificates
from webapp.operations.certificates import ensure_certificate


def test_a_phone_that_trusts_it_can_shake_hands(tmp_path: Path) -> None:
    certificate, key = ensure_certificate(tmp_path / "lan", "127.0.0.1")
    ours = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    ours.load_cert_chain(certificate, key)
    theirs = ssl.create_default_context(cafile=str(certificate))

    with socket.create_server(("127.0.0.1", 0)) as door:
        answering = threading.Thread(target=lambda: ours.wrap_socket(door.accept()[0], server_side=True).close())
        answering.start()
        with (
            socket.create_connection(door.getsockname(), timeout=10) as line,
            theirs.wrap_socket(line, server_hostname="127.0.0.1") as secured,
        ):
            version = secured.version()
        answering.join(timeout=10)

    assert version == "TLSv1.3"


def test_the_key_is_for_its_owner_only(tmp_path: Path) -> None:
    _certificate, key = ensure_certificate(tmp_path / "lan", "127.0.0.1")

    assert oct(key.stat().st_mode)[-3:] == "600"


def test_it_is_kept_while_it_lasts_and_made_anew_when_it_is_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = ensure_certificate(tmp_path, "127.0.0.1")[0].read_bytes()
    again = ensure_certificate(tmp_path, "127.0.0.1")[0].read_bytes()
    later = clock.now() + certificates.LIFETIME - timedelta(hours=2)
    monkeypatch.setattr(clock, "now", lambda: later)

    renewed = ensure_certificate(tmp_path, "127.0.0.1")[0].read_bytes()

    assert (first == again, first == renewed) == (True, False)
