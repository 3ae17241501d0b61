"""Asking a server whose address a person typed: only public ones, only the address that was judged, and briefly."""

import http.client
import ipaddress
import socket
import ssl
from typing import Any
from urllib.parse import SplitResult, urlsplit

from flask_babel import gettext as _

from webapp.config import Settings
from webapp.errors import Refused

PATIENCE_SECONDS = 5.0
MOST_BYTES = 2 * 1024 * 1024


def judged_address(address: str, settings: Settings) -> str:
    """The address in its plain form: https, a host, no path but BigBlueButton's. Refused otherwise.

    A host on a private or loopback network is refused unless ROOM_HOSTS names it; only such a one may speak http.
    """
    parts = _parts(address)
    if parts is None or parts.query or parts.fragment or parts.username or parts.password:
        raise Refused(_("Tulis alamat server seperti https://rapat.contoh.go.id."), reason="address")
    if parts.scheme != "https" and _named(parts) not in settings.room_hosts:
        raise Refused(_("Alamat server harus memakai https."), reason="address")
    _vetted(parts, settings)
    return f"{parts.scheme}://{parts.netloc.lower()}{parts.path.rstrip('/')}"


def fetch(address: str, settings: Settings) -> bytes:
    """The answer to a GET. Refused when the server is out of reach, not allowed, not well, or says too much."""
    parts = urlsplit(address)
    connection = _connection(parts, _vetted(parts, settings))
    try:
        connection.request("GET", f"{parts.path}?{parts.query}", headers={"Accept": "application/xml"})
        answer = connection.getresponse()
        body = answer.read(MOST_BYTES + 1)
    except (OSError, http.client.HTTPException):
        raise _unreachable() from None
    finally:
        connection.close()
    if answer.status != 200 or len(body) > MOST_BYTES:  # a redirect is not followed: it may lead anywhere
        raise _unreachable()
    return body


def _vetted(parts: SplitResult, settings: Settings) -> str:
    """The one address the name means now, so that it cannot mean another when it is connected to."""
    try:
        found = socket.getaddrinfo(parts.hostname, _port(parts), type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        raise Refused(_("Server itu tidak ditemukan. Periksa alamatnya."), reason="server") from None
    addresses = [str(one[4][0]) for one in found]
    is_allowed = _named(parts) in settings.room_hosts
    if not is_allowed and not all(ipaddress.ip_address(one.partition("%")[0]).is_global for one in addresses):
        raise Refused(
            _("Alamat itu menunjuk ke jaringan dalam. Pengelola instalasi dapat mengizinkannya lewat ROOM_HOSTS."),
            reason="private",
        )
    return addresses[0]


def _connection(parts: SplitResult, vetted: str) -> http.client.HTTPConnection:
    """To the judged address, while the certificate must still be the name's."""
    kind: Any = _Pinned if parts.scheme == "http" else _PinnedTLS
    connection: http.client.HTTPConnection = kind(parts.hostname, _port(parts), timeout=PATIENCE_SECONDS)
    connection.vetted = vetted  # type: ignore[attr-defined]
    return connection


class _Pinned(http.client.HTTPConnection):
    vetted: str

    def connect(self) -> None:
        self.sock = socket.create_connection((self.vetted, self.port), self.timeout)


class _PinnedTLS(_Pinned):
    default_port = 443

    def connect(self) -> None:
        super().connect()
        self.sock = ssl.create_default_context().wrap_socket(self.sock, server_hostname=self.host)


def _parts(address: str) -> SplitResult | None:
    try:
        parts = urlsplit(address.strip())
        return parts if parts.hostname and parts.scheme in {"http", "https"} and _port(parts) else None
    except ValueError:
        return None


def _port(parts: SplitResult) -> int:
    return parts.port or (443 if parts.scheme == "https" else 80)


def _named(parts: SplitResult) -> str:
    """As ROOM_HOSTS writes it: the host, and the port where it is not the usual one."""
    host = (parts.hostname or "").lower()
    return host if parts.port is None else f"{host}:{parts.port}"


def _unreachable() -> Refused:
    return Refused(_("Server ruang daring tidak menjawab. Coba lagi sebentar lagi."), reason="server")
