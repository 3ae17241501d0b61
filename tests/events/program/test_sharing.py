"""Co-hosts work on an event like its organizer; materials are handed out with it."""

from io import BytesIO
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from tests.events.offices import Office, SignIn, Stored, event_of, stored_event
from tests.events.plans import PLANNED_AT, drafted
from tests.factories import make_organization, make_user
from webapp.accounts.models import GrantRole
from webapp.database import db
from webapp.directory.models import Organization, OrganizationKind
from webapp.errors import Refused
from webapp.events.models import Role, Visibility
from webapp.events.program.cohosting import share
from webapp.events.program.materials import Offer, hand_out
from webapp.events.program.models import CoHost, Material
from webapp.files.models import StoredFile

PDF = b"%PDF-1.7 contoh"


def shared(office: Office, least: GrantRole = GrantRole.COMMITTEE) -> int:
    """A forum that holds the office's published event too; the id of somebody there."""
    forum = make_organization(name="Forum KIM Contoh", kind=OrganizationKind.FORUM)
    share(stored_event(office.published), forum, at=PLANNED_AT)
    return make_user(forum, least).id


def test_the_committee_of_a_co_host_works_on_the_event(stored: Stored, office: Office, sign_in: SignIn) -> None:
    client = sign_in(stored(lambda: shared(office)))

    assert client.get(f"/manage/events/{office.published}/edit").status_code == 200
    assert "Siapkan kegiatan" in client.get(f"/manage/events/{office.published}").text
    assert "Kegiatan Contoh" in client.get("/manage").text
    assert client.get(f"/manage/events/{office.draft}/edit").status_code == 404  # this one was not shared


def test_a_viewer_of_a_co_host_views(stored: Stored, office: Office, sign_in: SignIn) -> None:
    client = sign_in(stored(lambda: shared(office, GrantRole.VIEWER)))

    assert client.get(f"/manage/events/{office.published}").status_code == 200
    assert client.get(f"/manage/events/{office.published}/edit").status_code == 404


def test_who_else_holds_it_is_the_organizers_to_say(stored: Stored, office: Office, sign_in: SignIn) -> None:
    client = sign_in(stored(lambda: shared(office, GrantRole.ADMIN)))
    path = f"/manage/events/{office.published}/program"

    assert 'name="name"' not in client.get(path).text
    assert client.post(f"{path}/co-hosts", data={"name": "Kantor Contoh"}).status_code == 404


def test_what_an_administrator_decides_stays_the_organizers(stored: Stored, office: Office, sign_in: SignIn) -> None:
    client = sign_in(stored(lambda: shared(office, GrantRole.ADMIN)))

    answer = client.post(f"/manage/events/{office.published}/certificates/numbers")

    assert answer.status_code == 404


def test_a_co_host_is_found_by_name_shown_and_let_go(
    app: Flask, stored: Stored, office: Office, committee: FlaskClient
) -> None:
    stored(lambda: make_organization(name="KIM Handep Bukit Liti", kind=OrganizationKind.KIM))
    path = f"/manage/events/{office.published}/program/co-hosts"

    added = committee.post(path, data={"name": "kim handep  bukit liti"})
    public = app.test_client().get(f"/events/{office.published}").text
    with app.app_context():
        organization_id = db.session.scalars(select(CoHost.organization_id)).one()
    committee.post(f"{path}/{organization_id}/delete")

    assert added.status_code == 303
    assert "KIM Handep Bukit Liti" in public
    with app.app_context():
        assert db.session.scalars(select(CoHost)).all() == []


@pytest.mark.parametrize(
    ("name", "sentence"),
    [("", "Tuliskan nama"), ("Tidak Ada", "Belum ada lembaga"), ("%", "Belum ada"), ("Sama", "Ada beberapa lembaga")],
)
def test_a_name_that_fits_none_or_many_is_asked_again(
    stored: Stored, office: Office, committee: FlaskClient, name: str, sentence: str
) -> None:
    stored(lambda: [make_organization(name="Sama"), make_organization(name="sama")])

    answer = committee.post(f"/manage/events/{office.published}/program/co-hosts", data={"name": name})

    assert answer.status_code == 422
    assert sentence in answer.text


def test_the_organizer_is_not_its_own_co_host_and_twice_is_once(context: Flask) -> None:
    event, forum = drafted(), make_organization()

    share(event, forum, at=PLANNED_AT)
    share(event, forum, at=PLANNED_AT)

    assert len(db.session.scalars(select(CoHost)).all()) == 1
    with pytest.raises(Refused, match="sudah menjadi penyelenggara"):
        share(event, event.organization, at=PLANNED_AT)


