"""The question box: asked before and during, looked at by a moderator, voted for once by each device."""

import re
from collections.abc import Callable
from datetime import timedelta
from threading import Barrier, Thread
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select

from tests.counting import count_queries, engine_of
from tests.events.offices import Office, SignIn, stored_event
from webapp.accounts.models import GrantRole
from webapp.clock import now
from webapp.database import db
from webapp.errors import Refused
from webapp.events.asking import devices, moderating
from webapp.events.asking.models import AskedQuestion, QuestionState, QuestionVote
from webapp.events.models import EventStatus, Visibility

Stored = Callable[[Callable[[], Any]], Any]
DAY = timedelta(days=1)


@pytest.fixture
def box(stored: Stored, office: Office) -> str:
    """The address of an open box."""
    stored(lambda: moderating.open_box(stored_event(office.published), at=now()))
    return f"/events/{office.published}/question-box"


def ask(client: FlaskClient, box: str, text: str = "Kapan jalan desa diperbaiki?", name: str = "") -> Any:
    return client.post(box, data={"text": text, "name": name})


def asked(app: Flask) -> list[AskedQuestion]:
    with app.app_context():
        return list(db.session.scalars(select(AskedQuestion).order_by(AskedQuestion.id)))


def decide(stored: Stored, state: QuestionState = QuestionState.SHOWN) -> int:
    """The newest question, decided; its id."""

    def act() -> int:
        question = db.session.scalars(select(AskedQuestion).order_by(AskedQuestion.id.desc())).first()
        assert question
        moderating.decide(question, state, at=now())
        return question.id

    return int(stored(act))


def change(stored: Stored, slug: str, **values: Any) -> None:
    def act() -> None:
        event = stored_event(slug)
        for name, value in values.items():
            setattr(event, name, value)

    stored(act)


def test_a_question_waits_for_the_moderator_and_its_asker_sees_it(app: Flask, client: FlaskClient, box: str) -> None:
    assert ask(client, box, name="Ibu Contoh").status_code == 303

    own, other = client.get(box).text, app.test_client().get(box).text
    assert ("Menunggu moderator" in own, "Kapan jalan desa" in own) == (True, True)
    assert "Kapan jalan desa" not in other


def test_what_is_shown_stands_there_with_or_without_a_name(client: FlaskClient, stored: Stored, box: str) -> None:
    ask(client, box, "Dengan nama?", "Ibu Contoh")
    decide(stored)
    ask(client, box, "Tanpa nama?")
    decide(stored)

    shown = client.get(box).text

    assert re.search(r"Dengan nama\?</p><p[^>]*>Ibu Contoh<", shown)
    assert re.search(r"Tanpa nama\?</p><p[^>]*>Tanpa nama<", shown)


def test_a_device_counts_once_and_may_take_it_back(app: Flask, client: FlaskClient, stored: Stored, box: str) -> None:
    ask(client, box)
    question = decide(stored)
    other = app.test_client()

    for voter in (client, client, other):
        assert voter.post(f"{box}/{question}/vote").status_code == 303
    assert asked(app)[0].votes == 2
    assert "Tarik dukungan" in client.get(box).text
    for _time in range(2):
        client.post(f"{box}/{question}/vote/removal")
    assert asked(app)[0].votes == 1


def test_the_most_wanted_stands_first(app: Flask, client: FlaskClient, stored: Stored, box: str) -> None:
    for text in ("Pertama?", "Kedua?"):
        ask(client, box, text)
        question = decide(stored)
    client.post(f"{box}/{question}/vote")

    shown = app.test_client().get(box).text

    assert shown.index("Kedua?") < shown.index("Pertama?")


def test_an_invented_cookie_is_no_device(app: Flask, client: FlaskClient, stored: Stored, box: str) -> None:
    ask(client, box)
    question = decide(stored)
    client.set_cookie("asker", "a" * 42, domain="gelar.test")

    client.post(f"{box}/{question}/vote")

    with app.test_request_context(headers={"Cookie": f"asker={'a' * 42}"}) as context:
        assert devices.token_of(context.request) != "a" * 42
    assert asked(app)[0].votes == 1


