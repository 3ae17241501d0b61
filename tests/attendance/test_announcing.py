"""Letters of the committee: to whom they are meant, once, and to nobody who stopped them."""

from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select

from tests.attendance.applying import at_once, make_attendance
from tests.attendance.pages import Stored, coming
from tests.factories import START, make_event, make_organization, make_person, make_registration, make_user
from webapp.attendance.announcing import stopping
from webapp.attendance.announcing.announcing import Letter, announce
from webapp.attendance.announcing.models import Announcement
from webapp.attendance.announcing.segments import Reach, Segment, reach
from webapp.attendance.models import Person, Registration, RegistrationStatus
from webapp.attendance.telling import mails
from webapp.attendance.telling.announced import stop_url
from webapp.database import db
from webapp.directory.models import OrganizationKind
from webapp.errors import Refused
from webapp.events.models import Event, Mode
from webapp.messages import mail as mailing
from webapp.messages.models import Message, MessageState

SignIn = Any
LETTER = Letter("Kabar {kegiatan}", "Mohon membawa laptop, {nama}.", "tanda-formulir-yang-panjang")


@pytest.fixture
def event(context: Flask) -> Event:
    """Five people: two by mail, one by telephone, one without a contact, one who cancelled."""
    made = make_event(summary="Lokakarya")
    kim = make_organization(kind=OrganizationKind.KIM)
    dehen = somebody(made, "Dehen", email="dehen@contoh.id", kim_id=kim.id)
    make_attendance(dehen, session_id=made.sessions[0].id)
    somebody(made, "Lia", email="lia@contoh.id", mode=Mode.ONLINE)
    somebody(made, "Ranto", phone="+6281234567890", status=RegistrationStatus.WAITING, queue_number=1)
    somebody(made, "Tanpa Kontak")
    somebody(made, "Batal", email="batal@contoh.id", status=RegistrationStatus.CANCELLED)
    db.session.commit()
    return made


def somebody(event: Event, name: str, *, email: str = "", phone: str = "", **values: Any) -> Registration:
    return make_registration(event, person=make_person(name, email=email, phone=phone), **values)


def names_told() -> list[str]:
    rows = select(Registration.person_id).join(Message, Message.registration_id == Registration.id)
    return sorted(db.session.scalars(select(Person.name).where(Person.id.in_(rows))))


@pytest.mark.parametrize(
    ("narrowing", "expected"),
    [
        ({}, ["Dehen", "Lia", "Ranto"]),
        ({"mode": Mode.ONLINE}, ["Lia"]),
        ({"status": RegistrationStatus.WAITING}, ["Ranto"]),
        ({"attended": "yes"}, ["Dehen"]),
        ({"attended": "no"}, ["Lia", "Ranto"]),
    ],
)
def test_a_letter_reaches_whom_it_is_meant_for(event: Event, narrowing: dict[str, Any], expected: list[str]) -> None:
    made = announce(event, LETTER, Segment(event.id, **narrowing), words="", at=START)

    assert (names_told(), made.told) == (expected, len(expected))


def test_a_letter_to_one_group_reaches_that_group(event: Event) -> None:
    kim_id = db.session.scalars(select(Registration.kim_id).where(Registration.kim_id.is_not(None))).one()

    announce(event, LETTER, Segment(event.id, kim_id=kim_id), words="", at=START)

    assert names_told() == ["Dehen"]


def test_before_sending_it_is_said_how_many_are_reached_and_how(event: Event) -> None:
    assert Reach(*db.session.execute(reach(Segment(event.id))).one()) == Reach(by_mail=2, by_hand=1, nobody=1)


def test_who_has_no_address_is_told_by_hand(event: Event) -> None:
    announce(event, LETTER, Segment(event.id, status=RegistrationStatus.WAITING), words="", at=START)

    assert db.session.scalars(select(Message.state)).all() == [MessageState.BY_HAND]


def test_pressing_twice_at_one_instant_writes_once(context: Flask, event: Event) -> None:
    event_id = event.id
    db.session.remove()

    def press() -> None:
        announce(db.session.get_one(Event, event_id), LETTER, Segment(event_id), words="", at=START)

    at_once(context, [press] * 3)

    assert db.session.scalar(select(func.count()).select_from(Announcement)) == 1
    assert db.session.scalar(select(func.count()).select_from(Message)) == 3


