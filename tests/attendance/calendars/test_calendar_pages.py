"""The pages on which calendars are made, named, renewed and revoked."""

from collections.abc import Callable

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import delete, select

from tests.attendance.calendars.holding import Stored, opened, read, shown_address
from tests.attendance.pages import coming, managing_path, registered_ticket
from tests.factories import make_event, make_organization, make_registration, make_user
from webapp.attendance.calendars.models import SubscribedRegistration, Subscription
from webapp.attendance.models import Registration, Ticket
from webapp.clock import now
from webapp.database import db
from webapp.events.changing import calendar_changed
from webapp.events.models import EventStatus, Mode, Visibility

SignIn = Callable[[int], FlaskClient]


def managed(client: FlaskClient, slug: str, **values: str) -> str:
    return managing_path(client.get(registered_ticket(client, slug, **values)))


def calendars(app: Flask) -> list[Subscription]:
    with app.app_context():
        return list(db.session.scalars(select(Subscription).order_by(Subscription.id)))


def test_an_address_is_shown_once_with_the_way_to_subscribe(client: FlaskClient, stored: Stored) -> None:
    path = managed(client, stored(coming).slug)

    page = client.post(f"{path}/calendars", data={"name": "Ponsel Dehen"}, headers={"User-Agent": "iPhone"})
    address = shown_address(page.text)

    assert f'href="webcal://gelar.test{address}"' in page.text
    assert page.headers["Cache-Control"] == "no-store"
    assert len(read(client, address).inside("VEVENT")) == 1
    listed = client.get(f"{path}/calendars").text
    assert "Ponsel Dehen" in listed
    assert "belum pernah" not in listed  # it was fetched above
    assert address not in listed


def test_a_calendar_without_a_name_is_asked_for_one(app: Flask, client: FlaskClient, stored: Stored) -> None:
    path = managed(client, stored(coming).slug)

    page = client.post(f"{path}/calendars", data={"name": " "})

    assert page.status_code == 422
    assert "Mohon beri nama, misalnya Ponsel saya." in page.text
    assert calendars(app) == []


def test_the_next_registration_of_that_name_joins_by_itself(client: FlaskClient, stored: Stored) -> None:
    first, second, third = (stored(coming) for _n in range(3))
    path = managed(client, first.slug)
    address = shown_address(client.post(f"{path}/calendars", data={"name": "Ponsel"}).text)

    registered_ticket(client, second.slug, mode="online")
    registered_ticket(client, third.slug, name="Bawi", phone="0812 9999 0001")  # another person on this phone

    urls = {entry.one("URL").rpartition("/")[2] for entry in read(client, address).inside("VEVENT")}
    assert urls == {first.slug, second.slug}


def test_another_device_fills_nobodys_calendar(app: Flask, client: FlaskClient, stored: Stored) -> None:
    """Name and contact prove nothing: only a managing secret that the device brought does."""
    first, second = stored(coming), stored(coming)
    path = managed(client, first.slug)
    address = shown_address(client.post(f"{path}/calendars", data={"name": "Ponsel"}).text)

    registered_ticket(app.test_client(), second.slug)

    assert len(read(client, address).inside("VEVENT")) == 1


def test_what_this_device_knows_can_come_along(client: FlaskClient, stored: Stored) -> None:
    first, second = stored(coming), stored(coming)
    managed(client, first.slug)
    path = managed(client, second.slug)
    other = stored(lambda: db.session.scalars(select(Registration).where(Registration.event_id == first.id)).one())
    stranger = stored(lambda: make_registration(coming(), name="Orang lain"))

    page = client.post(f"{path}/calendars", data={"name": "Keluarga", "registrations": [str(other.id)]})
    refused = client.post(f"{path}/calendars", data={"name": "Keluarga", "registrations": [str(stranger.id)]})

    assert len(read(client, shown_address(page.text)).inside("VEVENT")) == 2
    assert refused.status_code == 422


def test_who_knows_one_ticket_sees_no_more_of_a_calendar(app: Flask, client: FlaskClient, stored: Stored) -> None:
    """A chair holds the managing link of one registration in it: no new address of all the others for the chair."""
    first, second = stored(coming), stored(coming)
    managed(client, first.slug)
    path = managed(client, second.slug)
    other = stored(lambda: db.session.scalars(select(Registration).where(Registration.event_id == first.id)).one())
    address = shown_address(
        client.post(f"{path}/calendars", data={"name": "Keluarga", "registrations": [str(other.id)]}).text
    )
    one = calendars(app)[0].id
    chair = app.test_client()

    assert chair.post(f"{path}/calendars/{one}/rotation").status_code == 404
    assert client.get(address).status_code == 200
    assert chair.post(f"{path}/calendars/{one}/registration/removal").status_code == 303
    assert len(read(client, address).inside("VEVENT")) == 1


