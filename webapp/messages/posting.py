"""Handing a letter to a mail server, so that it is known at each moment whether the server may have it."""

import re
import smtplib
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from email.message import EmailMessage
from socket import SHUT_RDWR
from typing import Any
from urllib.parse import unquote, urlsplit

COMMAND_SECONDS = 20.0  # for each answer of the server on the way
ANSWER_SECONDS = 80.0  # for its word on the whole letter, which some servers look through first
WHOLE_SECONDS = 120.0  # for all of it, well within a deliverer's lease: a server may also answer byte by byte
LAST_SECONDS = 5.0  # for its word on a letter that it may have, once this process is asked to end


class RefusedByServer(Exception):
    """The mail server will never take this mail; trying again is of no use."""


class NoAnswer(Exception):
    """The server was given the letter whole and said nothing: it may have taken it."""


class Talk(smtplib.SMTP):
    """A talk with a mail server. `before_end` is called when all but the last line of a letter was sent."""

    before_end: Callable[[], None]
    has_letter = False

    def data(self, msg: Any) -> tuple[int, bytes]:
        """As smtplib's, but that the last line waits for `before_end` (RFC 5321, 4.1.1.4)."""
        self.putcmd("data")
        code, reply = self.getreply()
        if code != 354:
            raise smtplib.SMTPDataError(code, reply)
        lines = re.sub(rb"(?m)^\.", b"..", msg)
        self.send(lines if lines.endswith(b"\r\n") else lines + b"\r\n")
        self.before_end()
        self.has_letter = True
        self.sock.settimeout(ANSWER_SECONDS)  # type: ignore[union-attr]
        self.send(b".\r\n")
        try:
            return self.getreply()
        except (OSError, smtplib.SMTPException) as silence:
            raise NoAnswer(str(silence)) from silence

    def hang_up(self) -> None:
        """End the talk from another thread: whoever waits for an answer has none."""
        with suppress(OSError, AttributeError):
            self.sock.shutdown(SHUT_RDWR)  # type: ignore[union-attr]


class SecureTalk(smtplib.SMTP_SSL, Talk):
    """The same over TLS from the first byte."""


_guard = threading.Lock()
_talks: set[Talk] = set()
_leaving = threading.Event()


def is_leaving() -> bool:
    """Whether this process is to end: no further letter is begun."""
    return _leaving.is_set()


def leave() -> None:
    """End the talks of this process: at once, or a moment later where the server may have the letter already."""
    with _guard:
        _leaving.set()
        talks = list(_talks)
    for talk in talks:
        if talk.has_letter:
            _later(LAST_SECONDS, talk)
        else:
            talk.hang_up()


def post(message: EmailMessage, url: str, *, before_end: Callable[[], None]) -> None:
    """Hand the message over to the server of an SMTP_URL.

    Raises RefusedByServer for a permanent no (5xx), NoAnswer when the server may have it, and OSError or SMTPException
    when it certainly has not and may be asked again.
    """
    try:
        with _talking(url) as talk:
            talk.before_end = before_end
            talk.send_message(message)
            with suppress(OSError, smtplib.SMTPException):
                talk.putcmd("quit")  # its word on this is of no use, and the letter has been taken
    except smtplib.SMTPRecipientsRefused as refusal:
        code, reason = next(iter(refusal.recipients.values()))
        raise _judged(code, reason) from refusal
    except smtplib.SMTPResponseException as refusal:
        raise _judged(refusal.smtp_code, refusal.smtp_error) from refusal


@contextmanager
def _talking(url: str) -> Iterator[Talk]:
    talk = server(url)
    watch = _later(WHOLE_SECONDS, talk)
    with _guard:
        _talks.add(talk)
    try:
        if is_leaving():
            raise smtplib.SMTPServerDisconnected
        yield talk
    finally:
        watch.cancel()
        with _guard:
            _talks.discard(talk)
        talk.close()


def _later(seconds: float, talk: Talk) -> threading.Timer:
    timer = threading.Timer(seconds, talk.hang_up)
    timer.daemon = True
    timer.start()
    return timer


def server(url: str) -> Talk:
    """An open talk with the server of an SMTP_URL, signed in where the address holds a user."""
    parts = urlsplit(url)
    host = parts.hostname or "localhost"
    if parts.scheme == "smtps":
        context = ssl.create_default_context()
        opened: Talk = SecureTalk(host, parts.port or 465, timeout=COMMAND_SECONDS, context=context)
    else:
        opened = Talk(host, parts.port or 25, timeout=COMMAND_SECONDS)
    if parts.scheme == "smtp+starttls":
        opened.starttls(context=ssl.create_default_context())
    if parts.username:
        opened.login(unquote(parts.username), unquote(parts.password or ""))
    return opened


def _judged(code: int, reason: bytes | str) -> Exception:
    words = reason.decode(errors="replace") if isinstance(reason, bytes) else reason
    if 500 <= code < 600:
        return RefusedByServer(f"{code} {words}")
    return smtplib.SMTPException(f"{code} {words}")