def test_a_letter_to_nobody_and_one_with_an_unknown_placeholder_are_refused(event: Event) -> None:
    for letter, segment in ((LETTER, Segment(event.id, status=RegistrationStatus.PENDING)), (
        Letter("Judul", "{rahasia}", "lain-tanda-formulir-panjang"), Segment(event.id),
    )):  # fmt: skip
        with pytest.raises(Refused):
            announce(event, letter, segment, words="", at=START)
        db.session.rollback()

    assert db.session.scalars(select(Message.id)).all() == []


def test_the_mail_can_be_stopped_by_one_press(event: Event) -> None:
    announce(event, LETTER, Segment(event.id, mode=Mode.ONLINE), words="", at=START)

    mail = mails.mail_of(db.session.scalars(select(Message)).one())

    assert mail is not None
    made = mailing.as_message(mail, sender="Gelar <gelar@contoh.id>", message_id="<a@contoh.id>")
    assert (mail.subject, "Mohon membawa laptop, Lia." in mail.text) == ("Kabar Lokakarya", True)
    assert made["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert made["List-Unsubscribe"].strip("<>") in mail.text
    assert (made["Auto-Submitted"], "/news/" in made["List-Unsubscribe"]) == ("auto-generated", True)


def test_who_stopped_is_told_no_more_letters_not_even_one_that_waits(event: Event) -> None:
    announce(event, LETTER, Segment(event.id, mode=Mode.ONLINE), words="", at=START)
    message = db.session.scalars(select(Message)).one()
    person_id = db.session.scalars(
        select(Registration.person_id).where(Registration.id == message.registration_id)
    ).one()
    for _ in range(2):
        stopping.stop(person_id, at=START)

    stopped = mails.mail_of(message)
    stopping.begin_again(person_id)

    assert (stopped, mails.mail_of(message) is None) == (None, False)


def test_the_link_only_shows_on_get_and_stops_on_post(app: Flask, client: FlaskClient, stored: Stored) -> None:
    app.config["WTF_CSRF_ENABLED"] = True
    address = str(stored(lambda: stop_url(make_registration(coming())))).removeprefix("http://gelar.test")

    shown = client.get(address).text
    stopped = client.post(address, data={"List-Unsubscribe": "One-Click"}, follow_redirects=True).text

    assert "Berhenti menerima kabar panitia?" in shown
    assert "Kabar panitia dihentikan" in stopped
    assert "Berhenti menerima" in client.post(f"{address}/undoing", follow_redirects=True).text
    assert client.post(f"{address[:-1]}{'a' if address[-1] != 'a' else 'b'}").status_code == 404


class Office:
    """An office with one event and one person who can be reached."""

    def __init__(self) -> None:
        office = make_organization()
        event = coming(organization=office)
        self.here = f"/manage/events/{event.slug}/messages/announcements"
        self.committee = make_user(office).id
        self.stranger = make_user(make_organization()).id
        somebody(event, "Dehen", email="dehen@contoh.id")


@pytest.fixture
def office(stored: Stored) -> Office:
    made: Office = stored(Office)
    return made


TYPED = {"subject": LETTER.subject, "body": LETTER.body, "form_token": LETTER.form_token}


def test_the_committee_checks_first_and_sends_then(app: Flask, sign_in: SignIn, office: Office) -> None:
    committee = sign_in(office.committee)

    checked = committee.post(f"{office.here}/preview", data=TYPED).text
    with app.app_context():
        before = db.session.scalar(select(func.count()).select_from(Message))
    sent = committee.post(office.here, data=TYPED, follow_redirects=True).text

    assert "1 orang akan dikabari" in checked
    assert "Mohon membawa laptop, Panitia." in checked
    assert (before, "Kabar untuk 1 orang menunggu dikirim" in sent) == (0, True)
    assert sign_in(office.stranger).get(office.here).status_code == 404


def test_a_letter_to_nobody_keeps_what_was_typed(sign_in: SignIn, office: Office) -> None:
    answer = sign_in(office.committee).post(office.here, data=TYPED | {"mode": "online"})

    assert (answer.status_code, LETTER.body in answer.text) == (422, True)
    assert "Tidak ada penerima" in answer.text