def test_a_new_address_and_an_end(app: Flask, client: FlaskClient, stored: Stored) -> None:
    path = managed(client, stored(coming).slug)
    first = shown_address(client.post(f"{path}/calendars", data={"name": "Ponsel"}).text)

    second = shown_address(client.post(f"{path}/calendars/{calendars(app)[0].id}/rotation").text)
    assert (client.get(first).status_code, client.get(second).status_code) == (410, 200)
    client.post(f"{path}/calendars/{calendars(app)[1].id}/revocation")

    assert client.get(second).status_code == 410
    assert "Belum ada. Buat satu untuk setiap perangkat" in client.get(f"{path}/calendars").text


def test_a_strangers_calendar_is_missing(app: Flask, client: FlaskClient, stored: Stored) -> None:
    path = managed(client, stored(coming).slug)
    stored(lambda: opened(make_registration(coming(), name="Orang lain")))
    one = calendars(app)[0].id

    acts = ("rotation", "revocation", "registration", "registration/removal")

    assert [client.post(f"{path}/calendars/{one}/{act}").status_code for act in acts] == [404] * 4
    assert client.get(f"/registrations/{'a' * 42}/calendars").status_code == 404


def test_erasing_a_registration_takes_it_out(app: Flask, stored: Stored) -> None:
    registration = stored(lambda: make_registration(coming()))
    stored(lambda: opened(registration))
    stored(lambda: db.session.execute(delete(Ticket).where(Ticket.registration_id == registration.id)))
    stored(lambda: db.session.execute(delete(Registration).where(Registration.id == registration.id)))

    with app.app_context():
        assert db.session.scalars(select(SubscribedRegistration)).all() == []


def test_an_organizers_calendar_holds_what_was_published(client: FlaskClient, stored: Stored, sign_in: SignIn) -> None:
    def office() -> int:
        own, other = make_organization(), make_organization()
        user = make_user(own)
        coming(organization=own, slug="terbuka", summary="Terbuka", online=None)
        coming(organization=own, slug="terbatas", summary="Terbatas", visibility=Visibility.UNLISTED)
        coming(organization=own, slug="tertutup", summary="Mediasi", visibility=Visibility.CONFIDENTIAL)
        coming(organization=own, slug="draf", status=EventStatus.DRAFT, published_at=None)
        coming(organization=other, slug="orang-lain")
        calendar_changed(now())
        return int(user.id)

    sign_in(stored(office))

    address = shown_address(client.post("/manage/calendars", data={"name": "Laptop kantor"}).text)
    told = [entry.one("SUMMARY") for entry in read(client, address).inside("VEVENT")]

    assert sorted(told) == ["Kegiatan tertutup", "Terbatas", "Terbuka"]
    page = client.get("/manage/calendars").text
    assert "Laptop kantor" in page
    assert (
        'href="/manage/calendars"' in client.get("/manage/").text or "/manage/calendars" in client.get("/manage").text
    )


def test_an_organizers_calendar_ends_with_the_account(
    app: Flask, client: FlaskClient, stored: Stored, sign_in: SignIn
) -> None:
    user = stored(lambda: make_user(make_organization()))
    sign_in(user.id)
    address = shown_address(client.post("/manage/calendars", data={"name": "Laptop"}).text)
    assert client.get(address).status_code == 200

    def disable() -> None:
        db.session.merge(user).disabled_at = now()

    stored(disable)

    assert app.test_client().get(address).status_code == 410


def test_organizers_renew_and_revoke_their_own_only(
    app: Flask, client: FlaskClient, stored: Stored, sign_in: SignIn
) -> None:
    first, second = stored(lambda: [make_user(make_organization()) for _n in range(2)])
    sign_in(first.id)
    address = shown_address(client.post("/manage/calendars", data={"name": "Laptop"}).text)
    one = calendars(app)[0].id
    sign_in(second.id)
    assert client.post(f"/manage/calendars/{one}/revocation").status_code == 404
    sign_in(first.id)

    fresh = shown_address(client.post(f"/manage/calendars/{one}/rotation").text)
    client.post(f"/manage/calendars/{calendars(app)[1].id}/revocation")

    assert [client.get(path).status_code for path in (address, fresh)] == [410, 410]


def test_online_people_of_a_hall_event_need_no_seat_row(client: FlaskClient, stored: Stored) -> None:
    """The mode of the registration decides, also when the event no longer offers it."""
    path = stored(lambda: opened(make_registration(make_event(start=now()), mode=Mode.ONLINE)))

    assert read(client, path).inside("VEVENT")[0].one("LOCATION") == "Daring"
