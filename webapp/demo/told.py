"""What the sample people were told: sent, waiting, refused by a mail server, passed on and still to be passed on."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from webapp.attendance.models import Registration, RegistrationStatus
from webapp.attendance.telling.kinds import of_standing
from webapp.database import db
from webapp.events.models import Event
from webapp.messages.models import Message, MessageState

# Domains and numbers that nobody has (RFC 2606; a prefix that is not given out).
MAIL, PHONE = "peserta{}@contoh.example", "+62810000000{:02d}"
BUSY, REFUSED = "451 4.3.2 Server sibuk, coba lagi nanti", "550 5.1.1 <{}> alamat tidak dikenal"


def tell(people: Sequence[Registration], event: Event, *, at: datetime) -> None:
    """One message each; the same turn gives the same state, so the demo is the same story every time."""
    for n, registration in enumerate(people):
        if registration.status is RegistrationStatus.CONFIRMED:
            db.session.add(_message(registration, n, event, at=at))
    db.session.flush()


def _message(registration: Registration, n: int, event: Event, *, at: datetime) -> Message:
    turn, person = n % 8, registration.person
    if turn in {3, 5}:
        person.phone = PHONE.format(event.id * 20 % 80 + n)
    else:
        person.email = MAIL.format(event.id * 100 + n)
    said = Message(
        registration_id=registration.id,
        kind=of_standing(registration.status),
        state=MessageState.SENT,
        attempts=1,
        due_at=registration.registered_at,
        created_at=registration.registered_at,
        sent_at=registration.registered_at + timedelta(seconds=20),
    )
    _as(said, turn, person.email, at=at)
    return said


def _as(said: Message, turn: int, address: str, *, at: datetime) -> None:
    if turn == 1:
        said.state, said.sent_at, said.last_error = MessageState.FAILED, None, REFUSED.format(address)
        said.claimed_at = said.due_at
    elif turn == 2:
        said.state, said.sent_at, said.last_error, said.attempts = MessageState.WAITING, None, BUSY, 4
        said.created_at, said.claimed_at, said.due_at = at - timedelta(minutes=23), at, at + timedelta(minutes=15)
    elif turn == 3:
        said.state, said.sent_at, said.attempts = MessageState.BY_HAND, None, 0
    elif turn == 5:
        said.passed_on_at, said.attempts = said.sent_at, 0
