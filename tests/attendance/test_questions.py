"""What an event asks besides the six questions of every form, and what people answer."""

import csv
import io
from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from python_calamine import CalamineWorkbook
from sqlalchemy import select

from tests.attendance.applying import BEFORE, an_application
from tests.attendance.pages import Stored, coming, filled, registered_ticket, send
from tests.factories import START, make_event, make_organization, make_user
from webapp.attendance.models import Registration
from webapp.attendance.questions.asking import Asked, WrongAnswer, asked_by, judged, shown
from webapp.attendance.questions.editing import PlannedQuestion, decide
from webapp.attendance.questions.models import Answer, Question, QuestionKind, StandardName
from webapp.attendance.registering.applying import register
from webapp.clock import now
from webapp.database import db
from webapp.directory.models import Organization
from webapp.errors import Refused
from webapp.events.models import Event, Mode

SHIRT = PlannedQuestion(kind=QuestionKind.ONE, label="Ukuran kaus", choices=("S", "M", "L"), is_required=True)


def ask(event: Event, *own: PlannedQuestion, **standard: bool) -> Asked:
    decide(event, standard={StandardName(name): must for name, must in standard.items()}, own=own, at=START)
    return asked_by(event.id)


def asking_event(*own: PlannedQuestion, **standard: bool) -> Event:
    event = coming()
    ask(event, *own, **standard)
    return event


def question(kind: QuestionKind, *choices: str) -> Question:
    return Question(kind=kind, label="?", choices=list(choices))


def only_question() -> Question:
    return db.session.scalars(select(Question)).one()


def stored_answers(app: Flask) -> list[Any]:
    with app.app_context():
        return [row.value for row in db.session.scalars(select(Answer).order_by(Answer.question_id))]


@pytest.mark.parametrize(
    ("kind", "given", "kept"),
    [
        (QuestionKind.SHORT, "  padi \n dan  jagung ", "padi dan jagung"),
        (QuestionKind.LONG, "baris satu\nbaris dua", "baris satu\nbaris dua"),
        (QuestionKind.ONE, "M", "M"),
        (QuestionKind.SEVERAL, ["L", "M"], ["M", "L"]),
        (QuestionKind.NUMBER, "1,5", 1.5),
        (QuestionKind.NUMBER, 12, 12),
        (QuestionKind.YES_NO, "no", False),
        (QuestionKind.YES_NO, True, True),
        (QuestionKind.SHORT, "   ", None),
        (QuestionKind.SEVERAL, [], None),
    ],
)
def test_an_answer_is_kept_as_its_kind(app: Flask, kind: QuestionKind, given: object, kept: object) -> None:
    with app.test_request_context():
        assert judged(question(kind, "M", "L"), given) == kept


@pytest.mark.parametrize(
    ("kind", "given"),
    [
        (QuestionKind.SHORT, "a" * 201),
        (QuestionKind.LONG, "a" * 2_001),
        (QuestionKind.SHORT, "a\x00b"),
        (QuestionKind.SHORT, {"$gt": ""}),
        (QuestionKind.ONE, "XL"),
        (QuestionKind.SEVERAL, ["M", "XL"]),
        (QuestionKind.SEVERAL, {"M": 1}),
        (QuestionKind.NUMBER, "dua"),
        (QuestionKind.NUMBER, "1e400"),
        (QuestionKind.NUMBER, float("inf")),
        (QuestionKind.NUMBER, 10**13),
        (QuestionKind.YES_NO, "mungkin"),
    ],
)
def test_what_is_no_answer_gets_a_sentence(app: Flask, kind: QuestionKind, given: object) -> None:
    with app.test_request_context(), pytest.raises(WrongAnswer, match=r"\w\."):
        judged(question(kind, "M", "L"), given)


def test_answers_are_shown_in_words(app: Flask) -> None:
    with app.test_request_context():
        assert [shown(value) for value in (True, ["M", "L"], 1.5, "padi", None)] == ["Ya", "M; L", "1,5", "padi", ""]


def test_an_answer_is_stored_with_the_registration(context: Flask) -> None:
    event = make_event()
    asked = ask(event, SHIRT)

    made = register(event, an_application(answers=((asked.own[0].id, "M"),)), at=BEFORE, asked=asked)

    assert isinstance(made, Registration)
    assert [(row.registration_id, row.value) for row in db.session.scalars(select(Answer))] == [(made.id, "M")]


