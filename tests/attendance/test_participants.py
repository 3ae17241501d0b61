"""One participant as the committee sees them: correcting, standing in, merging, new tickets, empty seats."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from tests.attendance.applying import BEFORE, make_attendance, registered, waiting_numbers
from tests.attendance.pages import Stored, coming, managing_path, registered_ticket
from tests.factories import START, make_event, make_organization, make_registration, make_user
from webapp.accounts.models import GrantRole
from webapp.attendance.models import Person, Registration, RegistrationStatus, Ticket
from webapp.attendance.registering import merging
from webapp.attendance.registering.correcting import Details, correct, substitute
from webapp.attendance.registering.releasing import Released, release_empty_seats
from webapp.attendance.room import queries as room
from webapp.attendance.ticketing.issuing import reissue
from webapp.audit.models import AuditEntry
from webapp.database import db
from webapp.errors import Refused
from webapp.events.models import Event, Mode
from webapp.events.program.models import CoHost

PHONE, OTHER = "+6281234567890", "+6281234567891"
LATE = START + timedelta(minutes=31)


def people() -> list[tuple[str, str]]:
    return sorted((row.name, row.phone) for row in db.session.scalars(select(Person)))


def test_a_name_is_put_right_where_it_was_written(context: Flask) -> None:
    made = registered(make_event(), "Yulyana", phone=PHONE)

    correct(made, Details(name="Yuliana", phone=OTHER, affiliation="KIM Harati", region_code="62.71"), at=BEFORE)

    assert people() == [("Yuliana", OTHER)]
    assert (made.affiliation, made.region_code, made.person.folded_name) == ("KIM Harati", "62.71", "yuliana")


def test_a_person_of_other_events_stays_there_as_written(context: Flask) -> None:
    first, second = registered(make_event(), phone=PHONE), registered(make_event(), phone=PHONE)

    correct(second, Details(name="Dehen Tarung", phone=PHONE), at=BEFORE)

    assert (first.person.name, second.person.name) == ("Dehen", "Dehen Tarung")


def test_nobody_becomes_somebody_who_is_registered(context: Flask) -> None:
    event = make_event()
    registered(event, "Yuliana", phone=PHONE)
    made = registered(event, "Dehen", phone=OTHER)

    with pytest.raises(Refused) as refusal:
        correct(made, Details(name="Yuliana", phone=PHONE), at=BEFORE)

    assert refusal.value.reason == "known"


def test_a_substitute_keeps_both_names_and_the_first_invited(context: Flask) -> None:
    made = registered(make_event(), "Kepala Desa", phone=PHONE)

    substitute(made, name="Sekretaris", at=BEFORE)
    substitute(made, name="Kaur Umum", at=BEFORE)

    assert (made.person.name, made.represents, made.status) == (
        "Kaur Umum",
        "Kepala Desa",
        RegistrationStatus.CONFIRMED,
    )


def test_a_new_ticket_ends_the_old_code_and_the_old_links(context: Flask) -> None:
    made = registered(make_event())
    old, version = made.tickets[0], made.link_version

    new = reissue(made, at=START)

    assert (old.revoked_at, new.revoked_at, made.link_version) == (START, None, version + 1)
    assert len({old.code, new.code, old.short_code, new.short_code}) == 4


def test_merging_moves_the_registrations_and_leaves_a_trail(context: Flask) -> None:
    office = make_organization()
    event, later = make_event(organization=office), make_event(organization=office)
    kept, gone = registered(event, phone=PHONE), registered(later, phone=OTHER)
    gone_person = gone.person

    trail = merging.merge(kept.person, gone_person, event=event, by_user_id=None, at=START)

    db.session.refresh(gone)
    assert (gone.person_id, trail.registration_ids, trail.merged_at) == (kept.person_id, [gone.id], START)


def test_a_merge_can_be_taken_back(context: Flask) -> None:
    office = make_organization()
    event, later = make_event(organization=office), make_event(organization=office)
    kept, gone = registered(event, phone=PHONE), registered(later, phone=OTHER)
    person_id = gone.person_id
    trail = merging.merge(kept.person, gone.person, event=event, by_user_id=None, at=START)

    merging.part(trail, at=LATE)
    merging.part(trail, at=LATE)

    db.session.refresh(gone)
    assert (gone.person_id, trail.undone_at) == (person_id, LATE)


def test_two_live_registrations_of_one_event_are_not_merged(context: Flask) -> None:
    event = make_event()
    one, two = registered(event, phone=PHONE), registered(event, phone=OTHER)

    with pytest.raises(Refused) as refusal:
        merging.merge(one.person, two.person, event=event, by_user_id=None, at=START)

    assert refusal.value.reason == "both_live"


def test_merging_reaches_no_other_office(context: Flask) -> None:
    event, foreign = make_event(), make_event()
    kept, gone = registered(event, phone=PHONE), registered(foreign, phone=OTHER)

    merging.merge(kept.person, gone.person, event=event, by_user_id=None, at=START)

    db.session.refresh(gone)
    assert gone.person_id != kept.person_id


def test_a_co_host_merges_nobody_in_events_that_it_does_not_hold(
    app: Flask, stored: Stored, sign_in: Callable[[int], FlaskClient]
) -> None:
    def held_together() -> tuple[str, int, int, int, int]:
        office, forum = make_organization(), make_organization()
        event, unshared = make_event(organization=office), make_event(organization=office)
        db.session.add(CoHost(event_id=event.id, organization_id=forum.id, added_at=START))
        kept, gone = registered(event, "Yulyana", phone=PHONE), make_registration(event, name="Yulyana")
        elsewhere = make_registration(unshared, person=gone.person)
        gone.status = RegistrationStatus.CANCELLED
        return event.slug, kept.id, gone.id, elsewhere.id, make_user(forum).id

    slug, kept_id, gone_id, elsewhere_id, user_id = stored(held_together)
    client = sign_in(user_id)
    base = f"/manage/events/{slug}/participants/{kept_id}"

    answer = client.post(f"{base}/merge", data={"other": str(gone_id)})

    assert client.get(base).status_code == 200
    assert answer.status_code == 404
    with app.app_context():
        people = [db.session.get_one(Registration, one).person_id for one in (kept_id, elsewhere_id)]
    assert people[0] != people[1]


def full_hall() -> tuple[Event, list[Registration]]:
    """Three seats, one came; two wait."""
    event = make_event(in_person=3)
    rows = [registered(event, name, phone=f"+62812345678{n}0") for n, name in enumerate("ABCDE")]
    make_attendance(rows[0])
    return event, rows


def test_empty_seats_go_to_those_who_wait(context: Flask) -> None:
    event, rows = full_hall()

    found = release_empty_seats(event, at=LATE)

    seats = next(row for row in event.seats if row.mode == Mode.IN_PERSON)
    assert found == Released(2, 2)
    assert [row.status for row in rows] == [RegistrationStatus.CONFIRMED] * 5
    assert [row.is_outside_quota for row in rows] == [False, True, True, False, False]
    assert (seats.taken, seats.waiting, waiting_numbers(rows)) == (3, 0, [])


def test_no_more_seats_are_let_go_than_people_wait(context: Flask) -> None:
    event, rows = full_hall()
    db.session.delete(rows[4].tickets[0])
    rows[4].status, rows[4].queue_number = RegistrationStatus.CANCELLED, None
    next(row for row in event.seats if row.mode == Mode.IN_PERSON).waiting = 1
    db.session.flush()

    assert release_empty_seats(event, at=LATE) == Released(1, 1)
    assert [row.released_at for row in rows[:3]] == [None, None, LATE]


def test_releasing_again_changes_nothing(context: Flask) -> None:
    event, _rows = full_hall()
    release_empty_seats(event, at=LATE)

    assert release_empty_seats(event, at=LATE) == Released(0, 0)


def test_seats_are_kept_for_half_an_hour(context: Flask) -> None:
    event, _rows = full_hall()

    with pytest.raises(Refused, match=r"mulai pukul 09\.30") as refusal:
        release_empty_seats(event, at=START + timedelta(minutes=29))

    assert refusal.value.reason == "too_early"


def test_who_was_late_still_counts_as_registered(context: Flask) -> None:
    event, _rows = full_hall()
    release_empty_seats(event, at=LATE)

    figures = db.session.execute(room.figures(event.id)).one()

    assert (figures.confirmed, figures.outside_quota) == (5, 0)


class Office:
    def __init__(self) -> None:
        office = make_organization()
        self.event = coming(organization=office)
        self.slug = self.event.slug
        self.one = make_registration(self.event, name="Yuliana").id
        self.two = make_registration(self.event, name="Yuliana", status=RegistrationStatus.CANCELLED).id
        self.committee = make_user(office).id
        self.viewer = make_user(office, GrantRole.VIEWER).id

    def path(self, end: str = "") -> str:
        return f"/manage/events/{self.slug}/participants/{self.one}{end}"


@pytest.fixture
def office(stored: Stored) -> Office:
    made: Office = stored(Office)
    return made


SignIn = Callable[[int], FlaskClient]


def stored_person(app: Flask, registration_id: int) -> Any:
    with app.app_context():
        row = db.session.get_one(Registration, registration_id)
        return db.session.get_one(Person, row.person_id).name, row.represents, row.status, row.person_id


def test_the_page_shows_who_it_is_and_who_looks_alike(office: Office, sign_in: SignIn) -> None:
    page = sign_in(office.committee).get(office.path()).text

    assert all(words in page for words in ("Yuliana", "Orang yang sama?", "Terbitkan tiket baru", "Betulkan data"))


def test_a_viewer_sees_and_changes_nothing(office: Office, app: Flask, sign_in: SignIn) -> None:
    browser = sign_in(office.viewer)

    page = browser.get(office.path()).text
    answers = [browser.post(office.path(end)).status_code for end in ("/ticket", "/cancellation", "/merge", "/mode")]

    assert "Terbitkan tiket baru" not in page
    assert answers == [404, 404, 404, 400]


def test_an_office_finds_no_participants_of_another(office: Office, stored: Stored, sign_in: SignIn) -> None:
    stranger = stored(lambda: make_user(make_organization())).id

    assert sign_in(stranger).get(office.path()).status_code == 404


def test_the_committee_puts_a_name_right(office: Office, app: Flask, sign_in: SignIn) -> None:
    data = {"details-name": "Yuliana Sari", "details-phone": "0812 3456 7890", "details-region": "62.71"}

    answer = sign_in(office.committee).post(office.path("/details"), data=data)

    assert (answer.status_code, stored_person(app, office.one)[0]) == (303, "Yuliana Sari")


def test_a_wrong_telephone_comes_back_with_what_was_typed(office: Office, sign_in: SignIn) -> None:
    data = {"details-name": "Nama Baru", "details-phone": "08", "details-region": ""}

    answer = sign_in(office.committee).post(office.path("/details"), data=data)

    assert (answer.status_code, 'value="Nama Baru"' in answer.text) == (422, True)


def test_a_substitute_gets_a_new_code(office: Office, app: Flask, sign_in: SignIn) -> None:
    sign_in(office.committee).post(office.path("/substitution"), data={"substitute-name": "Rusmini"})

    with app.app_context():
        tickets = db.session.scalars(select(Ticket).where(Ticket.registration_id == office.one)).all()
    assert stored_person(app, office.one)[:2] == ("Rusmini", "Yuliana")
    assert sorted(ticket.revoked_at is None for ticket in tickets) == [False, True]


def test_the_committee_merges_and_parts(office: Office, app: Flask, sign_in: SignIn) -> None:
    browser = sign_in(office.committee)

    browser.post(office.path("/merge"), data={"other": str(office.two)})
    merged = stored_person(app, office.two)[3] == stored_person(app, office.one)[3]
    browser.post(office.path("/merges/1/undoing"))

    assert merged
    assert stored_person(app, office.two)[3] != stored_person(app, office.one)[3]


def test_a_merge_of_nobody_is_not_understood(office: Office, sign_in: SignIn) -> None:
    browser = sign_in(office.committee)

    assert [
        browser.post(office.path("/merge"), data={"other": other}).status_code for other in ("", "x", "²", "99999")
    ] == [
        400,
        400,
        400,
        404,
    ]


def test_the_owner_corrects_and_sends_somebody_else(client: FlaskClient, app: Flask, stored: Stored) -> None:
    event = stored(coming)
    path = managing_path(client.get(registered_ticket(client, event.slug)))

    client.post(
        f"{path}/contact", data={"details-name": "Dehen Tarung", "details-phone": PHONE, "details-region": "62.71"}
    )
    client.post(f"{path}/substitution", data={"substitute-name": "Rusmini"})

    page = client.get(path).text
    with app.app_context():
        made = db.session.scalars(select(Registration)).one()
        assert made.represents == "Dehen Tarung"
    assert "Rusmini" in page


def test_what_the_committee_does_is_written_down(office: Office, app: Flask, sign_in: SignIn) -> None:
    browser = sign_in(office.committee)
    browser.post(office.path("/ticket"))
    browser.post(office.path("/substitution"), data={"substitute-name": "Rusmini"})
    browser.post(office.path("/cancellation"))

    with app.app_context():
        entries = db.session.scalars(select(AuditEntry).order_by(AuditEntry.id)).all()
        names = [entry.act for entry in entries if entry.subject_kind == "event"]
    assert names == ["ticket.reissued", "registration.substituted", "registration.cancelled"]
    assert {entry.actor_id for entry in entries} == {office.committee}


def test_what_was_refused_is_not_written_down(office: Office, app: Flask, sign_in: SignIn) -> None:
    browser = sign_in(office.committee)
    browser.post(office.path("/cancellation"))
    browser.post(office.path("/mode"), data={"mode": "online"})  # a cancelled place cannot change

    with app.app_context():
        names = list(db.session.scalars(select(AuditEntry.act).where(AuditEntry.subject_kind == "event")))
    assert names == ["registration.cancelled"]
