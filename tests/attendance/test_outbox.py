"""The outbox on the committee's pages: whether mail leaves, whom to tell by hand, what failed and why."""

from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from tests.attendance.pages import Stored, coming
from tests.counting import count_queries, engine_of
from tests.factories import make_organization, make_person, make_registration, make_user
from webapp.accounts.models import GrantRole
from webapp.clock import now
from webapp.database import db
from webapp.events import queries as events
from webapp.events.models import Event
from webapp.messages import beating
from webapp.messages.models import Message, MessageState
from webapp.messages.promising import promise

SignIn = Any


class Office:
    """An office with one event and people to tell; the second message failed, the last waits."""

    def __init__(self) -> None:
        office = make_organization(name="Dinas Kominfo")
        self.event = coming(organization=office)
        self.slug = self.event.slug
        self.committee = make_user(office).id
        self.viewer = make_user(office, GrantRole.VIEWER).id
        self.stranger = make_user(make_organization()).id
        self.keeper = make_user(is_platform_admin=True).id
        self.messages = [
            self.message("Suwarno", phone="+6281250123456", state=MessageState.BY_HAND),
            self.message(
                "Yuliana", email="salah@contoh.id", state=MessageState.FAILED, last_error="550 <salah@contoh.id> no"
            ),
            self.message("Lia", phone="+6281250123457", state=MessageState.BY_HAND),
            self.message("Dehen", email="dehen@contoh.id", state=MessageState.WAITING),
        ]

    def message(self, name: str, *, state: MessageState, last_error: str = "", **contact: str) -> int:
        made = make_registration(self.event, person=make_person(name, **contact))
        promise(made.id, "link", at=now() - timedelta(minutes=40), state=state)
        row = db.session.scalars(select(Message).where(Message.registration_id == made.id)).one()
        row.last_error, row.attempts = last_error, 1 if last_error else 0
        db.session.flush()
        return row.id


@pytest.fixture
def office(stored: Stored) -> Office:
    made: Office = stored(Office)
    return made


def state_of(app: Flask, message_id: int) -> MessageState:
    with app.app_context():
        return db.session.get_one(Message, message_id).state


def test_the_words_are_ready_for_whatsapp_and_sms(sign_in: SignIn, office: Office) -> None:
    page = sign_in(office.committee).get(f"/manage/events/{office.slug}/messages/{office.messages[0]}").text

    assert "https://wa.me/6281250123456?text=Yth." in page
    assert "sms:+6281250123456?body=Yth." in page
    assert "/registrations/" in page


def test_one_press_marks_and_leads_to_the_next(app: Flask, sign_in: SignIn, office: Office) -> None:
    first, _failed, second, _waiting = office.messages
    committee, here = sign_in(office.committee), f"/manage/events/{office.slug}/messages"

    once = committee.post(f"{here}/{first}/delivery")
    twice = committee.post(f"{here}/{second}/delivery")

    assert (once.location, twice.location) == (f"{here}/{second}", here)
    assert [state_of(app, one) for one in (first, second)] == [MessageState.SENT, MessageState.SENT]


def test_a_mark_can_be_taken_back_and_a_sent_mail_cannot(app: Flask, sign_in: SignIn, office: Office) -> None:
    first, waiting = office.messages[0], office.messages[3]
    committee, here = sign_in(office.committee), f"/manage/events/{office.slug}/messages"
    committee.post(f"{here}/{first}/delivery")

    for one in (first, waiting):
        committee.post(f"{here}/{one}/delivery/undoing")

    assert (state_of(app, first), state_of(app, waiting)) == (MessageState.BY_HAND, MessageState.WAITING)


def test_a_bounce_stands_at_the_person_and_can_be_tried_again(app: Flask, sign_in: SignIn, office: Office) -> None:
    committee, here = sign_in(office.committee), f"/manage/events/{office.slug}"
    people = committee.get(f"{here}/participants/2").text

    committee.post(f"{here}/messages/{office.messages[1]}/retry")

    assert "550 &lt;salah@contoh.id&gt; no" in people
    assert state_of(app, office.messages[1]) == MessageState.WAITING


def test_nothing_says_sent_before_it_is(sign_in: SignIn, office: Office) -> None:
    page = sign_in(office.committee).get(f"/manage/events/{office.slug}/messages/{office.messages[3]}").text

    assert "Menunggu dikirim" in page
    assert "Terkirim" not in page


def test_what_is_no_longer_true_has_no_words(stored: Stored, sign_in: SignIn, office: Office) -> None:
    def newer() -> None:
        first = db.session.get_one(Message, office.messages[0])
        assert first.registration_id
        first.kind = "waiting"
        promise(first.registration_id, "moved_up", at=now(), state=MessageState.BY_HAND)

    stored(newer)

    page = sign_in(office.committee).get(f"/manage/events/{office.slug}/messages/{office.messages[0]}").text

    assert "tidak perlu disampaikan lagi" in page
    assert "wa.me" not in page


def test_a_message_of_another_event_is_not_found_here(stored: Stored, sign_in: SignIn, office: Office) -> None:
    other = stored(lambda: coming(organization=make_organization())).slug

    assert sign_in(office.stranger).get(f"/manage/events/{office.slug}/messages").status_code == 404
    assert sign_in(office.keeper).get(f"/manage/events/{other}/messages/{office.messages[0]}").status_code == 404
    assert sign_in(office.viewer).get(f"/manage/events/{office.slug}/messages").status_code == 404


def test_the_status_page_names_the_age_of_the_oldest_and_no_person(sign_in: SignIn, office: Office) -> None:
    page = sign_in(office.committee).get("/manage/messages").text

    assert "40 menit" in page
    assert "550 &lt;•••&gt; no" in page
    assert "Yuliana" not in page


@pytest.mark.parametrize(("minutes", "is_lost"), [(1, False), (6, True)])
def test_a_worker_that_is_silent_is_reported(
    stored: Stored, sign_in: SignIn, office: Office, minutes: int, is_lost: bool
) -> None:
    stored(lambda: beating.beat(at=now() - timedelta(minutes=20)))
    stored(lambda: beating.beat(at=now() - timedelta(minutes=minutes)))

    page = sign_in(office.committee).get("/manage/messages").text

    assert ("Pengirim pesan sedang tidak bekerja" in page) == is_lost


def test_another_offices_messages_are_not_counted(sign_in: SignIn, office: Office) -> None:
    assert "40 menit" not in sign_in(office.stranger).get("/manage/messages").text
    assert "40 menit" in sign_in(office.keeper).get("/manage/messages").text
    assert sign_in(office.viewer).get("/manage/messages").status_code == 404


@pytest.mark.parametrize("path", ["/manage/messages", "/manage/events/{slug}/messages?state="])
def test_many_messages_cost_as_many_queries_as_few(
    app: Flask, stored: Stored, sign_in: SignIn, office: Office, path: str
) -> None:
    committee, address = sign_in(office.committee), path.format(slug=office.slug)
    committee.get(address)
    with count_queries(engine_of(app)) as few:
        committee.get(address)

    def more() -> None:
        event = db.session.scalars(events.whole().where(Event.slug == office.slug)).one()
        for number in range(12):
            person = make_person(f"Orang {number}", email=f"orang{number}@contoh.id")
            promise(make_registration(event, person=person).id, "link", at=now())

    stored(more)
    with count_queries(engine_of(app)) as many:
        committee.get(address)

    assert len(few) == len(many), many
