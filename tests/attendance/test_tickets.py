"""The page behind a ticket code, and whose it is."""

import io
import re
from datetime import timedelta
from functools import partial
from typing import Any

import pytest
import zxingcpp
from flask import Flask
from flask.testing import FlaskClient
from PIL import Image
from pypdf import PdfReader
from sqlalchemy import select, update

from tests.attendance.applying import make_attendance
from tests.attendance.pages import Stored, coming, managing_path, registered_ticket
from tests.counting import count_queries, engine_of
from tests.factories import make_organization, make_registration, make_user
from webapp.accounts.models import GrantRole
from webapp.attendance.models import Registration, RegistrationStatus, Ticket
from webapp.attendance.ticketing import links
from webapp.clock import now
from webapp.database import db
from webapp.events.models import EventStatus, Mode, Session

CONTACT = "0812-3456-7890"


@pytest.fixture
def slug(stored: Stored) -> str:
    return str(stored(lambda: coming(conference_url="https://zoom.example/j/1")).slug)


@pytest.fixture
def stranger(app: Flask) -> FlaskClient:
    """Another browser, that knows nothing but an address."""
    return app.test_client()


def test_the_owners_device_sees_contact_and_changes(client: FlaskClient, slug: str) -> None:
    page = client.get(registered_ticket(client, slug))

    assert CONTACT in page.text
    assert managing_path(page)


def test_whoever_holds_only_the_code_sees_name_event_and_code(
    client: FlaskClient, stranger: FlaskClient, slug: str
) -> None:
    ticket = registered_ticket(client, slug, mode="online")

    page = stranger.get(ticket).text

    assert "Dehen" in page
    assert "Mekanisme Pembentukan Forum KIM" in page
    assert CONTACT not in page
    assert "/registrations/" not in page
    assert "/join/" not in page


def test_the_owner_of_an_online_ticket_sees_the_way_in(client: FlaskClient, slug: str) -> None:
    assert "/join/" in client.get(registered_ticket(client, slug, mode="online")).text


def test_the_page_travels_compressed_but_for_its_owner(client: FlaskClient, stranger: FlaskClient, slug: str) -> None:
    ticket = registered_ticket(client, slug)
    takes_gzip = {"Accept-Encoding": "gzip"}

    strangers, owners = (one.get(ticket, headers=takes_gzip) for one in (stranger, client))

    assert strangers.headers["Content-Encoding"] == "gzip"
    assert len(strangers.data) < 8 * 1024
    assert "Content-Encoding" not in owners.headers  # secrets stand there (BREACH)


def test_the_page_is_nobody_elses_business(client: FlaskClient, slug: str) -> None:
    headers = client.get(registered_ticket(client, slug)).headers

    kept = [headers[name] for name in ("Cache-Control", "X-Robots-Tag", "Referrer-Policy")]
    assert kept == ["no-store", "noindex", "no-referrer"]


def test_the_cookie_is_out_of_reach_of_scripts(client: FlaskClient, slug: str) -> None:
    registered_ticket(client, slug)

    cookie = client.get_cookie("tickets", domain="gelar.test")
    assert cookie is not None
    assert (cookie.http_only, cookie.same_site, cookie.path) == (True, "Lax", "/")


@pytest.mark.parametrize("start", ["/T/", "/t/"])
@pytest.mark.parametrize("ending", ["", ".svg", ".png", ".pdf"])
def test_lower_case_leads_to_capitals(client: FlaskClient, slug: str, start: str, ending: str) -> None:
    ticket = registered_ticket(client, slug)

    answer = client.get(start + ticket.removeprefix("/T/").lower() + ending)

    assert (answer.status_code, answer.location) == (301, ticket + ending)


def test_an_unknown_code_is_answered_calmly(client: FlaskClient) -> None:
    for code in ("A" * 26, "SALAH", "A" * 400, "%00"):
        answer = client.get(f"/T/{code}")
        assert (answer.status_code, "Tiket tidak dikenal" in answer.text) == (404, True)
    assert client.get(f"/T/{'A' * 26}.png").status_code == 404


def test_a_replaced_code_says_so(app: Flask, client: FlaskClient, slug: str) -> None:
    ticket = registered_ticket(client, slug)
    with app.app_context():
        db.session.execute(update(Ticket).values(revoked_at=now()))
        db.session.commit()

    answer = client.get(ticket)

    assert (answer.status_code, client.get(f"{ticket}.svg").status_code) == (410, 410)
    assert "Tiket ini sudah diganti" in answer.text


def test_the_qr_holds_the_address_in_capitals(client: FlaskClient, slug: str) -> None:
    ticket = registered_ticket(client, slug)

    drawn = Image.open(io.BytesIO(client.get(f"{ticket}.png").data))

    assert [found.text for found in zxingcpp.read_barcodes(drawn)] == [f"HTTP://GELAR.TEST{ticket}"]


def test_the_qr_alone_is_dense_enough_for_a_bad_camera(client: FlaskClient, slug: str) -> None:
    answer = client.get(f"{registered_ticket(client, slug)}.svg")

    side = re.search(r'viewBox="0 0 (\d+)', answer.text)
    assert side is not None
    assert int(side.group(1)) - 8 <= 33  # version 4 has 33 modules


def test_the_paper_names_the_person(client: FlaskClient, slug: str) -> None:
    answer = client.get(f"{registered_ticket(client, slug)}.pdf")

    words = PdfReader(io.BytesIO(answer.data)).pages[0].extract_text()
    assert answer.mimetype == "application/pdf"
    assert "Dehen" in words


