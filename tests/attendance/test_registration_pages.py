"""The registration form in a browser without JavaScript."""

from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select

from tests.attendance.pages import Stored, coming, registered_ticket, send
from tests.counting import count_queries, engine_of
from tests.factories import make_organization
from webapp.attendance.models import Consent, Person, Registration
from webapp.clock import now
from webapp.database import db
from webapp.directory.models import OrganizationKind
from webapp.directory.regions import ELSEWHERE
from webapp.events.models import EventStatus, Mode, Visibility
from webapp.messages.models import Message


@pytest.fixture
def slug(stored: Stored) -> str:
    return str(stored(coming).slug)


def one(app: Flask, model: type) -> Any:
    with app.app_context():
        return db.session.scalars(select(model)).one()


def count(app: Flask, model: type) -> int:
    with app.app_context():
        return db.session.scalar(select(func.count()).select_from(model)) or 0


def test_the_form_shows_what_is_left_of_each_mode(client: FlaskClient, stored: Stored) -> None:
    event = stored(lambda: coming(in_person=12, online=100))

    page = client.get(f"/events/{event.slug}/registration").text

    assert "Sisa 12 kursi" in page
    assert "Sisa 100 tempat" in page


def test_a_full_hall_offers_the_line_and_the_screen(client: FlaskClient, stored: Stored) -> None:
    event = stored(lambda: coming(in_person=1))
    registered_ticket(client, event.slug, name="Satu")

    page = client.get(f"/events/{event.slug}/registration").text

    assert "Penuh: masuk daftar tunggu, atau ikut daring" in page


def test_the_only_mode_is_not_asked_for(client: FlaskClient, stored: Stored) -> None:
    event = stored(lambda: coming(online=None))

    page = client.get(f"/events/{event.slug}/registration").text

    assert '<input type="hidden" name="mode" value="in_person">' in page


def test_the_link_can_choose_the_mode(client: FlaskClient, slug: str) -> None:
    page = client.get(f"/events/{slug}/registration?mode=online").text

    assert 'checked id="mode-1"' in page


def test_the_names_of_kim_groups_are_suggested(client: FlaskClient, stored: Stored, slug: str) -> None:
    stored(lambda: make_organization(kind=OrganizationKind.KIM, name="KIM Harati Kereng"))

    assert '<option value="KIM Harati Kereng">' in client.get(f"/events/{slug}/registration").text


def test_consent_is_never_ticked_beforehand(client: FlaskClient, slug: str) -> None:
    page = client.get(f"/events/{slug}/registration").text

    consent = next(line for line in page.splitlines() if 'name="consent"' in line)
    assert "checked" not in consent


def test_a_sent_form_leads_to_the_ticket(app: Flask, client: FlaskClient, slug: str) -> None:
    ticket = client.get(registered_ticket(client, slug, affiliation="umum"))

    made = one(app, Registration)
    assert ticket.status_code == 200
    assert "Terima kasih. Tempat untuk Dehen sudah kami siapkan." in ticket.text
    assert (made.mode, made.region_code, made.affiliation) == (Mode.IN_PERSON, "62.71", "umum")


def test_consent_goes_with_the_language_of_the_page(app: Flask, client: FlaskClient, slug: str) -> None:
    client.set_cookie("language", "en", domain="gelar.test")

    registered_ticket(client, slug)

    assert (one(app, Consent).locale, one(app, Consent).channel) == ("en", "form")


@pytest.mark.parametrize("typed", ["0812-3456-7890", "+62 812 3456 7890", "6281234567890", "81234567890"])
def test_a_phone_may_be_written_as_people_write_it(app: Flask, client: FlaskClient, slug: str, typed: str) -> None:
    registered_ticket(client, slug, phone=typed)

    assert one(app, Person).phone == "+6281234567890"


def test_a_person_without_a_phone_can_register(app: Flask, client: FlaskClient, slug: str) -> None:
    registered_ticket(client, slug, phone="", has_no_phone="y")

    assert (one(app, Person).phone, one(app, Person).email) == ("", "")


def test_a_mail_address_is_a_contact_too(app: Flask, client: FlaskClient, slug: str) -> None:
    registered_ticket(client, slug, phone="", email="Dehen@Contoh.ID")

    assert (one(app, Person).email, count(app, Message)) == ("dehen@contoh.id", 1)


