"""A letter is told once: what a mail server may have is not sent again by itself, and silence holds nobody up."""

import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select, update

from tests.factories import START, make_event, make_person, make_registration
from webapp.attendance.telling import mails
from webapp.config import Settings
from webapp.database import db
from webapp.messages import delivering, posting, settling
from webapp.messages.mail import Mail, as_message
from webapp.messages.models import Message, MessageState
from webapp.messages.promising import promise, promise_to

REPLIES = {"EHLO": "250 fine", "MAIL": "250 fine", "RCPT": "250 fine", "DATA": "354 go on", "QUIT": "221 bye"}


class Stubborn:
    """A mail server of a few lines: silent, or gone, at the command it is told; "." is the end of a letter."""

    def __init__(self) -> None:
        self.silent_at, self.gone_at = "", ""
        self.taken: list[str] = []
        self.is_over = threading.Event()
        self.listening = socket.create_server(("127.0.0.1", 0))
        self.url = f"smtp://127.0.0.1:{self.listening.getsockname()[1]}"
        threading.Thread(target=self.listen, daemon=True).start()

    def listen(self) -> None:
        while not self.is_over.is_set():
            try:
                calling, _address = self.listening.accept()
            except OSError:
                return
            threading.Thread(target=self.talk, args=(calling,), daemon=True).start()

    def talk(self, calling: socket.socket) -> None:
        with suppress(OSError), calling, calling.makefile("rwb", buffering=0) as lines:
            lines.write(b"220 here\r\n")
            for line in iter(lines.readline, b""):
                command = line.decode().split()[0].upper()
                if command == "DATA" and self.answers(command):
                    lines.write(b"354 go on\r\n")
                    letter = self.letter(lines)
                    if letter is None:
                        return  # whoever sent it has gone before its end
                    self.taken.append(letter)
                    if not self.answers("."):
                        return
                    lines.write(b"250 taken\r\n")
                elif self.answers(command):
                    lines.write(f"{REPLIES[command]}\r\n".encode())
                else:
                    return

    @staticmethod
    def letter(lines: Any) -> str | None:
        """All until the single dot; None without one."""
        found = b""
        for line in iter(lines.readline, b""):
            if line == b".\r\n":
                return found.decode()
            found += line
        return None

    def answers(self, command: str) -> bool:
        if command == self.silent_at:
            self.is_over.wait(30)
        return command not in {self.silent_at, self.gone_at}


@pytest.fixture
def server() -> Iterator[Stubborn]:
    made = Stubborn()
    with closing(made.listening):
        yield made
        made.is_over.set()


@pytest.fixture
def settings(context: Flask, server: Stubborn) -> Settings:
    mails.register(delivering.renderers)
    person = make_person("Dehen", email="dehen@contoh.id")
    promise(make_registration(make_event(), person=person).id, "ticket", at=START)
    db.session.commit()
    found: Settings = context.config["SETTINGS"]
    return replace(found, smtp_url=server.url)


def deliver(settings: Settings, minutes: float = 0) -> int:
    return delivering.deliver_due(settings, clock=lambda: START + timedelta(minutes=minutes))


def the_message() -> Message:
    return db.session.scalars(select(Message).execution_options(populate_existing=True)).one()


def ids(server: Stubborn) -> list[str]:
    lines = [line for letter in server.taken for line in letter.splitlines()]
    return [line for line in lines if line.startswith("Message-ID:")]


class Killed(BaseException):
    """As SIGKILL: nothing is written down after it."""


def killed(*_given: object, **_named: object) -> None:
    raise Killed


def die(settings: Settings, patched: pytest.MonkeyPatch) -> None:
    """Deliver until the patch kills, and be gone; the patch goes too."""
    with pytest.raises(Killed):
        deliver(settings)
    db.session.rollback()
    patched.undo()


def killed_after_letter(honest: Callable[..., Any]) -> Callable[..., Any]:
    return lambda talk, *given: killed() if talk.has_letter else honest(talk, *given)


def wait_for(server: Stubborn, letters: int) -> None:
    until = time.monotonic() + 20
    while len(server.taken) < letters and time.monotonic() < until:
        time.sleep(0.01)


def test_a_worker_killed_after_the_last_line_leaves_a_question(settings: Settings, server: Stubborn) -> None:
    patched = pytest.MonkeyPatch()
    patched.setattr(posting.Talk, "getreply", killed_after_letter(posting.Talk.getreply))
    die(settings, patched)
    wait_for(server, 1)

    for minutes in (4, 6, 600):
        deliver(settings, minutes=minutes)

    assert the_message().state is MessageState.IN_DOUBT
    assert len(server.taken) == 1


