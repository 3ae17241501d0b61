"""The codes on the screen: an HMAC over session and time step, in the manner of RFC 6238, and the pass they buy."""

import base64
import hashlib
import hmac
import re
from datetime import UTC, datetime, timedelta

STEP = timedelta(seconds=15)
GRACE = 1  # steps: a camera takes its time, and so does a slow connection
LETTERS = 12  # 60 bits: nobody guesses one within half a minute
# Whoever came in time may look for the ticket, or type its code; a picture sent on to friends is of no use by then.
PASS = timedelta(minutes=4)
_PASS = re.compile(r"(\d{1,12})\.([0-9a-f]{32})", re.ASCII)


def code_at(key: str, session_id: int, at: datetime) -> str:
    """The code on the screen at this moment."""
    return _code(key, session_id, _step(at))


def is_fresh(code: str, key: str, session_id: int, *, at: datetime) -> bool:
    """Whether the screen shows this code now, or showed it one step ago."""
    steps = range(_step(at), _step(at) - GRACE - 1, -1)
    return any(hmac.compare_digest(_code(key, session_id, step).encode(), code.encode()) for step in steps)


def seconds_left(at: datetime) -> float:
    """Until the code on the screen changes."""
    return STEP.total_seconds() - at.timestamp() % STEP.total_seconds()


def new_pass(key: str, session_id: int, *, at: datetime) -> str:
    """What a fresh code buys: a form that may be sent within PASS."""
    moment = int(at.timestamp())
    return f"{moment}.{_seal(key, session_id, moment)}"


def is_valid_pass(text: str, key: str, session_id: int, *, at: datetime) -> bool:
    found = _PASS.fullmatch(text)
    if found is None or not hmac.compare_digest(_seal(key, session_id, int(found[1])), found[2]):
        return False
    return timedelta() <= at - datetime.fromtimestamp(int(found[1]), UTC) < PASS


def _step(at: datetime) -> int:
    return int(at.timestamp() // STEP.total_seconds())


def _code(key: str, session_id: int, step: int) -> str:
    return base64.b32encode(_mac(key, f"venue:{session_id}:{step}")).decode()[:LETTERS]


def _seal(key: str, session_id: int, moment: int) -> str:
    return _mac(key, f"pass:{session_id}:{moment}").hex()[:32]


def _mac(key: str, message: str) -> bytes:
    return hmac.new(key.encode(), message.encode(), hashlib.sha256).digest()
