"""Asking a server whose address a person typed: only public ones, only the address that was judged, and briefly."""

import http.client
import ipaddress
import socket
import ssl
import threading
import time
from contextlib import suppress
from typing import Any
from urllib.parse import SplitResult, urlsplit

from flask_babel import gettext as _

from webapp.config import Settings
from webapp.errors import Refused

PATIENCE_SECONDS = 5.0
MOST_BYTES = 2 * 1024 * 1024

_TRANSLATED = ipaddress.ip_network("64:ff9b::/96")  # NAT64: the last 32 bits are the IPv4 address (RFC 6052, 2.1)
# Counted as global, but these too may end inside: NAT64 of one's own (RFC 8215), 6to4 (RFC 7526), and what was
# given up in RFC 3879 and RFC 4291, 2.5.5.1.
_INWARD = tuple(map(ipaddress.ip_network, ("64:ff9b:1::/48", "2002::/16", "fec0::/10", "::/96")))


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
    # A socket's own patience begins anew with each byte that drips in.
    ends, watch = time.monotonic() + PATIENCE_SECONDS, threading.Timer(PATIENCE_SECONDS, connection.give_up)
    watch.start()
    try:
        connection.request("GET", f"{parts.path}?{parts.query}", headers={"Accept": "application/xml"})
        answer = connection.getresponse()
        body = answer.read(MOST_BYTES + 1)
    except (OSError, http.client.HTTPException):
        raise _unreachable() from None
    finally:
        watch.cancel()
        connection.close()
    is_late = time.monotonic() >= ends
    if is_late or answer.status != 200 or len(body) > MOST_BYTES:  # a redirect is not followed: it may lead anywhere
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
    if not is_allowed and not all(_is_public(one) for one in addresses):
        raise Refused(
            _("Alamat itu menunjuk ke jaringan dalam. Pengelola instalasi dapat mengizinkannya lewat ROOM_HOSTS."),
            reason="private",
        )
    return addresses[0]


def _is_public(address: str) -> bool:
    """Whether it leads out of every network of our own, also where a gateway reads an IPv4 address inside it."""
    found = ipaddress.ip_address(address.partition("%")[0])
    if found in _TRANSLATED:
        found = ipaddress.IPv4Address(int(found) & 0xFFFFFFFF)
    return found.is_global and not found.is_multicast and not any(found in network for network in _INWARD)


def _connection(parts: SplitResult, vetted: str) -> "_Pinned":
    """To the judged address, while the certificate must still be the name's."""
    kind: Any = _Pinned if parts.scheme == "http" else _PinnedTLS
    connection: _Pinned = kind(parts.hostname, _port(parts), timeout=PATIENCE_SECONDS)
    connection.vetted = vetted
    return connection


class _Pinned(http.client.HTTPConnection):
    vetted: str
    opened: socket.socket | None = None  # `sock` is let go of while its answer is still being read

    def connect(self) -> None:
        self.sock = self.opened = socket.create_connection((self.vetted, self.port), self.timeout)

    def give_up(self) -> None:
        """End whatever is being read or written; another thread calls this."""
        if self.opened is not None:
            with suppress(OSError):
                socket.socket.shutdown(self.opened, socket.SHUT_RDWR)  # beneath TLS, which would say good-bye first


class _PinnedTLS(_Pinned):
    default_port = 443

    def connect(self) -> None:
        super().connect()
        self.sock = self.opened = ssl.create_default_context().wrap_socket(self.sock, server_hostname=self.host)


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