def test_elsewhere_is_an_answer(app: Flask, client: FlaskClient, slug: str) -> None:
    registered_ticket(client, slug, region=ELSEWHERE)

    assert one(app, Registration).region_code == ELSEWHERE


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"mode": None}, "Mohon pilih hadir di tempat atau daring."),
        ({"mode": "flying"}, "Cara ikut"),
        ({"name": "  "}, "Mohon tulis nama."),
        ({"name": "D" * 40_000}, "Terlalu panjang"),
        ({"name": "De\x00hen"}, "Ada karakter yang tidak dapat dibaca."),
        ({"phone": ""}, "Mohon isi nomor HP."),
        ({"phone": "0812 345"}, "Nomor HP ini"),
        ({"phone": "0812 3456 7890 1234 5678"}, "Nomor HP ini"),
        ({"phone": "nomor saya"}, "Nomor HP ini belum dapat dibaca."),
        ({"phone": "8" * 40_000}, "Nomor HP ini kelebihan angka."),
        ({"email": "bukan surel"}, "Alamat surel ini belum tepat."),
        ({"email": "a\x00@contoh.id"}, "Alamat surel ini belum tepat."),
        ({"region": ""}, "Mohon pilih kabupaten/kota asal"),
        ({"region": "99.99"}, "Kabupaten/Kota"),
        ({"affiliation": "K" * 40_000}, "Terlalu panjang"),
        ({"affiliation": "KIM\x07"}, "Ada karakter yang tidak dapat dibaca."),
        ({"consent": None}, "Tanpa persetujuan ini"),
    ],
)
def test_a_wrong_field_is_told_and_the_rest_is_kept(
    app: Flask, client: FlaskClient, slug: str, values: dict[str, str], sentence: str
) -> None:
    answer = send(client, slug, **({"name": "Hj. Norhayati, S.Sos."} | values))

    assert answer.status_code == 422
    assert 'class="error-summary" role="alert" tabindex="-1" data-focus' in answer.text
    assert sentence in answer.text
    assert "name" in values or "Hj. Norhayati, S.Sos." in answer.text
    assert count(app, Registration) == 0


@pytest.mark.parametrize("name", ["<script>alert(1)</script>", '=HYPERLINK("http://x")', "O'Neil-Dehen / ‮Siti", "🙂"])
def test_an_odd_name_is_stored_as_typed_and_shown_inert(app: Flask, client: FlaskClient, slug: str, name: str) -> None:
    page = client.get(registered_ticket(client, slug, name=name)).text

    assert one(app, Person).name == name
    assert "<script>alert" not in page


def test_a_pasted_line_end_becomes_a_blank(app: Flask, client: FlaskClient, slug: str) -> None:
    registered_ticket(client, slug, name="Hj.\r\nNorhayati")

    assert one(app, Person).name == "Hj. Norhayati"


def test_what_the_form_does_not_ask_is_not_taken(app: Flask, client: FlaskClient, stored: Stored) -> None:
    event = stored(lambda: coming(requires_approval=True))

    registered_ticket(client, event.slug, status="confirmed", event_id="1", is_walk_in="y", represents="Bupati")

    made = one(app, Registration)
    assert (made.status, made.is_walk_in, made.represents, made.event_id) == ("pending", False, "", event.id)


def test_sending_the_same_form_twice_makes_one_registration(app: Flask, client: FlaskClient, slug: str) -> None:
    token = "a" * 43

    tickets = {registered_ticket(client, slug, form_token=token) for _ in range(2)}

    assert (len(tickets), count(app, Registration)) == (1, 1)


def test_the_same_form_for_somebody_else_asks_once_and_then_takes_it(
    app: Flask, client: FlaskClient, slug: str
) -> None:
    token = "a" * 43
    registered_ticket(client, slug, form_token=token)

    answer = send(client, slug, name="Mariani", form_token=token)

    assert answer.status_code == 409
    assert "Formulir ini tadi sudah terkirim." in answer.text
    assert "Mariani" in answer.text
    assert token not in answer.text


