"""What only one kind of activity has: one table, one page, shown where it is read."""

from io import BytesIO

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from tests.events.offices import Office, SignIn, Stored, event_of, form_of, stored_event
from tests.events.plans import PLANNED_AT, drafted
from webapp.accounts.models import GrantRole
from webapp.attendance.narrating import composing
from webapp.database import db
from webapp.errors import Refused
from webapp.events.featuring.filling import carry_over, feature, features, outputs, require_outputs
from webapp.events.featuring.models import EventFeature, EventOutput
from webapp.events.featuring.table import FEATURES, WITH_OUTPUTS, WITH_PASSENGERS, features_of, has_any
from webapp.events.kinds import KINDS
from webapp.events.models import Event

PDF = b"%PDF-1.7 naskah"


def of_kind(slug: str, kind: str) -> Event:
    event = stored_event(slug)
    event.kind = kind
    return event


def test_every_feature_belongs_to_kinds_that_exist() -> None:
    named = set().union(*(one.kinds for one in FEATURES), WITH_OUTPUTS, WITH_PASSENGERS)

    assert named <= set(KINDS)
    assert len({one.code for one in FEATURES}) == len(FEATURES)


@pytest.mark.parametrize(
    ("kind", "codes"),
    [
        ("widyawisata", ["meeting_point", "departure", "homecoming", "vehicle", "to_bring"]),
        ("anjangsana", ["host_group", "meeting_point", "to_bring"]),
        ("diskusi", ["openers", "minutes"]),
        ("webinar", []),
    ],
)
def test_the_features_of_a_kind(kind: str, codes: list[str]) -> None:
    assert [one.code for one in features_of(kind)] == codes
    assert has_any(kind) is bool(codes)


def test_values_are_kept_and_an_empty_one_is_taken_away(context: Flask) -> None:
    event = drafted(kind="anjangsana")

    feature(event, {"host_group": "KIM Handep", "meeting_point": "Kantor Camat", "vehicle": "asing"}, at=PLANNED_AT)
    feature(event, {"host_group": "KIM Handep", "meeting_point": " "}, at=PLANNED_AT)

    assert {one.code: value for one, value in features(event) if value} == {"host_group": "KIM Handep"}
    assert db.session.scalars(select(EventFeature.code)).all() == ["host_group"]


@pytest.mark.parametrize("value", ["A\x00", "A" * 301, "A\nB"])
def test_a_value_that_cannot_be_is_refused(context: Flask, value: str) -> None:
    with pytest.raises(Refused, match="Terlalu panjang"):
        feature(drafted(kind="anjangsana"), {"host_group": value}, at=PLANNED_AT)


def test_documents_are_asked_of_the_kind_that_makes_them(context: Flask) -> None:
    event = drafted(kind="lokakarya")

    require_outputs(event, ["Naskah AD/ART", "", "Naskah AD/ART", "Daftar kelengkapan SK"])
    require_outputs(event, ["Daftar kelengkapan SK"])

    assert [one.title for one in db.session.scalars(outputs(event.id))] == ["Daftar kelengkapan SK"]
    with pytest.raises(Refused, match="tidak meminta"):
        require_outputs(drafted(kind="webinar"), ["Naskah"])
    with pytest.raises(Refused, match="paling banyak"):
        require_outputs(event, [f"Naskah {n}" for n in range(21)])


def test_a_duplicate_is_asked_for_the_same_and_keeps_no_minutes(context: Flask) -> None:
    event, made = drafted(kind="lokakarya"), drafted(kind="lokakarya")
    feature(event, {"to_bring": "Laptop", "minutes": "Semua setuju"}, at=PLANNED_AT)
    require_outputs(event, ["Naskah AD/ART"])

    carry_over(event, made)

    assert {one.code: value for one, value in features(made) if value} == {"to_bring": "Laptop"}
    assert [(one.title, one.file_id) for one in db.session.scalars(outputs(made.id))] == [("Naskah AD/ART", None)]


