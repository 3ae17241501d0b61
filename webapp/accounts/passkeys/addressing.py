"""Where passkeys work. They belong to a name, and browsers give them to https and to localhost alone."""

from ipaddress import ip_address
from urllib.parse import urlsplit

from flask_babel import gettext as _

from webapp.web.pages import settings


def party() -> str:
    """The relying party's id: the host of PUBLIC_URL (WebAuthn 3, section 5.4.2)."""
    return urlsplit(settings().public_url).hostname or ""


def origin() -> str:
    """Scheme, host and port of PUBLIC_URL, as browsers write an origin: without the port that goes without saying."""
    parts = urlsplit(settings().public_url)
    usual = {"https": 443, "http": 80}.get(parts.scheme)
    port = f":{parts.port}" if parts.port and parts.port != usual else ""
    return f"{parts.scheme}://{parts.hostname}{port}"


def why_not() -> str:
    """Why this address cannot carry passkeys, and what would; empty when it can."""
    host, parts = party(), urlsplit(settings().public_url)
    if _is_number(host):
        named = f"{parts.scheme}://localhost" + (f":{parts.port}" if parts.port else "")
        return _(
            "Alamat Gelar ini berupa angka (%(host)s), sedangkan kunci sandi terikat pada nama. Pengelola dapat "
            "mengatur PUBLIC_URL ke alamat bernama; untuk mencoba di komputer ini: %(named)s.",
            host=host,
            named=named,
        )
    if parts.scheme != "https" and host != "localhost" and not host.endswith(".localhost"):
        return _("Alamat Gelar ini belum memakai https. Peramban hanya memberi kunci sandi kepada alamat https.")
    return ""


def _is_number(host: str) -> bool:
    try:
        ip_address(host)
    except ValueError:
        return False
    return True
