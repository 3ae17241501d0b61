"""Forwarded headers count only when a proxy of ours sent them."""

from collections.abc import Iterable
from ipaddress import ip_address, ip_network
from typing import Any
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment


class TrustedProxies:
    """Hands a request to `through_proxy` when its sender is listed, else to `direct`.

    Anybody can write X-Forwarded-For; only a listed sender is believed.
    """

    def __init__(
        self,
        through_proxy: WSGIApplication,
        direct: WSGIApplication,
        networks: Iterable[str],
    ) -> None:
        self._through_proxy = through_proxy
        self._direct = direct
        self._networks = [ip_network(name, strict=False) for name in networks]

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Any:
        app = self._through_proxy if self._is_trusted(environ.get("REMOTE_ADDR", "")) else self._direct
        return app(environ, start_response)

    def _is_trusted(self, address: str) -> bool:
        try:
            sender = ip_address(address)
        except ValueError:
            return False
        return any(sender in network for network in self._networks)