def test_the_public_reads_what_is_public_and_the_report_the_minutes(
    app: Flask, stored: Stored, office: Office, committee: FlaskClient
) -> None:
    stored(lambda: of_kind(office.published, "diskusi"))
    sent = {"openers": "Siapa mengecek fakta?", "minutes": "Semua sepakat mengecek dahulu."}

    answer = committee.post(f"/manage/events/{office.published}/features", data=sent)

    page = app.test_client().get(f"/events/{office.published}").text
    assert answer.status_code == 303
    assert "Siapa mengecek fakta?" in page
    assert "sepakat" not in page
    with app.test_request_context():
        told = [paragraph.text for paragraph in composing._proceedings(stored_event(office.published))]
    assert told == ["Semua sepakat mengecek dahulu."]


@pytest.mark.parametrize("kind", ["anjangsana", "widyawisata", "lokakarya", "sarasehan", "temu_wicara", "mediasi"])
def test_the_page_shows_a_field_for_each_feature(
    stored: Stored, office: Office, committee: FlaskClient, kind: str
) -> None:
    stored(lambda: of_kind(office.draft, kind))

    page = committee.get(f"/manage/events/{office.draft}/features").text

    assert all(f'name="{one.code}"' in page for one in features_of(kind))
    assert ('name="outputs"' in page) is (kind in WITH_OUTPUTS)


def test_a_kind_without_features_has_no_page(stored: Stored, office: Office, committee: FlaskClient) -> None:
    stored(lambda: of_kind(office.draft, "webinar"))

    assert committee.get(f"/manage/events/{office.draft}/features").status_code == 404
    assert "/features" not in committee.get(f"/manage/events/{office.draft}").text


def test_wrong_values_keep_the_page(stored: Stored, office: Office, committee: FlaskClient) -> None:
    stored(lambda: of_kind(office.draft, "lokakarya"))
    path = f"/manage/events/{office.draft}/features"

    for sent in ({"to_bring": "A\x00"}, {"minutes": "A" * 20_001}, {"outputs": "A" * 301}):
        answer = committee.post(path, data={"to_bring": "Laptop", **sent})
        assert answer.status_code == 422
        assert "Laptop" in answer.text or "to_bring" in sent


def test_a_document_is_handed_in_and_replaced(
    app: Flask, stored: Stored, office: Office, committee: FlaskClient
) -> None:
    stored(lambda: require_outputs(of_kind(office.draft, "lokakarya"), ["Naskah AD/ART"]))
    with app.app_context():
        output_id = db.session.scalars(select(EventOutput.id)).one()
    path = f"/manage/events/{office.draft}/features/outputs/{output_id}"

    missing = committee.get(path).status_code
    nothing = committee.post(path)
    wrong = committee.post(path, data={"file": (BytesIO(b"MZ\x90"), "a.pdf")})
    for content in (PDF, PDF + b" kedua"):
        committee.post(path, data={"file": (BytesIO(content), "naskah.pdf")})

    assert (missing, nothing.status_code, wrong.status_code) == (404, 409, 409)
    with committee.get(path) as answer:
        assert answer.data == PDF + b" kedua"


def test_only_the_committee_fills_them(stored: Stored, office: Office, sign_in: SignIn) -> None:
    stored(lambda: of_kind(office.draft, "lokakarya"))
    for person in (office.stranger, office.people[GrantRole.VIEWER]):
        assert sign_in(person).post(f"/manage/events/{office.draft}/features").status_code == 404


def test_a_journey_begins_with_its_two_check_ins(app: Flask, office: Office, committee: FlaskClient) -> None:
    page = committee.get("/manage/events/new?kind=widyawisata").text
    typed = form_of(
        office, kind="widyawisata", mode="in_person", summary="Wisata Belajar",
        **{"sessions-0-title": "Berangkat", "sessions-1-title": "Pulang"},
    )  # fmt: skip

    answer = committee.post("/manage/events/new", data=typed)

    assert 'value="Berangkat"' in page
    assert 'value="Pulang"' in page
    assert answer.status_code == 302  # what the kind filled in asks for nothing more
    assert [one.title for one in event_of(app, "wisata-belajar").sessions] == ["Berangkat"]
