"""Promises are kept, once, whatever the mail server does."""

import socket
import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session
from flask import Flask
from sqlalchemy import select

from tests.factories import START, make_event, make_person, make_registration
from webapp.attendance.models import Registration, RegistrationStatus
from webapp.attendance.telling import mails
from webapp.config import Settings
from webapp.database import db
from webapp.messages import capping, delivering
from webapp.messages.models import Message, MessageState, RecipientCount
from webapp.messages.promising import promise


class Server:
    """A mail server that answers as it is told."""

    def __init__(self) -> None:
        self.answer = "250 OK"
        self.taken: list[EmailMessage] = []

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        if self.answer.startswith("250"):
            made = message_from_bytes(envelope.original_content or b"", policy=policy.default)
            assert isinstance(made, EmailMessage)
            self.taken.append(made)
        return self.answer


@pytest.fixture
def server() -> Iterator[tuple[Server, str]]:
    handler = Server()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    controller = Controller(handler, hostname="127.0.0.1", port=port)
    controller.start()
    yield handler, f"smtp://127.0.0.1:{port}"
    controller.stop()


@pytest.fixture
def settings(context: Flask, tmp_path: Path) -> Settings:
    mails.register(delivering.renderers)
    found: Settings = context.config["SETTINGS"]
    return found


def a_promise() -> Registration:
    person = make_person("Dehen", email="dehen@contoh.id")
    registration = make_registration(make_event(summary="Sarasehan, hari ke-2"), person=person)
    promise(registration.id, "ticket", at=START)
    db.session.commit()
    return registration


def deliver(settings: Settings, minutes: float = 0) -> int:
    return delivering.deliver_due(settings, clock=lambda: START + timedelta(minutes=minutes))


def the_message() -> Message:
    found = db.session.scalar(select(Message).execution_options(populate_existing=True))
    assert found is not None
    return found


def test_without_a_server_the_mail_is_a_file_with_ticket_and_links(settings: Settings) -> None:
    registration = a_promise()

    deliver(settings)

    (path,) = settings.outbox_dir.glob("*.eml")
    mail = message_from_bytes(path.read_bytes(), policy=policy.default)
    assert isinstance(mail, EmailMessage)
    words = mail.get_body(("plain",))
    (paper,) = [part for part in mail.iter_attachments() if part.get_content_type() == "application/pdf"]
    assert words is not None
    assert (mail["To"].addresses[0].addr_spec, mail["Subject"]) == ("dehen@contoh.id", "Tiket: Sarasehan, hari ke-2")
    assert registration.tickets[0].short_code in words.get_content()
    assert f"/T/{registration.tickets[0].code}" in words.get_content()
    assert paper.get_content()[:4] == b"%PDF"
    assert the_message().state == MessageState.SENT


def test_text_and_html_say_the_same(settings: Settings, server: tuple[Server, str]) -> None:
    registration = a_promise()

    deliver(replace(settings, smtp_url=server[1]))

    (mail,) = server[0].taken
    parts = [mail.get_body((kind,)) for kind in ("plain", "html")]
    for fact in (registration.tickets[0].short_code, "/registrations/", "Kamis, 10 Maret 2022"):
        assert all(part is not None and fact in part.get_content() for part in parts)


def test_a_server_that_is_busy_is_asked_again_later_with_the_same_id(
    settings: Settings, server: tuple[Server, str]
) -> None:
    a_promise()
    reachable = replace(settings, smtp_url=server[1])
    server[0].answer = "451 busy"

    deliver(reachable)
    waiting = the_message()
    at_once = deliver(reachable)
    server[0].answer = "250 OK"
    deliver(reachable, minutes=1.5)

    assert (waiting.attempts, at_once) == (2, 0)
    assert (the_message().state, len(server[0].taken)) == (MessageState.SENT, 1)


def test_a_final_no_is_final(settings: Settings, server: tuple[Server, str]) -> None:
    a_promise()
    server[0].answer = "550 no such person"

    deliver(replace(settings, smtp_url=server[1]))

    message = the_message()
    assert (message.state, "550" in message.last_error) == (MessageState.FAILED, True)