def test_a_known_person_is_told_without_seeing_anything(app: Flask, client: FlaskClient, slug: str) -> None:
    code = registered_ticket(client, slug).removeprefix("/T/")
    stranger = app.test_client()

    answer = send(stranger, slug, name="dehen", phone="+6281234567890")
    page = stranger.get(answer.location)

    assert (answer.status_code, answer.location) == (303, f"/events/{slug}/registration/known")
    assert code not in page.text
    assert "Set-Cookie" not in answer.headers or "tickets=" not in answer.headers["Set-Cookie"]


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"status": EventStatus.CANCELLED, "status_reason": "Narasumber sakit."}, "Narasumber sakit."),
        ({"status": EventStatus.POSTPONED}, "Kegiatan ini ditunda."),
        ({"start": now() - timedelta(days=9)}, "Kegiatan ini sudah selesai."),
        ({"registration_opens_at": now() + timedelta(days=1)}, "Pendaftaran dibuka"),
        ({"registration_closes_at": now() - timedelta(days=1)}, "Pendaftaran ditutup"),
        ({"in_person": None, "online": None}, "Pendaftaran kegiatan ini belum dibuka."),
    ],
)
def test_a_closed_door_says_why_and_what_else_can_be_done(
    client: FlaskClient, stored: Stored, values: dict[str, Any], sentence: str
) -> None:
    event = stored(lambda: coming(**values))

    page = client.get(f"/events/{event.slug}/registration")
    answer = send(client, event.slug)

    assert (page.status_code, answer.status_code) == (200, 409)
    for shown in (page.text, answer.text):
        assert sentence in shown
        assert 'href="/events"' in shown


def test_a_mode_that_is_not_offered_is_an_error_at_its_field(client: FlaskClient, stored: Stored) -> None:
    event = stored(lambda: coming(online=None))

    answer = send(client, event.slug, mode="online")

    assert answer.status_code == 422
    assert "tidak dapat diikuti dengan cara itu" in answer.text


def test_a_running_event_says_so(client: FlaskClient, stored: Stored) -> None:
    event = stored(lambda: coming(start=now() - timedelta(hours=1)))

    assert "Sedang berlangsung" in client.get(f"/events/{event.slug}/registration").text


@pytest.mark.parametrize(
    "values", [{"status": EventStatus.DRAFT, "published_at": None}, {"visibility": Visibility.CONFIDENTIAL}]
)
def test_what_is_not_public_does_not_exist(client: FlaskClient, stored: Stored, values: dict[str, Any]) -> None:
    event = stored(lambda: coming(**values))

    assert client.get(f"/events/{event.slug}/registration").status_code == 404
    assert send(client, event.slug).status_code == 404


@pytest.mark.parametrize("odd", ["tidak-ada", "%00", "Besar", "a" * 500])
def test_an_odd_address_is_not_found(client: FlaskClient, odd: str) -> None:
    assert client.get(f"/events/{odd}/registration").status_code == 404
    assert client.post(f"/events/{odd}/registration", data={}).status_code == 404
    assert client.get(f"/events/{odd}/registration/known").status_code == 404


def test_a_forged_form_is_refused(app: Flask, slug: str) -> None:
    app.config["WTF_CSRF_ENABLED"] = True

    answer = send(app.test_client(), slug)

    assert (answer.status_code, count(app, Registration)) == (400, 0)


def test_registering_by_the_page_costs_few_statements(app: Flask, client: FlaskClient, slug: str) -> None:
    with count_queries(engine_of(app)) as counted:
        registered_ticket(client, slug, email="dehen@contoh.id", affiliation="KIM Harati Kereng")

    assert len(counted) <= 11, counted


def test_a_wrong_form_takes_no_writers_turn(app: Flask, client: FlaskClient, slug: str) -> None:
    with count_queries(engine_of(app)) as counted:
        send(client, slug, name="")

    assert [row for row in counted.statements if not row.startswith("SELECT")] == []


def test_two_people_of_one_name_on_one_phone_are_asked_about(client: FlaskClient, stored: Stored) -> None:
    stored(lambda: coming(slug="forum"))
    registered_ticket(client, "forum", name="Siti")

    known = client.get(send(client, "forum", name="Siti").location)
    form = client.get("/events/forum/registration?namesake=1")
    other = send(client, "forum", name="Siti", distinguisher="RT 2")
    again = send(client, "forum", name="Siti", distinguisher="rt 2")

    assert "Ya, dua orang berbeda" in known.text and 'name="distinguisher"' in form.text
    assert other.location.startswith("/T/")
    assert again.location.endswith("/known")