def test_the_verb_refuses_a_required_answer_that_is_missing(context: Flask) -> None:
    event = make_event()
    asked = ask(event, SHIRT)

    with pytest.raises(Refused) as refusal:
        register(event, an_application(), at=BEFORE, asked=asked)

    assert (refusal.value.reason, db.session.scalar(select(Registration.id))) == ("answer_missing", None)


def test_the_verb_refuses_answers_to_what_this_mode_is_not_asked(context: Flask) -> None:
    event = make_event()
    asked = ask(event, PlannedQuestion(kind=QuestionKind.SHORT, label="Kendaraan", mode=Mode.IN_PERSON))

    with pytest.raises(Refused) as refusal:
        register(event, an_application(mode=Mode.ONLINE, answers=((asked.own[0].id, "x"),)), at=BEFORE, asked=asked)

    assert refusal.value.reason == "answer_unasked"


def test_an_answered_question_is_retired_and_another_takes_its_place(context: Flask) -> None:
    event = make_event()
    asked = ask(event, SHIRT)
    register(event, an_application(answers=((asked.own[0].id, "M"),)), at=BEFORE, asked=asked)

    again = ask(event, PlannedQuestion(kind=QuestionKind.SHORT, label="Ukuran", id=asked.own[0].id))

    rows = {row.id: row.retired_at for row in db.session.scalars(select(Question))}
    assert again.own[0].id != asked.own[0].id
    assert rows == {asked.own[0].id: START, again.own[0].id: None}


def test_a_question_nobody_answered_is_deleted(context: Flask) -> None:
    event = make_event()
    ask(event, SHIRT)

    ask(event)

    assert db.session.scalars(select(Question)).all() == []


def test_choosing_needs_choices(context: Flask) -> None:
    with pytest.raises(Refused, match="2 sampai 50"):
        ask(make_event(), PlannedQuestion(kind=QuestionKind.ONE, label="Ukuran", choices=("S", "S")))


def test_the_form_asks_and_keeps(client: FlaskClient, app: Flask, stored: Stored) -> None:
    event = stored(lambda: asking_event(SHIRT, gender=True))
    with app.app_context():
        name = f"q{only_question().id}"

    page = client.get(f"/events/{event.slug}/registration").text
    registered_ticket(client, event.slug, gender="P", **{name: "L"})

    assert "Ukuran kaus" in page
    with app.app_context():
        assert db.session.scalars(select(Registration)).one().gender == "P"
    assert stored_answers(app) == ["L"]


def test_the_form_says_all_that_is_missing_at_once_and_keeps_what_was_typed(
    client: FlaskClient, app: Flask, stored: Stored
) -> None:
    event = stored(lambda: asking_event(SHIRT, PlannedQuestion(kind=QuestionKind.SHORT, label="Sawah")))
    with app.app_context():
        other = max(row.id for row in db.session.scalars(select(Question)))

    answer = send(client, event.slug, name="", **{f"q{other}": "dua hektare"})

    assert answer.status_code == 422
    assert all(words in answer.text for words in ("Mohon tulis nama", "Bagian ini wajib diisi.", "dua hektare"))


def test_a_choice_that_is_not_offered_is_refused(client: FlaskClient, app: Flask, stored: Stored) -> None:
    event = stored(lambda: asking_event(SHIRT))
    with app.app_context():
        name = f"q{only_question().id}"

    answer = send(client, event.slug, **{name: "XXL"})

    assert (answer.status_code, "Pilihan ini tidak tersedia." in answer.text) == (422, True)
    assert stored_answers(app) == []


def test_a_question_for_the_hall_is_not_required_online(client: FlaskClient, stored: Stored) -> None:
    lunch = PlannedQuestion(kind=QuestionKind.YES_NO, label="Ikut makan siang", is_required=True, mode=Mode.IN_PERSON)
    event = stored(lambda: asking_event(lunch))

    online = send(client, event.slug, mode="online")
    hall = send(client, event.slug, mode="in_person", name="Suwarno")

    assert (online.status_code, hall.status_code) == (303, 422)


def test_a_program_learns_the_questions_and_answers_them(client: FlaskClient, app: Flask, stored: Stored) -> None:
    event = stored(lambda: asking_event(SHIRT))
    asked = client.get(f"/api/v1/events/{event.slug}").get_json()["questions"][0]
    body = {"name": "Dehen", "mode": "online", "consent": True}

    without = client.post(f"/api/v1/events/{event.slug}/registrations", json=body)
    made = client.post(f"/api/v1/events/{event.slug}/registrations", json=body | {"answers": {str(asked["id"]): "S"}})

    assert (asked["label"], asked["choices"], asked["is_required"]) == ("Ukuran kaus", ["S", "M", "L"], True)
    assert (without.status_code, without.get_json()["errors"][0]["pointer"]) == (422, f"#/answers/{asked['id']}")
    assert (made.status_code, stored_answers(app)) == (201, ["S"])