def test_the_same_words_again_are_one_question(app: Flask, client: FlaskClient, box: str) -> None:
    for _time in range(3):
        assert ask(client, box).status_code == 303

    assert len(asked(app)) == 1


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        ({"text": ""}, "Pertanyaan"),
        ({"text": " \n "}, "Pertanyaan"),
        ({"text": "x" * 501}, "500"),
        ({"text": "a\x00b"}, "tidak dapat"),
        ({"text": "Apa?", "name": "x" * 81}, "80"),
    ],
)
def test_bad_input_is_a_sentence_at_the_field(
    app: Flask, client: FlaskClient, box: str, data: dict[str, str], sentence: str
) -> None:
    answer = client.post(box, data=data)

    assert answer.status_code == 422
    assert 'class="field-error"' in answer.text
    assert sentence in answer.text
    assert asked(app) == []


def test_words_are_shown_and_never_run(client: FlaskClient, stored: Stored, box: str, committee: FlaskClient) -> None:
    ask(client, box, "<script>alert(1)</script>\u202e", "<b>x</b>")
    decide(stored)

    for page in (client.get(box), committee.get(f"/manage{box}"), committee.get(f"/manage{box}/screen")):
        assert "<script>alert(1)" not in page.text
        assert "<b>x" not in page.text
        assert "alert(1)" in page.text


def test_one_device_may_have_five_waiting(app: Flask, client: FlaskClient, box: str) -> None:
    statuses = [ask(client, box, f"Pertanyaan {n}?").status_code for n in range(6)]

    assert statuses == [303] * 5 + [422]
    assert len(asked(app)) == 5
    assert ask(app.test_client(), box, "Dari ponsel lain?").status_code == 303