def role_of(app: Flask, slug: str) -> Role:
    return event_of(app, slug).roles[0]


def upload(app: Flask, office: Office, client: FlaskClient, **values: object) -> object:
    role = role_of(app, office.draft)
    sent: dict[str, Any] = {"role": str(role.id), "file": (PDF, "paparan.pdf"), **values}
    content, name = sent["file"]
    sent["file"] = (BytesIO(content), name)  # a file of its own for each request, which closes it
    return client.post(f"/manage/events/{office.draft}/program/materials", data=sent)


def test_a_file_is_handed_out_by_the_page_once_it_is_published(
    app: Flask, office: Office, committee: FlaskClient
) -> None:
    upload(app, office, committee)
    with app.app_context():
        material_id = db.session.scalars(select(Material.id)).one()
    path = f"/events/{office.draft}/materials/{material_id}"
    before = app.test_client().get(path).status_code
    with committee.get(f"/manage{path.replace('/materials', '/program/materials')}") as own:
        assert own.data == PDF

    committee.post(f"/manage/events/{office.draft}/publication")

    page = app.test_client().get(f"/events/{office.draft}").text
    assert before == 404
    assert path in page
    assert "Tata Cara" in page  # the title of the talk stands for the file's
    with app.test_client().get(path) as answer:
        assert answer.data == PDF


def test_a_confidential_events_material_is_nobodys(stored: Stored, office: Office, app: Flask) -> None:
    def make() -> int:
        event = stored_event(office.published)
        event.visibility = Visibility.CONFIDENTIAL
        role = Role(event=event, role="narasumber", name="Cak Boni")
        db.session.add(role)
        db.session.flush()
        return hand_out(event, role, offer=Offer("Naskah", url="https://example.org/a"), at=PLANNED_AT).id

    material_id = stored(make)

    assert app.test_client().get(f"/events/{office.published}/materials/{material_id}").status_code == 404


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"role": "9" * 20}, "Pilih pengisi acaranya"),
        ({"file": (b"", "")}, "Isi tautan atau pilih berkas"),
        ({"url": "https://example.org/a"}, "salah satu"),
        ({"url": "javascript:alert(1)"}, "https:// atau http://"),
        ({"file": (b"MZ\x90", "virus.pdf")}, "tidak diterima"),
        ({"title": "A\x00"}, "tidak dapat dibaca"),
    ],
)
def test_what_cannot_be_handed_out_is_said(
    app: Flask, office: Office, committee: FlaskClient, values: dict[str, object], sentence: str
) -> None:
    answer = upload(app, office, committee, **values)

    assert answer.status_code == 422  # type: ignore[attr-defined]
    assert sentence in answer.text  # type: ignore[attr-defined]


@pytest.mark.parametrize("values", [{}, {"url": "https://example.org", "file_id": 1}])
def test_the_table_wants_a_file_or_a_link(context: Flask, values: dict[str, object]) -> None:
    db.session.add(Material(role_id=drafted().roles[0].id, title="A", added_at=PLANNED_AT, **values))

    with pytest.raises(IntegrityError):
        db.session.flush()


def test_a_file_goes_with_the_last_who_hands_it_out(app: Flask, office: Office, committee: FlaskClient) -> None:
    upload(app, office, committee)
    committee.post(
        f"/manage/events/{office.draft}/copy", data={"summary": "Salinan", "day": "2027-05-20", "starts": "13.00"}
    )
    kept = []
    for slug in (office.draft, "salinan"):
        role = role_of(app, slug)
        with app.app_context():
            material_id = db.session.scalars(select(Material.id).where(Material.role_id == role.id)).one()
        committee.post(f"/manage/events/{slug}/program/materials/{material_id}/delete")
        with app.app_context():
            kept.append(len(db.session.scalars(select(StoredFile)).all()))

    assert kept == [1, 0]


def test_who_holds_it_too_has_it_in_list_feed_and_on_the_own_page(
    client: FlaskClient, stored: Stored, office: Office
) -> None:
    stored(lambda: shared(office))
    slug = stored(lambda: db.session.scalars(select(Organization.slug).filter_by(name="Forum KIM Contoh")).one())

    assert office.published in client.get(f"/events?organizer={slug}").text
    assert f"/events/{office.published}" in client.get(f"/organizers/{slug}/calendar.ics").text
    assert office.published in client.get(f"/kim/{slug}").text