@pytest.fixture
def editor(stored: Stored, sign_in: Callable[[int], FlaskClient]) -> tuple[FlaskClient, Event]:
    def make() -> tuple[Event, Any]:
        organization = make_organization()
        return coming(organization=organization), make_user(organization)

    event, user = stored(make)
    return sign_in(user.id), event


def row(number: int = 0, **values: str) -> dict[str, str]:
    given = {
        "label": "Ukuran kaus",
        "kind": "one",
        "choices": "S\nM\n\nL",
        "help": "",
        "mode": "",
        "row_id": "",
    } | values
    return {f"questions-{number}-{name}": value for name, value in given.items()}


STANDARD = {"gender": "required", "age_group": "asked", "occupation": "off", "position": "off", "needs": "asked"}


def test_an_organizer_writes_the_form(editor: tuple[FlaskClient, Event], app: Flask) -> None:
    browser, event = editor
    path = f"/manage/events/{event.slug}/questions"

    answer = browser.post(path, data=STANDARD | row() | {"questions-0-is_required": "y"})

    with app.app_context():
        asked = asked_by(event.id)
    assert answer.status_code == 303
    assert asked.standard == {StandardName.GENDER: True, StandardName.AGE_GROUP: False, StandardName.NEEDS: False}
    assert [(one.label, one.choices, one.is_required) for one in asked.own] == [("Ukuran kaus", ["S", "M", "L"], True)]
    assert "S\nM\nL" in browser.get(path).text


def test_rows_come_and_go_and_rise_without_javascript(editor: tuple[FlaskClient, Event]) -> None:
    browser, event = editor
    path = f"/manage/events/{event.slug}/questions"
    both = STANDARD | row(0, label="Satu") | row(1, label="Dua")

    added = browser.post(path, data=both | {"rows": "add:questions"}).text
    risen = browser.post(path, data=both | {"rows": "up:questions-1"}).text
    removed = browser.post(path, data=both | {"rows": "remove:questions-0"}).text

    assert "Pertanyaan 3" in added
    assert risen.index('value="Dua"') < risen.index('value="Satu"')
    assert 'value="Satu"' not in removed


def test_a_question_without_words_is_shown_again_with_its_choices(editor: tuple[FlaskClient, Event]) -> None:
    browser, event = editor

    answer = browser.post(f"/manage/events/{event.slug}/questions", data=STANDARD | row(label=""))

    assert (answer.status_code, "Tuliskan pertanyaannya" in answer.text, "S\nM" in answer.text) == (422, True, True)


def test_a_stranger_finds_no_editor(stored: Stored, sign_in: Callable[[int], FlaskClient]) -> None:
    event, stranger = stored(lambda: (coming(), make_user()))
    browser = sign_in(stranger.id)

    assert browser.get(f"/manage/events/{event.slug}/questions").status_code == 404
    assert browser.post(f"/manage/events/{event.slug}/questions", data=filled()).status_code == 404


def test_answers_stand_in_the_list_and_in_both_files(
    app: Flask, client: FlaskClient, stored: Stored, sign_in: Callable[[int], FlaskClient]
) -> None:
    def make() -> int:
        event = asking_event(SHIRT)
        event.slug = "forum"
        question_id = only_question().id
        for name, size in (("Dehen", "M"), ("Siti", "L")):
            register(event, an_application(name, answers=((question_id, size),)), at=now())
        register(event, an_application("Tanpa Jawaban"), at=now())
        return make_user(db.session.get_one(Organization, event.organization_id)).id

    committee = sign_in(stored(make))
    text = committee.get("/manage/events/forum/attendance.csv").data.decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    book = CalamineWorkbook.from_filelike(io.BytesIO(committee.get("/manage/events/forum/attendance.xlsx").data))
    with app.app_context():
        question_id = only_question().id
    listed = committee.get(f"/manage/events/forum/participants?answer={question_id}").text

    assert {row["Nama"]: row["Ukuran kaus"] for row in rows} == {"Dehen": "M", "Siti": "L", "Tanpa Jawaban": ""}
    assert "Ukuran kaus" in book.get_sheet_by_index(0).to_python()[0]
    assert ">Ukuran kaus</th>" in listed
    assert ">Ukuran kaus</th>" not in committee.get("/manage/events/forum/participants?answer=99").text
