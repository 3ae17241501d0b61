"""Registering: one application, one place, once."""

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import func, select, text

from tests.attendance.applying import BEFORE, an_application, registered
from tests.factories import START, make_event, make_organization
from webapp.attendance.models import Consent, Person, Registration, RegistrationStatus, Ticket
from webapp.attendance.registering import consents, placing, seating
from webapp.attendance.registering.applications import AlreadyRegistered
from webapp.attendance.registering.applying import register
from webapp.database import db
from webapp.directory.models import OrganizationKind
from webapp.directory.regions import ELSEWHERE
from webapp.errors import Refused
from webapp.events.models import EventStatus, Mode
from webapp.messages.models import Message, MessageState

PHONE = "+6281234567890"


def messages() -> list[tuple[str, int, MessageState]]:
    return [(row.kind, row.version, row.state) for row in db.session.scalars(select(Message).order_by(Message.id))]


def count(model: type) -> int:
    return db.session.scalar(select(func.count()).select_from(model)) or 0


def test_a_free_place_is_confirmed_and_counted(context: Flask) -> None:
    event = make_event()

    made = registered(event, mode=Mode.ONLINE)

    seats = {row.mode: row.taken for row in event.seats}
    assert (made.status, seats) == (RegistrationStatus.CONFIRMED, {Mode.IN_PERSON: 0, Mode.ONLINE: 1})


def test_the_ticket_is_there_at_once(context: Flask) -> None:
    made = registered(make_event())

    ticket = db.session.scalars(select(Ticket)).one()
    assert (ticket.registration_id, len(ticket.code), len(ticket.short_code)) == (made.id, 26, 7)


def test_consent_is_stored_with_version_language_channel_and_time(context: Flask) -> None:
    made = registered(make_event(), locale="en", channel="api")

    proof = db.session.scalars(select(Consent)).one()
    stored = (proof.registration_id, proof.text_version, proof.locale, proof.channel, proof.given_at)
    assert stored == (made.id, consents.VERSION, "en", "api", BEFORE)


def test_the_ticket_mail_is_promised_in_the_same_transaction(context: Flask) -> None:
    registered(make_event(), email="dehen@contoh.id")

    assert messages() == [("confirmed", 1, MessageState.WAITING)]


def test_without_a_mail_address_nothing_is_promised(context: Flask) -> None:
    registered(make_event(), phone=PHONE)

    assert messages() == []


def test_a_full_mode_puts_people_in_line_in_order(context: Flask) -> None:
    event = make_event(in_person=1)
    registered(event, "Satu")

    waiting = [registered(event, name) for name in ("Dua", "Tiga", "Empat")]

    positions = [placing.place_in_line(row) for row in waiting]
    assert ([row.status for row in waiting], positions) == ([RegistrationStatus.WAITING] * 3, [1, 2, 3])


def test_the_lines_of_the_two_modes_are_counted_apart(context: Flask) -> None:
    event = make_event(in_person=1, online=1)
    for mode in Mode:
        registered(event, f"Pertama {mode}", mode=mode)

    waiting = [registered(event, f"Kedua {mode}", mode=mode) for mode in Mode]

    assert [placing.place_in_line(row) for row in waiting] == [1, 1]


def test_an_event_with_approval_takes_no_seat_yet(context: Flask) -> None:
    event = make_event(requires_approval=True)

    made = registered(event)

    assert (made.status, event.seats[0].taken) == (RegistrationStatus.PENDING, 0)


def test_the_same_form_token_returns_the_same_registration(context: Flask) -> None:
    event = make_event()
    first = registered(event, form_token="form:a")

    second = registered(event, form_token="form:a")

    assert (second.id, second.tickets[0].code, count(Registration)) == (first.id, first.tickets[0].code, 1)


def test_the_same_form_token_with_another_body_is_refused(context: Flask) -> None:
    event = make_event()
    registered(event, form_token="form:a")

    with pytest.raises(Refused) as refusal:
        register(event, an_application("Orang Lain", form_token="form:a"), at=BEFORE)

    assert refusal.value.reason == "key_reused"


def test_a_repeat_is_answered_even_after_registration_closed(context: Flask) -> None:
    event = make_event()
    first = registered(event, form_token="form:a")
    event.registration_closes_at = BEFORE

    assert registered(event, form_token="form:a").id == first.id


@pytest.mark.parametrize("contact", [{"phone": PHONE}, {"email": "dehen@contoh.id"}])
def test_a_known_person_is_told_at_the_stored_contact_and_shown_nothing(
    context: Flask, contact: dict[str, str]
) -> None:
    event = make_event()
    first = registered(event, "Dehen", phone=PHONE, email="dehen@contoh.id")

    answer = register(event, an_application("  DEHEN ".strip().lower(), **contact), at=BEFORE)

    assert answer == AlreadyRegistered(first.id)
    assert messages()[-1] == ("link", 1, MessageState.WAITING)
    assert count(Registration) == 1


