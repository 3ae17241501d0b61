"""The messages of one event: a list by state, and one after another to pass on by hand."""

from collections.abc import Callable

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy import func, select

from webapp import clock
from webapp.accounts.models import GrantRole
from webapp.attendance.outbox import queries, wording
from webapp.attendance.telling import chats, mails
from webapp.attendance.ticketing.responses import private
from webapp.database import db
from webapp.events import noting
from webapp.events.filters import is_slug
from webapp.events.loading import organizers_event
from webapp.events.models import Event
from webapp.messages import beating, settling
from webapp.messages.models import Message, MessageState
from webapp.web.access import signed_in

bp = Blueprint("event_messages", __name__, url_prefix="/manage/events/<slug>/messages")

PER_PAGE = 50
MOST_PAGES = 10_000


@bp.get("")
@signed_in
def index(slug: str) -> ResponseReturnValue:
    event, at = _event(slug), clock.now()
    counts = queries.by_state(queries.counts_of_event(event.id))
    state, page = _asked(counts)
    found = queries.of_event(event.id, state)
    total = db.session.scalar(select(func.count()).select_from(found.order_by(None).subquery())) or 0
    rows = db.session.execute(found.limit(PER_PAGE).offset((page - 1) * PER_PAGE)).all()
    noting.note_reading("messages.viewed", event, at=at, people=len(rows))
    return private(
        render_template(
            "attendance/event_messages.html",
            event=event,
            rows=rows,
            state=state,
            states=MessageState,
            counts=counts,
            parts=_tabs(slug, counts, state),
            page=page,
            pages=-(-total // PER_PAGE) or 1,
            total=total,
            wording=wording,
            is_lost=beating.is_lost(beating.last_beat(), at=at),
        )
    )


@bp.get("/<int(max=2147483647):message_id>")
@signed_in
def show(slug: str, message_id: int) -> ResponseReturnValue:
    """One message with its words ready for WhatsApp, and the next in line."""
    event, message = _message(slug, message_id)
    registration = mails.registration_of(message) or abort(404)
    text = chats.chat_text(message, registration, at=clock.now())
    return private(
        render_template(
            "attendance/event_message.html",
            event=event,
            message=message,
            registration=registration,
            states=MessageState,
            wording=wording,
            text=text,
            whatsapp=chats.whatsapp(registration.person, text),
            sms=chats.sms(registration.person, text),
            next_id=db.session.scalar(queries.next_by_hand(event.id, message)),
        )
    )


@bp.post("/<int(max=2147483647):message_id>/delivery")
@signed_in
def create_delivery(slug: str, message_id: int) -> ResponseReturnValue:
    """Somebody of the committee has passed the message on; said twice it stays so."""
    return _settled(
        slug, message_id, "message.passed_on", lambda message: settling.pass_on(message, at=clock.now()), goes_on=True
    )


@bp.post("/<int(max=2147483647):message_id>/delivery/undoing")
@signed_in
def delete_delivery(slug: str, message_id: int) -> ResponseReturnValue:
    return _settled(slug, message_id, "message.taken_back", settling.take_back)


@bp.post("/<int(max=2147483647):message_id>/retry")
@signed_in
def create_retry(slug: str, message_id: int) -> ResponseReturnValue:
    return _settled(
        slug, message_id, "message.tried_again", lambda message: settling.try_again(message, at=clock.now())
    )


@bp.post("/<int(max=2147483647):message_id>/dropping")
@signed_in
def create_dropping(slug: str, message_id: int) -> ResponseReturnValue:
    return _settled(slug, message_id, "message.dropped", settling.let_be, goes_on=True)


def _settled(
    slug: str, message_id: int, name: str, act: Callable[[Message], bool], *, goes_on: bool = False
) -> ResponseReturnValue:
    """Do it, note it, and lead on: to the next in line where the work is a list."""
    event, message = _message(slug, message_id)
    if act(message):
        noting.note(name, event, at=clock.now(), after={"message": message.id})
        db.session.commit()
    if not goes_on:
        return redirect(url_for("event_messages.show", slug=slug, message_id=message_id), 303)
    following = db.session.scalar(queries.next_by_hand(event.id, message))
    if following is None:
        flash(_("Semua sudah dikabari."), "ok")
        return redirect(url_for("event_messages.index", slug=slug), 303)
    return redirect(url_for("event_messages.show", slug=slug, message_id=following), 303)


def _event(slug: str) -> Event:
    return organizers_event(slug, GrantRole.COMMITTEE) if is_slug(slug) else abort(404)


def _message(slug: str, message_id: int) -> tuple[Event, Message]:
    event = _event(slug)
    found = db.session.execute(queries.one_of(event.id, message_id)).one_or_none() or abort(404)
    return event, found[0]


def _tabs(
    slug: str, counts: dict[MessageState, int], state: MessageState | None
) -> list[tuple[str, str, bool, int | None]]:
    """(words, address, whether it is this one, how many): everything, then each state that there is."""
    found: list[tuple[str, str, bool, int | None]] = [
        (_("Semua"), url_for("event_messages.index", slug=slug, state=""), state is None, None)
    ]
    return found + [
        (wording.state_label(one), url_for("event_messages.index", slug=slug, state=one), one is state, counts[one])
        for one in queries.ORDER
        if one in counts
    ]


def _asked(counts: dict[MessageState, int]) -> tuple[MessageState | None, int]:
    """(state, page) of the address; unasked, the list of those to tell by hand comes first."""
    wanted = request.args.get("state", "")
    page = min(max(request.args.get("page", 1, type=int), 1), MOST_PAGES)
    if wanted in set(MessageState):
        return MessageState(wanted), page
    first = MessageState.BY_HAND if counts.get(MessageState.BY_HAND) and "state" not in request.args else None
    return first, page
