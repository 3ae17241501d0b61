"""Promises are kept: a message is claimed, rendered by the owner of its kind, and sent."""

import logging
import smtplib
from collections.abc import Callable
from datetime import datetime, timedelta
from email.message import EmailMessage
from email.utils import parseaddr

from sqlalchemy import select, update

from webapp.config import Settings
from webapp.database import db
from webapp.messages import capping, mail, posting
from webapp.messages.mail import Mail
from webapp.messages.models import Message, MessageState

log = logging.getLogger(__name__)

# A deliverer that dies is forgotten after its lease, and somebody else tries.
LEASE = timedelta(minutes=5)
# Waits between tries: at most six in the first hour, then hourly.
WAITS = [timedelta(minutes=m) for m in (1, 2, 5, 15, 30, 60, 60, 60, 120, 240)]

# What the committee reads at a message whose fate only the mail server knows.
NO_ANSWER = "Server surel menerima surat ini tanpa sempat menjawab; mungkin sudah sampai."
# What the committee reads at a message that was held back for its recipient's sake.
MANY = "Banyak surat untuk alamat ini dalam satu jam; sisanya menyusul."
TOO_MANY = "Terlalu banyak surat untuk alamat ini dalam sehari. Mohon disampaikan sendiri bila memang perlu."


class TakenOver(Exception):
    """Somebody else has this message now, or it is not to be told any more."""


# The owner of a kind turns its row into a mail, or None when there is nothing (more) to say.
Renderer = Callable[[Message], Mail | None]
renderers: dict[str, Renderer] = {}


def claim(*, at: datetime) -> Message | None:
    """Take the next due message for the length of a lease; nobody else gets it meanwhile.

    One statement, so it is the same on both databases; `skip_locked` is PostgreSQL's and ignored by SQLite.
    """
    candidate = (
        select(Message.id)
        .where(Message.state == MessageState.WAITING, Message.due_at <= at)
        .order_by(Message.due_at, Message.id)
        .limit(1)
        .with_for_update(skip_locked=True)
        .scalar_subquery()
    )
    return db.session.scalar(
        update(Message)
        .where(
            Message.id == candidate,
            Message.state == MessageState.WAITING,
            Message.due_at <= at,
        )
        .values(due_at=at + LEASE, claimed_at=at, attempts=Message.attempts + 1)
        .returning(Message)
        .execution_options(synchronize_session=False, populate_existing=True)
    )


def deliver_due(settings: Settings, *, clock: Callable[[], datetime], limit: int = 500) -> int:
    """Deliver what is due, one transaction to claim and one to settle each; return how many were tried."""
    for done in range(limit):
        message = claim(at=clock()) if not posting.is_leaving() else None
        db.session.commit()
        if message is None:
            return done
        if message.handed_over_at is None:
            deliver(message, settings, clock=clock)
        else:  # whoever had it died after the server was given the letter
            _doubt(message, at=clock())
        db.session.commit()
    return limit


def deliver(message: Message, settings: Settings, *, clock: Callable[[], datetime]) -> None:
    """Render and send one claimed message and write down how it went."""
    try:
        rendered = renderers[message.kind](message)
        db.session.commit()  # reading is over: no transaction is held while a mail server takes its time
        if rendered is None:
            message.state = MessageState.DROPPED
            return
        if message.attempts == 1 and _is_too_much(message, rendered.to, settings, at=clock()):
            return
        made = mail.as_message(rendered, sender=settings.mail_from, message_id=_message_id(message, settings))
        _send(message, made, settings, clock=clock)
    except TakenOver:
        db.session.rollback()
    except posting.NoAnswer:
        _doubt(message, at=clock())
    except posting.RefusedByServer as refusal:
        _give_up(message, str(refusal))
    except (OSError, smtplib.SMTPException) as failure:
        _try_again(message, failure, at=clock())
    except Exception as failure:  # a message that cannot be rendered must not stop the ones behind it
        log.exception("message %s could not be delivered", message.id)
        db.session.rollback()
        _try_again(message, failure, at=clock())
    else:
        message.state, message.sent_at, message.last_error = (
            MessageState.SENT,
            clock(),
            "",
        )


def _send(message: Message, made: EmailMessage, settings: Settings, *, clock: Callable[[], datetime]) -> None:
    if settings.smtp_url is None:
        mail.write(made, settings)
    else:
        posting.post(made, settings.smtp_url, before_end=lambda: _hand_over(message, at=clock()))


def _hand_over(message: Message, *, at: datetime) -> None:
    """Write down, committed, that the server may have the letter from now on: who finds this never sends it again.

    Only while the message is still ours: the attempt is the token of the lease. Raises TakenOver.
    """
    ours = db.session.scalar(
        update(Message)
        .where(
            Message.id == message.id,
            Message.state == MessageState.WAITING,
            Message.attempts == message.attempts,
            Message.handed_over_at.is_(None),
        )
        .values(handed_over_at=at, due_at=at + LEASE)
        .returning(Message)
        .execution_options(synchronize_session=False, populate_existing=True)
    )
    db.session.commit()
    if ours is None:
        raise TakenOver


def _doubt(message: Message, *, at: datetime) -> None:
    """The server may have taken it: a person decides. Where nobody is asked (an account's letter) it is sent again."""
    if message.registration_id is None:
        _try_again(message, posting.NoAnswer(NO_ANSWER), at=at)
    else:
        message.state, message.last_error = MessageState.IN_DOUBT, NO_ANSWER


def _message_id(message: Message, settings: Settings) -> str:
    """The same on every try, and no other message's, not even after a restore or in a fresh database."""
    host = parseaddr(settings.mail_from)[1].rpartition("@")[2]
    return f"<message-{message.id}.{message.version}.{int(message.created_at.timestamp())}@{host}>"


def _is_too_much(message: Message, address: str, settings: Settings, *, at: datetime) -> bool:
    """Count the message against its recipient; one too many waits, and far too many are left to a person."""
    wait = capping.count(address, key=settings.secret_key, at=at)
    if wait is not None and wait > capping.HOUR:
        _give_up(message, TOO_MANY)
    elif wait is not None:
        message.due_at, message.attempts, message.last_error = at + wait, 0, MANY
    db.session.commit()  # no transaction is held while a mail server takes its time
    return wait is not None


def _try_again(message: Message, failure: Exception, *, at: datetime) -> None:
    message.handed_over_at = None
    if posting.is_leaving():  # not the server's fault: the next worker takes it up at once
        message.due_at, message.attempts = at, message.attempts - 1
        return
    if message.attempts >= len(WAITS):
        _give_up(message, str(failure))
        return
    message.due_at = at + WAITS[message.attempts - 1]
    message.last_error = str(failure)[:500]


def _give_up(message: Message, reason: str) -> None:
    message.state, message.handed_over_at = MessageState.FAILED, None
    message.last_error = reason[:500]