def test_a_known_person_without_mail_is_told_by_hand(context: Flask) -> None:
    event = make_event()
    registered(event, phone=PHONE)

    register(event, an_application(phone=PHONE), at=BEFORE)

    assert messages() == [("link", 1, MessageState.BY_HAND)]


def test_a_link_asked_for_ten_times_is_told_once(context: Flask) -> None:
    event = make_event()
    registered(event, email="dehen@contoh.id")

    for _ in range(10):
        register(event, an_application(email="dehen@contoh.id"), at=BEFORE)
    register(event, an_application(email="dehen@contoh.id"), at=BEFORE + timedelta(minutes=11))

    assert [row[:2] for row in messages()] == [("confirmed", 1), ("link", 1), ("link", 2)]


def test_two_names_on_one_shared_phone_are_two_people(context: Flask) -> None:
    event = make_event()

    registered(event, "Dehen", phone=PHONE)
    registered(event, "Mariani", phone=PHONE)

    assert count(Person) == 2


def test_without_a_contact_everybody_is_a_person_of_their_own(context: Flask) -> None:
    event = make_event()

    registered(event, "Dehen")
    registered(event, "Dehen")

    assert (count(Person), count(Registration)) == (2, 2)


def test_the_same_person_is_known_again_at_the_next_event(context: Flask) -> None:
    first = registered(make_event(), phone=PHONE)

    second = registered(make_event(), phone=PHONE)

    assert second.person.id == first.person.id


def test_a_contact_somebody_else_may_have_typed_is_never_taken_over(context: Flask) -> None:
    registered(make_event(), "Dehen", phone=PHONE, email="bukan.dehen@contoh.id")

    made = registered(make_event(), "Dehen", phone=PHONE)

    assert made.person.email == ""


def test_after_cancelling_the_same_person_may_register_again(context: Flask) -> None:
    event = make_event()
    registered(event, phone=PHONE).status = RegistrationStatus.CANCELLED
    db.session.flush()

    assert registered(event, phone=PHONE).is_live


@pytest.mark.parametrize(
    ("values", "reason"),
    [
        ({"status": EventStatus.DRAFT}, "unpublished"),
        ({"status": EventStatus.CANCELLED}, "cancelled"),
        ({"status": EventStatus.POSTPONED}, "postponed"),
        ({"status": EventStatus.ARCHIVED}, "over"),
        ({"registration_opens_at": START}, "not_yet"),
        ({"registration_closes_at": BEFORE}, "closed"),
        ({"start": START - timedelta(days=9)}, "over"),
        ({"in_person": None}, "mode_not_offered"),
        ({"in_person": 0}, "mode_not_offered"),
    ],
)
def test_closed_doors_say_why(context: Flask, values: dict[str, object], reason: str) -> None:
    event = make_event(**values)  # type: ignore[arg-type]

    with pytest.raises(Refused) as refusal:
        register(event, an_application(), at=BEFORE)

    assert (refusal.value.reason, bool(refusal.value.sentence)) == (reason, True)


def test_an_unknown_region_is_refused_and_elsewhere_is_an_answer(context: Flask) -> None:
    event = make_event()

    with pytest.raises(Refused) as refusal:
        register(event, an_application(region_code="99.99"), at=BEFORE)

    assert refusal.value.reason == "region_unknown"
    assert registered(event, region_code=ELSEWHERE).region_code == ELSEWHERE


def test_the_name_of_a_kim_is_recognised(context: Flask) -> None:
    kim = make_organization(kind=OrganizationKind.KIM, name="KIM Handep Bukit Liti")

    made = registered(make_event(), affiliation="kim handep bukit liti")

    assert (made.kim_id, made.affiliation) == (kim.id, "kim handep bukit liti")


def test_a_name_two_groups_share_is_left_to_people(context: Flask) -> None:
    for _ in range(2):
        make_organization(kind=OrganizationKind.KIM, name="KIM Mendawai")

    assert registered(make_event(), affiliation="KIM Mendawai").kim_id is None


def test_holding_the_seats_shows_them_as_they_stand_in_the_table(context: Flask) -> None:
    event = make_event()
    seats = {row.mode: row for row in event.seats}[Mode.IN_PERSON]
    db.session.connection().execute(text("UPDATE seats SET taken = 7 WHERE id = :id"), {"id": seats.id})

    held = seating.lock(event.id)

    assert held[Mode.IN_PERSON] is seats
    assert seats.taken == 7


def test_holding_the_seats_keeps_what_was_changed_before(context: Flask) -> None:
    event = make_event()
    seats = {row.mode: row for row in event.seats}[Mode.IN_PERSON]
    seats.capacity += 5
    wanted = seats.capacity

    seating.lock(event.id)

    assert seats.capacity == wanted
