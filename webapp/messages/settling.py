"""What a person does to a message: send it again, note that it was passed on, take that back, let it be."""

from datetime import datetime

from webapp.messages.models import Message, MessageState
from webapp.messages.waking import note_promise

_GIVEN_UP = (MessageState.FAILED, MessageState.IN_DOUBT)
_PASSED_ON = (MessageState.BY_HAND, *_GIVEN_UP)


def try_again(message: Message, *, at: datetime) -> bool:
    """Put what was given up, or may have been sent, back in line with all its tries. False when it is neither."""
    if message.state not in _GIVEN_UP:
        return False
    message.handed_over_at = None
    message.state, message.due_at, message.attempts = MessageState.WAITING, at, 0
    note_promise()
    return True


def pass_on(message: Message, *, at: datetime) -> bool:
    """Note that somebody told the person; said twice it stays so. False when there was nothing to pass on."""
    if message.state not in _PASSED_ON:
        return False
    message.state, message.sent_at, message.passed_on_at = MessageState.SENT, at, at
    return True


def take_back(message: Message) -> bool:
    """It was not passed on after all. False for what a mail server took: nobody takes that back."""
    if message.passed_on_at is None or message.state is not MessageState.SENT:
        return False
    message.state, message.sent_at, message.passed_on_at = MessageState.BY_HAND, None, None
    return True


def let_be(message: Message) -> bool:
    """Nothing is to be told any more."""
    if message.state not in _PASSED_ON:
        return False
    message.state = MessageState.DROPPED
    return True