def test_a_server_that_never_comes_back_is_given_up_in_the_end(settings: Settings) -> None:
    a_promise()
    unreachable = replace(settings, smtp_url="smtp://127.0.0.1:1")

    tries = sum(deliver(unreachable, minutes=minutes) for minutes in range(0, 24 * 60, 10))

    assert (tries, the_message().state) == (10, MessageState.FAILED)


def test_a_mail_is_written_from_the_row_as_it_is_at_delivery(settings: Settings) -> None:
    registration = a_promise()
    registration.status = RegistrationStatus.CANCELLED
    registration.person.name = "Dehen Tarung"
    db.session.commit()

    deliver(settings)

    mail = next(settings.outbox_dir.glob("*.eml")).read_bytes()
    assert b"Dehen Tarung" in mail
    assert b"Pendaftaran dibatalkan" in mail


def test_who_erased_the_address_is_told_nothing(settings: Settings) -> None:
    registration = a_promise()
    registration.person.email = ""
    db.session.commit()

    deliver(settings)

    assert the_message().state == MessageState.DROPPED


def test_two_workers_never_send_the_same_row(context: Flask, settings: Settings) -> None:
    event = make_event()
    for n in range(12):
        person = make_person(f"Orang {n}", email=f"orang{n}@contoh.id")
        promise(make_registration(event, person=person).id, "ticket", at=START)
    db.session.commit()
    db.session.remove()
    claimed: list[int] = []
    barrier = threading.Barrier(4)

    def work() -> None:
        with context.app_context():
            barrier.wait(timeout=20)
            while (message := delivering.claim(at=START)) is not None:
                db.session.commit()
                claimed.append(message.id)
            db.session.rollback()

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)

    assert sorted(claimed) == sorted(set(claimed))
    assert len(claimed) == 12


def test_a_worker_that_died_is_forgotten_after_its_lease(settings: Settings) -> None:
    a_promise()
    delivering.claim(at=START)
    db.session.commit()

    during, after = deliver(settings, minutes=4), deliver(settings, minutes=6)

    assert (during, after, the_message().state) == (0, 1, MessageState.SENT)


def test_a_name_cannot_add_a_header(settings: Settings) -> None:
    registration = a_promise()
    registration.person.name = "Dehen\r\nBcc: semua@contoh.id"
    db.session.commit()

    deliver(settings)

    mail = message_from_bytes(next(settings.outbox_dir.glob("*.eml")).read_bytes(), policy=policy.default)
    assert mail["Bcc"] is None


def test_who_is_registered_many_times_by_others_is_not_flooded(settings: Settings) -> None:
    event = make_event()
    for n in range(60):
        person = make_person(f"Orang {n}", email="korban@contoh.id")
        promise(make_registration(event, person=person).id, "ticket", at=START)
    db.session.commit()

    deliver(settings)
    at_once = len(list(settings.outbox_dir.glob("*.eml")))
    for hour in range(1, 30):
        deliver(settings, minutes=61 * hour)
    states = [state.value for state in db.session.scalars(select(Message.state))]

    assert at_once == capping.MOST[capping.HOUR]
    assert (states.count("sent"), states.count("failed")) == (40, 20)


def test_one_address_that_is_busy_holds_nobody_else_up(settings: Settings) -> None:
    event = make_event()
    for n in range(14):
        promise(make_registration(event, person=make_person(f"Orang {n}", email="a@contoh.id")).id, "ticket", at=START)
    promise(make_registration(event, person=make_person("Lia", email="lia@contoh.id")).id, "ticket", at=START)
    db.session.commit()

    deliver(settings)

    waiting = db.session.scalars(select(Message).where(Message.state == MessageState.WAITING)).all()
    assert [(row.attempts, row.last_error) for row in waiting] == [(0, delivering.MANY)] * 2


def test_a_second_try_of_one_message_counts_once(settings: Settings, server: tuple[Server, str]) -> None:
    a_promise()
    server[0].answer = "451 busy"
    reachable = replace(settings, smtp_url=server[1])

    for minutes in (0, 2, 5, 11, 27, 58, 119):
        deliver(reachable, minutes=minutes)

    assert set(db.session.scalars(select(RecipientCount.messages))) == {1}
