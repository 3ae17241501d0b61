"""BigBlueButton's protocol in plain values: signed addresses, and what its answers say. Nothing here asks anybody."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any
from urllib.parse import quote_plus, urlencode
from xml.etree import ElementTree

from flask_babel import gettext as _

from webapp.errors import Refused

LONGEST_NAME = 64
_API = "/bigbluebutton/api/"


@dataclass(frozen=True)
class Attendee:
    """Somebody in the room now; `key` is the userID that we gave, or what the server made up."""

    key: str
    name: str


@dataclass(frozen=True)
class Account:
    """Where the server is, and the secret it shares with us. The address may name the API or only the host."""

    address: str
    secret: str


def checksum(call: str, query: str, secret: str, *, algorithm: Any = sha256) -> str:
    """Hash of call, query as it is sent, and secret (BigBlueButton API, "API Security Model")."""
    return str(algorithm(f"{call}{query}{secret}".encode()).hexdigest())


def address_of(account: Account, call: str, parameters: Mapping[str, str]) -> str:
    """The signed address of one call."""
    query = urlencode(parameters, quote_via=quote_plus)
    base = re.sub(r"/(bigbluebutton(/api)?/?)?$", "", account.address)
    joined = "&".join(part for part in (query, f"checksum={checksum(call, query, account.secret)}") if part)
    return f"{base}{_API}{call}?{joined}"


def create(account: Account, *, meeting: str, name: str, back: str) -> str:
    """The address that makes the room; called before every join, since a room that stands is no fault."""
    called = name[:LONGEST_NAME].strip() or "Gelar"
    parameters = {
        "name": called if len(called) > 1 else f"{called} ·",
        "meetingID": meeting,
        "muteOnStart": "true",
        "logoutURL": back,
        "learningDashboardCleanupDelayInMinutes": "0",  # or its report is gone minutes after the end
    }
    return address_of(account, "create", parameters)


def join(account: Account, *, meeting: str, name: str, key: str, is_moderator: bool = False) -> str:
    """The address that lets one person in. Whoever has it enters, so it is made on the click and sent to nobody."""
    role = "MODERATOR" if is_moderator else "VIEWER"
    parameters = {"fullName": name, "meetingID": meeting, "role": role, "userID": key, "redirect": "true"}
    return address_of(account, "join", parameters)


def info(account: Account, *, meeting: str) -> str:
    return address_of(account, "getMeetingInfo", {"meetingID": meeting})


def attendees(answer: bytes) -> list[Attendee]:
    """Who is inside, by the answer of getMeetingInfo; a room that does not run holds nobody."""
    tree = _read(answer)
    if tree.findtext("returncode") != "SUCCESS":
        if tree.findtext("messageKey") == "notFound":
            return []
        raise _not_understood()
    found = {}
    for one in tree.iterfind("attendees/attendee"):
        key = (one.findtext("userID") or "").strip()
        if key:
            found[key] = Attendee(key, (one.findtext("fullName") or "").strip())
    return list(found.values())


def refuse_unless_made(answer: bytes) -> None:
    """Refused unless the room stands now; that it stood already is success too."""
    if _read(answer).findtext("returncode") != "SUCCESS":
        raise _not_understood()


def _read(answer: bytes) -> ElementTree.Element:
    """The document; one that declares entities is no answer of this protocol."""
    if b"<!" in answer:
        raise _not_understood()
    try:
        return ElementTree.fromstring(answer)  # noqa: S314  # no declarations, so no entities; its size is bounded
    except ElementTree.ParseError:
        raise _not_understood() from None


def _not_understood() -> Refused:
    return Refused(_("Jawaban server BigBlueButton tidak dapat dipakai. Periksa alamat dan kuncinya."), reason="server")