def test_who_waits_sees_the_true_place_in_line(client: FlaskClient, stored: Stored) -> None:
    event = stored(lambda: coming(in_person=1, online=1))
    for name in ("Satu", "Dua"):
        registered_ticket(client, event.slug, name=name)

    page = client.get(registered_ticket(client, event.slug, name="Tiga"))

    assert "Menunggu nomor 2" in page.text
    assert "Kode berlaku setelah mendapat tempat." in page.text


@pytest.mark.parametrize(
    ("status", "sentence"),
    [
        (RegistrationStatus.PENDING, "Menunggu verifikasi"),
        (RegistrationStatus.CANCELLED, "Pendaftaran dibatalkan"),
        (RegistrationStatus.DECLINED, "Belum dapat diterima"),
    ],
)
def test_the_ticket_says_how_the_registration_stands(
    client: FlaskClient, stored: Stored, status: RegistrationStatus, sentence: str
) -> None:
    made = stored(lambda: make_registration(coming(), status=status))

    assert sentence in client.get(f"/T/{made.tickets[0].code}").text


@pytest.mark.parametrize("status", [RegistrationStatus.CANCELLED, RegistrationStatus.DECLINED])
def test_a_ticket_that_admits_nobody_shows_no_qr(
    client: FlaskClient, stored: Stored, status: RegistrationStatus
) -> None:
    made = stored(lambda: make_registration(coming(), status=status))

    assert "<title>QR tiket" not in client.get(f"/T/{made.tickets[0].code}").text
    assert client.get(f"/T/{made.tickets[0].code}.svg").status_code == 410


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"status": EventStatus.CANCELLED}, "Kegiatan ini dibatalkan"),
        ({"status": EventStatus.POSTPONED}, "Kegiatan ini ditunda"),
        ({"start": now() - timedelta(days=9)}, "Kegiatan ini sudah selesai"),
    ],
)
def test_the_ticket_says_how_the_event_stands(
    client: FlaskClient, stored: Stored, values: dict[str, Any], sentence: str
) -> None:
    made = stored(lambda: make_registration(coming(**values)))

    assert sentence in client.get(f"/T/{made.tickets[0].code}").text


def test_the_owner_sees_that_the_attendance_was_recorded(app: Flask, client: FlaskClient, slug: str) -> None:
    ticket = registered_ticket(client, slug)
    with app.app_context():
        made = db.session.scalars(select(Registration)).one()
        make_attendance(made, session_id=db.session.scalars(select(Session.id)).one())
        db.session.commit()

    assert "Kehadiran sudah tercatat" in client.get(ticket).text


def test_a_signed_in_desk_finds_catat_hadir_on_top(stored: Stored, sign_in: Any, stranger: FlaskClient) -> None:
    def prepared() -> tuple[str, int]:
        office = make_organization()
        code = make_registration(coming(organization=office)).tickets[0].code
        return code, make_user(office, GrantRole.DESK).id

    code, user_id = stored(prepared)

    page = sign_in(user_id).get(f"/T/{code}").text

    assert page.index("Catat hadir") < page.index("Tempat Bapak/Ibu sudah siap")
    assert "Catat hadir" not in stranger.get(f"/T/{code}").text


def test_the_ticket_page_costs_few_statements(app: Flask, client: FlaskClient, slug: str) -> None:
    ticket = registered_ticket(client, slug)

    with count_queries(engine_of(app)) as counted:
        client.get(ticket)

    assert len(counted) <= 4, counted


def test_the_device_lists_its_tickets(client: FlaskClient, stranger: FlaskClient, stored: Stored) -> None:
    both = [stored(partial(coming, summary=name)) for name in ("Sarasehan", "Lokakarya")]
    for event in both:
        registered_ticket(client, event.slug)

    page = client.get("/tickets")

    assert all(event.summary in page.text for event in both)
    assert page.headers["Cache-Control"] == "no-store"
    assert "Belum ada tiket di perangkat ini" in stranger.get("/tickets").text


def test_the_list_costs_the_same_for_one_ticket_and_for_many(app: Flask, client: FlaskClient, stored: Stored) -> None:
    costs = []
    for more in (1, 4):
        for _ in range(more):
            registered_ticket(client, stored(coming).slug)
        with count_queries(engine_of(app)) as counted:
            client.get("/tickets")
        costs.append(len(counted))

    assert costs[0] == costs[1]


def test_a_shared_phone_can_forget(client: FlaskClient, slug: str) -> None:
    ticket = registered_ticket(client, slug)

    client.post("/tickets/forgotten")

    assert CONTACT not in client.get(ticket).text
    assert "Belum ada tiket" in client.get("/tickets").text


def test_a_forged_cookie_opens_nothing(client: FlaskClient, stranger: FlaskClient, slug: str) -> None:
    ticket = registered_ticket(client, slug)
    true = managing_path(client.get(ticket)).removeprefix("/registrations/")
    stranger.set_cookie("tickets", f"{true[:16]}{'a' * 26}.x.{'%' * 42}", domain="gelar.test")

    assert CONTACT not in stranger.get(ticket).text
    assert "Belum ada tiket" in stranger.get("/tickets").text


def test_a_joining_secret_does_not_manage(app: Flask, client: FlaskClient, slug: str) -> None:
    registered_ticket(client, slug, mode=Mode.ONLINE.value)
    with app.test_request_context():
        token = links.token_of(db.session.scalars(select(Registration)).one(), links.JOIN)

    assert client.get(f"/registrations/{token}").status_code == 404