def test_a_flood_is_stopped_for_all(app: Flask, box: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(moderating, "IN_A_MINUTE", 3)
    answers = [ask(app.test_client(), box, f"Banjir {n}?") for n in range(4)]

    assert [answer.status_code for answer in answers] == [303, 303, 303, 422]
    assert "Pertanyaan sedang sangat banyak" in answers[-1].text
    assert len(asked(app)) == 3


@pytest.mark.parametrize(
    "values",
    [
        {"dtstart": now() - 3 * DAY, "dtend": now() - 2 * DAY},
        {"status": EventStatus.CANCELLED},
        {"status": EventStatus.POSTPONED},
    ],
    ids=["over", "cancelled", "postponed"],
)
def test_a_box_takes_questions_until_the_activity_ends(
    client: FlaskClient, stored: Stored, office: Office, box: str, values: dict[str, Any]
) -> None:
    ask(client, box)
    decide(stored)
    change(stored, office.published, **values)

    assert ask(client, box, "Terlambat?").status_code == 422
    page = client.get(box).text
    assert "Kotak ini tidak menerima pertanyaan lagi" in page
    assert "Kapan jalan desa" in page  # what was shown stays


def test_there_is_no_box_until_it_is_opened_and_none_when_confidential(
    client: FlaskClient, committee: FlaskClient, stored: Stored, office: Office
) -> None:
    path = f"/events/{office.published}/question-box"
    assert client.get(path).status_code == 404
    assert "question-box" not in client.get(f"/events/{office.published}").text

    committee.post(f"/manage{path}/opening")
    assert client.get(path).status_code == 200
    assert f'href="{path}"' in client.get(f"/events/{office.published}").text

    change(stored, office.published, visibility=Visibility.CONFIDENTIAL)
    assert (client.get(path).status_code, ask(client, path).status_code) == (404, 404)
    assert committee.get(f"/manage{path}/screen").status_code == 404
    assert committee.post(f"/manage{path}/opening").status_code == 409
    with pytest.raises(Refused):
        stored(lambda: moderating.open_box(stored_event(office.published), at=now()))


def test_the_moderator_shows_answers_hides_and_erases(
    app: Flask, client: FlaskClient, sign_in: SignIn, office: Office, box: str
) -> None:
    ask(client, box)
    desk = sign_in(office.people[GrantRole.DESK])
    (question,) = asked(app)
    address = f"/manage{box}/{question.id}"

    for state, is_seen in (("shown", True), ("answered", True), ("hidden", False)):
        assert desk.post(f"{address}/state", data={"state": state}).status_code == 303
        assert ("Kapan jalan desa" in app.test_client().get(box).text) is is_seen
    assert desk.post(f"{address}/state", data={"state": "x"}).status_code == 422
    desk.post(f"{address}/removal")
    assert asked(app) == []


def test_only_what_is_shown_can_be_voted_for(app: Flask, client: FlaskClient, stored: Stored, box: str) -> None:
    ask(client, box)
    pending = asked(app)[0].id
    assert client.post(f"{box}/{pending}/vote").status_code == 404

    answered = decide(stored, QuestionState.ANSWERED)
    assert client.post(f"{box}/{answered}/vote").status_code == 409
    assert client.post(f"{box}/2147483647/vote").status_code == 404


def test_the_screen_looks_again_by_itself_and_shows_six(
    client: FlaskClient, committee: FlaskClient, stored: Stored, box: str
) -> None:
    for n in range(8):
        ask(client, box, f"Pertanyaan {n}?", "Ibu Contoh")
        decide(stored)

    screen = committee.get(f"/manage{box}/screen")

    assert '<meta http-equiv="refresh" content="10">' in screen.text
    assert screen.text.count('class="asked-one"') == 6
    assert "<svg" in screen.text.split("asked-symbol")[1]
    assert screen.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("path", ["", "/screen"])
def test_a_stranger_moderates_nothing(
    app: Flask, client: FlaskClient, sign_in: SignIn, office: Office, box: str, path: str
) -> None:
    ask(client, box)
    (question,) = asked(app)

    for who, status in ((office.stranger, 404), (office.people[GrantRole.VIEWER], 404)):
        other = sign_in(who)
        assert other.get(f"/manage{box}{path}").status_code == status
        assert other.post(f"/manage{box}/{question.id}/state", data={"state": "shown"}).status_code == status
    assert sign_in(office.people[GrantRole.DESK]).post(f"/manage{box}/closing").status_code == 404
    assert asked(app)[0].state is QuestionState.PENDING


def test_the_page_costs_the_same_for_one_and_for_thirty(
    app: Flask, client: FlaskClient, stored: Stored, office: Office, box: str
) -> None:
    counts = []
    for count in (1, 29):

        def more(count: int = count) -> None:
            event = stored_event(office.published)
            for _n in range(count):
                total = db.session.scalar(select(func.count(AskedQuestion.id))) or 0
                row = AskedQuestion(event_id=event.id, text=f"Apa {total}?", device="x", asked_at=now() - DAY)
                row.state = QuestionState.SHOWN
                db.session.add(row)
                db.session.flush()

        stored(more)
        client.get(box)
        with count_queries(engine_of(app)) as counted:
            client.get(box)
        counts.append(len(counted))

    assert counts[0] == counts[1]


def test_many_votes_at_once_are_all_counted(app: Flask, client: FlaskClient, stored: Stored, box: str) -> None:
    ask(client, box)
    question = decide(stored)
    voters, barrier = [app.test_client() for _n in range(6)], Barrier(7)

    def vote(voter: FlaskClient) -> None:
        barrier.wait(timeout=20)
        voter.post(f"{box}/{question}/vote")

    threads = [Thread(target=vote, args=(voter,)) for voter in voters]
    for thread in threads:
        thread.start()
    barrier.wait(timeout=20)
    for thread in threads:
        thread.join(timeout=60)

    with app.app_context():
        rows = db.session.scalar(select(func.count()).select_from(QuestionVote))
    assert (asked(app)[0].votes, rows) == (6, 6)