def test_a_worker_killed_before_the_last_line_is_followed_by_another(settings: Settings, server: Stubborn) -> None:
    patched = pytest.MonkeyPatch()
    patched.setattr(delivering, "_hand_over", killed)
    die(settings, patched)

    deliver(settings, minutes=6)

    assert (the_message().state, len(server.taken)) == (MessageState.SENT, 1)


def test_control_without_the_mark_the_same_kill_tells_twice(settings: Settings, server: Stubborn) -> None:
    patched = pytest.MonkeyPatch()
    patched.setattr(delivering, "_hand_over", lambda *_given, **_named: None)
    patched.setattr(posting.Talk, "getreply", killed_after_letter(posting.Talk.getreply))
    die(settings, patched)
    wait_for(server, 1)

    deliver(settings, minutes=6)

    assert len(server.taken) == 2


@pytest.mark.parametrize("fault", ["silent_at", "gone_at"])
def test_a_server_that_says_nothing_of_a_letter_is_not_given_it_again(
    settings: Settings, server: Stubborn, fault: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(posting, "ANSWER_SECONDS", 0.3)
    setattr(server, fault, ".")

    for minutes in range(0, 24 * 60, 60):
        deliver(settings, minutes=minutes)

    message = the_message()
    assert (message.state, message.last_error) == (MessageState.IN_DOUBT, delivering.NO_ANSWER)
    assert len(server.taken) == 1


def test_committee_sends_a_doubtful_letter_again_under_the_same_id(settings: Settings, server: Stubborn) -> None:
    server.gone_at = "."
    deliver(settings)
    server.gone_at = ""

    assert settling.try_again(the_message(), at=START)
    db.session.commit()
    deliver(settings)

    assert the_message().state is MessageState.SENT
    assert len(ids(server)) == 2 and len(set(ids(server))) == 1


def test_a_server_silent_at_goodbye_has_taken_the_letter(settings: Settings, server: Stubborn) -> None:
    server.silent_at = "QUIT"

    deliver(settings)
    deliver(settings, minutes=60)

    assert (the_message().state, len(server.taken)) == (MessageState.SENT, 1)


@pytest.mark.parametrize("command", ["EHLO", "RCPT", "DATA"])
def test_a_server_that_hangs_on_the_way_is_asked_again(settings: Settings, server: Stubborn, command: str) -> None:
    server.silent_at = command
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(posting, "COMMAND_SECONDS", 0.3)
        deliver(settings)
    waiting = the_message()
    stood = (waiting.state, waiting.handed_over_at, waiting.attempts)

    server.silent_at = ""
    deliver(settings, minutes=2)

    assert stood == (MessageState.WAITING, None, 1)
    assert (the_message().state, len(server.taken)) == (MessageState.SENT, 1)


def test_an_accounts_letter_in_doubt_is_sent_again_since_nobody_is_asked(settings: Settings, server: Stubborn) -> None:
    deliver(settings)
    mail = Mail(to="a@contoh.id", to_name="A", subject="Kata sandi", text="…", html="…")
    delivering.renderers["password_reset"] = lambda _message: mail
    promise_to("reset:1", "password_reset", at=START)
    db.session.commit()
    server.gone_at = "."
    deliver(settings)
    server.gone_at = ""

    deliver(settings, minutes=2)

    states = db.session.scalars(select(Message.state).order_by(Message.id)).all()
    assert states == [MessageState.SENT, MessageState.SENT]


def test_a_worker_whose_lease_was_taken_over_does_not_end_the_letter(settings: Settings, server: Stubborn) -> None:
    honest = delivering._hand_over

    def late(message: Message, **given: Any) -> None:
        db.session.execute(
            update(Message).values(attempts=Message.attempts + 1), execution_options={"synchronize_session": False}
        )
        db.session.commit()
        honest(message, **given)

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(delivering, "_hand_over", late)
        deliver(settings)

    assert server.taken == []
    assert (the_message().state, the_message().attempts) == (MessageState.WAITING, 2)
    deliver(settings, minutes=6)
    assert (the_message().state, len(server.taken)) == (MessageState.SENT, 1)


def test_lines_that_begin_with_a_dot_arrive_as_written(server: Stubborn) -> None:
    made = as_message(
        Mail(to="a@contoh.id", to_name="A", subject="x", text=".titik\n..dua\n", html="<p>x"),
        sender="Gelar <gelar@contoh.id>",
        message_id="<x@contoh.id>",
    )

    posting.post(made, server.url, before_end=lambda: None)

    assert (
        "\n..titik\r\n" in server.taken[0] and "\n...dua\r\n" in server.taken[0]
    )  # doubled on the way (RFC 5321, 4.5.2)
