"""An office sets its name, its letterhead, who signs and whom to ask."""

from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from PIL import Image
from sqlalchemy import select

from tests.directory.groups import make_group
from tests.factories import make_event, make_organization, make_user
from webapp.accounts.models import GrantRole
from webapp.database import db
from webapp.directory import queries
from webapp.directory.models import Logo, Organization, Signatory
from webapp.events.models import CalendarState, Session

Stored = Callable[[Callable[[], Any]], Any]
SignIn = Callable[[int], FlaskClient]

FORM = {
    "name": "Dinas Contoh",
    "region_code": "62.71",
    "tzid": "Asia/Jakarta",
    "letterhead": "PEMERINTAH\r\nDINAS CONTOH",
    "place": "Palangka Raya",
    "signatories-0-title_line": "Plt. Kepala Dinas,",
    "signatories-0-name": "Agus Contoh, S.Sos.",
    "signatories-0-nip": "19700101 199003 1 001",
    "contact_phone": "0812 5012 3456",
    "data_contact": "umum@contoh.test",
}


class Office:
    def __init__(self) -> None:
        organization = make_organization(name="Dinas Contoh")
        organization.signatories = [Signatory(title_line="Ketua,", name="Lama")]
        self.slug = organization.slug
        self.path = f"/manage/organization/{organization.slug}"
        self.people = {role: make_user(organization, role).id for role in GrantRole}
        self.stranger = make_user(make_organization(), GrantRole.ADMIN).id
        make_event(organization=organization)


@pytest.fixture
def office(stored: Stored) -> Office:
    made: Office = stored(Office)
    return made


@pytest.fixture
def admin(office: Office, sign_in: SignIn) -> FlaskClient:
    return sign_in(office.people[GrantRole.ADMIN])


def organization_of(app: Flask, slug: str) -> Organization:
    with app.app_context():
        return db.session.scalars(queries.with_signatories(slug)).one()


def calendar_revision(app: Flask) -> int:
    with app.app_context():
        return db.session.scalar(select(CalendarState.revision)) or 0


def test_everything_on_the_form_arrives(app: Flask, office: Office, admin: FlaskClient) -> None:
    answer = admin.post(office.path, data=FORM)

    stored = organization_of(app, office.slug)
    assert answer.status_code == 302
    assert (stored.letterhead, stored.place) == ("PEMERINTAH\nDINAS CONTOH", "Palangka Raya")
    assert (stored.contact_phone, stored.data_contact) == ("+6281250123456", "umum@contoh.test")
    assert [(one.title_line, one.name) for one in stored.signatories] == [("Plt. Kepala Dinas,", "Agus Contoh, S.Sos.")]


def test_the_page_shows_what_stands(office: Office, admin: FlaskClient) -> None:
    admin.post(office.path, data=FORM)

    page = admin.get(office.path).text

    assert "0812-5012-3456" in page
    assert "Agus Contoh, S.Sos." in page


def test_a_signatory_keeps_its_row(app: Flask, office: Office, admin: FlaskClient) -> None:
    (before,) = organization_of(app, office.slug).signatories

    admin.post(office.path, data={**FORM, "signatories-0-row_id": str(before.id)})

    (after,) = organization_of(app, office.slug).signatories
    assert (after.id, after.name) == (before.id, "Agus Contoh, S.Sos.")


def test_a_signatory_of_another_office_is_not_taken_over(app: Flask, office: Office, admin: FlaskClient) -> None:
    with app.app_context():
        other = make_organization()
        other.signatories = [Signatory(title_line="Ketua,", name="Milik Orang")]
        db.session.commit()
        stolen = other.signatories[0].id

    admin.post(office.path, data={**FORM, "signatories-0-row_id": str(stolen)})

    with app.app_context():
        assert db.session.get_one(Signatory, stolen).name == "Milik Orang"


def test_a_new_name_reaches_the_calendar(app: Flask, office: Office, admin: FlaskClient) -> None:
    before = calendar_revision(app)

    admin.post(office.path, data=FORM)
    unchanged = calendar_revision(app)
    admin.post(office.path, data={**FORM, "name": "Dinas Baru"})

    assert (unchanged, calendar_revision(app)) == (before, before + 1)
    with app.app_context():
        session = db.session.scalars(select(Session)).one()
        assert session.sequence == 0
        assert session.revised_at == db.session.get_one(CalendarState, 1).changed_at


def test_rows_are_added_and_taken_away_without_javascript(office: Office, admin: FlaskClient) -> None:
    more = admin.post(office.path, data={**FORM, "rows": "add:signatories"})
    fewer = admin.post(office.path, data={**FORM, "rows": "remove:signatories-0"})

    assert (more.status_code, fewer.status_code) == (200, 200)
    assert "Penanda tangan 2" in more.text
    assert "Agus Contoh" not in fewer.text


