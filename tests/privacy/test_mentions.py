"""The name of an erased person in what organizers wrote: found, put before a person, replaced with one press."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from tests.attendance.pages import coming, managing_path, registered_ticket
from tests.counting import count_queries, engine_of
from tests.factories import make_organization, make_user
from tests.privacy import looking
from webapp import clock
from webapp.accounts.models import GrantRole
from webapp.attendance.models import Registration
from webapp.attendance.narrating.models import Part, ReportText
from webapp.audit.models import AuditEntry
from webapp.database import Base, db
from webapp.events.models import Event
from webapp.events.program.models import RundownLine
from webapp.privacy.mentioning import spotting
from webapp.privacy.mentioning.models import NameMention
from webapp.privacy.mentioning.places import PLACES
from webapp.privacy.requesting import asking
from webapp.privacy.requesting.models import PrivacyRequest, RequestKind

Stored = Callable[[Callable[[], Any]], Any]
SignIn = Callable[[int], FlaskClient]
NAME = "Hj. Siti Kenari, S.Pd"
PAGE = "/manage/privacy"


@dataclass
class Scene:
    slug: str
    event: int
    admin: int
    committee: int
    stranger: int
    data: str = ""


@pytest.fixture
def scene(stored: Stored, client: FlaskClient) -> Scene:
    """Somebody registered whom the office also names in a description and in its report; another office does too."""

    def made() -> Scene:
        office, other = make_organization(slug="kantor"), make_organization(slug="lain")
        event = coming(organization=office, description=f"Dibuka oleh **{NAME.upper()}**. Siti dan Kenari ikut.")
        text = f"Usul hj siti  kenari, s.pd. diterima. {NAME} mencatat; Siti Kenariwati tidak."
        db.session.add(ReportText(event_id=event.id, part=Part.RESULTS, text=text, revised_at=clock.now()))
        coming(organization=other, description=f"Bersama {NAME}.")
        users = (make_user(office, GrantRole.ADMIN), make_user(office, GrantRole.COMMITTEE))
        admin, committee, stranger = (one.id for one in (*users, make_user(other, GrantRole.ADMIN)))
        return Scene(event.slug, event.id, admin, committee, stranger)

    found: Scene = stored(made)
    ticket = registered_ticket(client, found.slug, name=NAME, phone="0812 5012 3456")
    found.data = f"{managing_path(client.get(ticket))}/data"
    return found


def texts(app: Flask, scene: Scene) -> tuple[str, str]:
    with app.app_context():
        event = db.session.get_one(Event, scene.event)
        return event.description, db.session.scalars(select(ReportText.text)).one()


def test_the_person_is_told_and_one_press_makes_the_name_vanish(
    app: Flask, scene: Scene, client: FlaskClient, sign_in: SignIn
) -> None:
    answer = client.post(f"{scene.data}/erasure").text
    admin = sign_in(scene.admin)
    page = admin.get(PAGE).text
    done = admin.post(f"{PAGE}/mentions/replacement", follow_redirects=True).text

    assert "masih ada di 2 tulisan panitia" in answer
    assert "Nama masih ada di 2 tulisan" in page
    assert "<mark>HJ. SITI KENARI, S.PD</mark>" in page
    assert "Nama di 2 tulisan sudah diganti." in done
    assert "Nama masih ada" not in done
    assert texts(app, scene) == (
        "Dibuka oleh **(dihapus)**. Siti dan Kenari ikut.",
        "Usul (dihapus). diterima. (dihapus) mencatat; Siti Kenariwati tidak.",
    )
    told = [row for row in looking.tables(app).splitlines() if "kenari, s.pd" in row.lower()]
    assert len(told) == 1  # what another office wrote is another office's
    with app.app_context():
        assert db.session.scalars(select(Registration.id)).all() == [1]
        acts = db.session.scalars(select(AuditEntry.act).where(AuditEntry.act.startswith("privacy.mention"))).all()
        assert acts == ["privacy.mention_replaced"] * 2


def test_what_waits_does_not_say_the_name(app: Flask, scene: Scene, client: FlaskClient) -> None:
    client.post(f"{scene.data}/erasure")

    with app.app_context():
        waiting = db.session.scalars(select(NameMention)).all()
        said = " ".join(str(vars(one)) for one in waiting).lower()
    assert len(waiting) == 2
    assert not any(word in said for word in ("siti", "kenari"))


def test_a_text_can_be_left_as_it_is_or_be_edited_by_hand(
    app: Flask, scene: Scene, client: FlaskClient, sign_in: SignIn, stored: Stored
) -> None:
    client.post(f"{scene.data}/erasure")
    with app.app_context():
        report = db.session.scalars(select(NameMention.id).where(NameMention.place == "report_texts")).one()
    admin = sign_in(scene.admin)

    admin.post(f"{PAGE}/mentions/{report}/dismissal")
    one_left = admin.get(PAGE).text
    stored(lambda: setattr(db.session.get_one(Event, scene.event), "description", "Tanpa nama."))

    assert "Nama masih ada di 1 tulisan" in one_left
    assert "Nama masih ada" not in admin.get(PAGE).text
    assert NAME in texts(app, scene)[1]


def test_only_the_administrators_of_the_office_decide(
    app: Flask, scene: Scene, client: FlaskClient, sign_in: SignIn
) -> None:
    client.post(f"{scene.data}/erasure")
    with app.app_context():
        one = db.session.scalars(select(NameMention.id).order_by(NameMention.id)).first()

    for user in (scene.committee, scene.stranger):
        for act in ("replacement", "dismissal"):
            assert sign_in(user).post(f"{PAGE}/mentions/{one}/{act}").status_code == 404
    sign_in(scene.stranger).post(f"{PAGE}/mentions/replacement")
    assert "SITI KENARI" in texts(app, scene)[0]


def test_the_answer_to_a_filed_request_says_what_stays(
    app: Flask, scene: Scene, sign_in: SignIn, stored: Stored
) -> None:
    def filed() -> int:
        one = db.session.scalars(select(Registration)).one()
        db.session.refresh(one, ["event", "person"])
        return asking.file_request(one, kind=RequestKind.ERASE, words="Mohon dihapus.", at=clock.now()).id

    sign_in(scene.admin).post(f"{PAGE}/{stored(filed)}/erasure")

    with app.app_context():
        (answer,) = db.session.scalars(select(PrivacyRequest.answer)).all()
    assert answer.startswith("Data sudah dihapus. Nama masih ada di 2 tulisan panitia")


def test_the_page_costs_the_same_for_one_mention_and_for_many(
    app: Flask, scene: Scene, client: FlaskClient, sign_in: SignIn, stored: Stored
) -> None:
    admin = sign_in(scene.admin)
    client.post(f"{scene.data}/erasure")
    with count_queries(engine_of(app)) as one:
        assert admin.get(PAGE).status_code == 200

    def more() -> None:
        mention = db.session.scalars(select(NameMention).where(NameMention.place == "events")).one()
        event = db.session.get_one(Event, scene.event)
        db.session.refresh(event, ["sessions"])
        said = {"salt": mention.salt, "mark": mention.mark, "words": mention.words, "found_at": mention.found_at}
        for number in range(12):
            line = RundownLine(session_id=event.sessions[0].id, position=number, minutes=0, title=NAME)
            db.session.add(line)
            db.session.flush()
            place = {"place": "rundown_lines", "row_key": f"[{line.id}]", "column": "title"}
            db.session.add(NameMention(erasure_id=mention.erasure_id, event_id=event.id, **place, **said))

    stored(more)
    with count_queries(engine_of(app)) as many:
        assert "Nama masih ada di 14 tulisan" in admin.get(PAGE).text

    assert len(many) <= len(one) + 1  # one more table


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("Ani", "(dihapus)"),
        ("ani, ANI dan Aniek", "(dihapus), (dihapus) dan Aniek"),
        ("Bani Ani", "Bani (dihapus)"),
        ("", ""),
    ],
)
def test_whole_words_are_a_name(text: str, kept: str) -> None:
    assert spotting.without(text, spotting.marked("Ani", salt="00" * 8), instead="(dihapus)") == kept


def test_every_place_stands_in_the_models() -> None:
    for name, place in PLACES.items():
        assert set(place.columns) <= set(Base.metadata.tables[name].columns.keys())