def test_a_bad_field_brings_the_page_again_with_a_sentence(office: Office, admin: FlaskClient) -> None:
    for field, value, sentence in (
        ("name", "", "Tuliskan nama organisasi."),
        ("name", "A\x00", "tidak dapat dibaca"),
        ("name", "A" * 40_000, "paling banyak 200 karakter"),
        ("letterhead", "\n".join("123456789"), "paling banyak 8 baris"),
        ("letterhead", "A" * 40_000, "paling banyak 1000 karakter"),
        ("region_code", "99.99", "Pilihan ini tidak dikenal"),
        ("tzid", "Mars/Olympus", "Pilihan ini tidak dikenal"),
        ("contact_phone", "bukan nomor", "belum dapat dibaca"),
        ("contact_phone", "0812", "belum dapat dibaca"),
        ("contact_phone", "8" * 40_000, "paling banyak 40 karakter"),
        ("signatories-0-name", "", "Tuliskan namanya"),
        ("signatories-0-nip", "1\x07", "tidak dapat dibaca"),
    ):
        answer = admin.post(office.path, data={**FORM, field: value})

        assert answer.status_code == 422, (field, value[:40])
        assert sentence in answer.text, (field, value[:40])


@pytest.mark.parametrize(
    ("region", "status"), [("", 422), ("62.13", 422), ("62.71", 302), ("00", 302)], ids=["all", "other", "own", "none"]
)
def test_an_office_does_not_give_itself_the_groups_of_others(
    stored: Stored, sign_in: SignIn, region: str, status: int
) -> None:
    """Who looks after a group reads its members and renews the PIN of its chair."""

    def town() -> tuple[str, int]:
        make_group("KIM Jaar", slug="kim-jaar", region_code="62.13", district_code=None, village_code="")
        made = make_organization(region_code="62.71")
        return made.slug, make_user(made, GrantRole.ADMIN).id

    slug, user_id = stored(town)
    client = sign_in(user_id)

    answer = client.post(f"/manage/organization/{slug}", data=FORM | {"region_code": region})

    assert answer.status_code == status
    assert (status == 422) is ("Hanya pengelola sistem" in answer.text)
    assert client.get("/manage/groups/kim-jaar").status_code == 404


def test_who_runs_everything_gives_an_office_its_region(stored: Stored, sign_in: SignIn) -> None:
    slug, user_id = stored(
        lambda: (make_organization(slug="kantor", region_code="62.71").slug, make_user(is_platform_admin=True).id)
    )

    assert sign_in(user_id).post(f"/manage/organization/{slug}", data=FORM | {"region_code": ""}).status_code == 302


@pytest.mark.parametrize("role", [GrantRole.COMMITTEE, GrantRole.DESK, GrantRole.VIEWER])
def test_only_an_administrator_may(office: Office, sign_in: SignIn, role: GrantRole) -> None:
    client = sign_in(office.people[role])

    assert (client.get(office.path).status_code, client.post(office.path, data=FORM).status_code) == (404, 404)


def test_a_stranger_finds_nothing(office: Office, sign_in: SignIn) -> None:
    client = sign_in(office.stranger)

    assert (client.get(office.path).status_code, client.post(office.path, data=FORM).status_code) == (404, 404)


def test_somebody_who_is_not_signed_in_is_sent_to_the_door(office: Office, client: FlaskClient) -> None:
    assert client.get(office.path).location.startswith("/sign-in")


def test_what_is_no_organization_is_a_missing_page(admin: FlaskClient) -> None:
    for slug in ("tidak-ada", "%00", "x" * 5000, "A%0aB"):
        assert admin.get(f"/manage/organization/{slug}").status_code == 404


def test_a_logo_that_runs_scripts_or_is_huge_is_refused_and_the_one_before_stays(
    app: Flask, office: Office, admin: FlaskClient
) -> None:
    def sent(content: bytes) -> Any:
        return admin.post(office.path, data={**FORM, "logo": (BytesIO(content), "logo.png")})

    def kept() -> int:
        with app.app_context():
            id_of = select(Organization.id).where(Organization.slug == office.slug).scalar_subquery()
            return db.session.scalars(select(Logo.file_id).where(Logo.organization_id == id_of)).one()

    drawn = BytesIO()
    Image.new("RGB", (60, 40), "navy").save(drawn, "PNG")
    assert sent(drawn.getvalue()).status_code == 302
    before = kept()

    script = sent(b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'><script>alert(1)</script></svg>")
    body = b'--x\r\nContent-Disposition: form-data; name="logo"; filename="logo.png"\r\n\r\n' + bytes(50 * 1024 * 1024)
    huge = admin.post(office.path, data=body + b"\r\n--x--\r\n", content_type="multipart/form-data; boundary=x")

    assert script.status_code == 422 and "JPG, PNG" in script.text
    assert huge.status_code == 413 and "melebihi batas 12 MB" in huge.text
    assert kept() == before
