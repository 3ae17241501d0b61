"""What people say of an activity: asked once, counted, and without a name not traced back."""

import io
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import docx
import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import inspect, select

from tests.attendance.applying import at_once, make_attendance
from tests.attendance.test_activity_reports import words
from tests.factories import HOUR, START, make_event, make_organization, make_person, make_registration, make_user
from webapp.accounts.models import GrantRole
from webapp.attendance.evaluating import answering, results
from webapp.attendance.evaluating.answering import Asking, Said, answer, asking
from webapp.attendance.evaluating.models import Feedback, FeedbackReceipt
from webapp.attendance.models import Registration
from webapp.attendance.registering.queries import by_ref
from webapp.attendance.telling import mails
from webapp.clock import now
from webapp.database import db
from webapp.errors import Refused
from webapp.events.models import Event, Visibility
from webapp.messages.models import Message, MessageState

Stored = Callable[[Callable[[], Any]], Any]
SignIn = Callable[[int], FlaskClient]
AFTER = START + 4 * HOUR
GOOD = Said({"material": 4, "speakers": 5, "service": 3, "overall": 4})


def came(event: Event, name: str = "Dehen", **values: Any) -> Registration:
    made = make_registration(event, name=name, **values)
    make_attendance(made)
    return made


def evening(people: int = 6, **values: Any) -> tuple[str, list[str], int]:
    """Slug, codes of the tickets of those who came to an activity of yesterday, and a user of its committee."""
    office = make_organization()
    event = make_event(organization=office, start=now() - timedelta(days=1), **values)
    codes = [came(event, f"Peserta {n}").tickets[0].code for n in range(people)]
    return event.slug, codes, make_user(office).id


def names_of(table: str) -> set[str]:
    return {one["name"] for one in inspect(db.session.connection()).get_columns(table)}


def test_an_answer_without_a_name_leads_back_to_nobody(context: Flask) -> None:
    one = came(make_event())

    answer(one, GOOD, at=AFTER)

    (row,) = db.session.scalars(select(Feedback)).all()
    assert row.registration_id is None
    assert names_of("feedback") == {"id", "event_id", "registration_id", "suggestion", *GOOD.ratings}
    assert names_of("feedback_receipts") == {"registration_id"}


def test_answers_keep_no_order_by_which_they_came(context: Flask) -> None:
    event = make_event()
    for n in range(12):
        answer(came(event, f"Peserta {n}"), Said({"overall": 1 + n % 5}, f"Jawaban {n:02}"), at=AFTER)

    kept = list(db.session.scalars(select(Feedback.suggestion).order_by(Feedback.id)))

    assert sorted(kept) != kept


def test_a_ticket_answers_once(context: Flask) -> None:
    one = came(make_event())
    answer(one, GOOD, at=AFTER)

    with pytest.raises(Refused, match="sudah kami terima"):
        answer(one, GOOD, at=AFTER)
    assert asking(one, at=AFTER) is Asking.DONE


def test_two_presses_at_one_instant_make_one_answer(app: Flask) -> None:
    with app.app_context():
        ref = came(make_event()).ref
        db.session.commit()

    def press() -> None:
        one = db.session.scalar(by_ref(ref))
        assert one is not None
        answer(one, GOOD, at=AFTER)

    outcomes = at_once(app, [press, press, press])

    assert sum(outcome is None for outcome in outcomes) == 1
    assert sum(isinstance(outcome, Refused) for outcome in outcomes) == 2
    with app.app_context():
        assert len(db.session.scalars(select(Feedback)).all()) == len(db.session.scalars(select(FeedbackReceipt)).all())


@pytest.mark.parametrize(
    ("values", "at"),
    [
        ({}, START + HOUR),
        ({}, AFTER + timedelta(days=40)),
        ({"visibility": Visibility.CONFIDENTIAL}, AFTER),
        ({"status": "cancelled"}, AFTER),
    ],
    ids=["too early", "too late", "confidential", "cancelled"],
)
def test_nobody_is_asked_at_another_time_or_of_another_activity(
    context: Flask, values: dict[str, Any], at: Any
) -> None:
    one = came(make_event(**values))

    with pytest.raises(Refused, match="tidak sedang dibuka"):
        answer(one, GOOD, at=at)


def test_who_did_not_come_is_not_asked(context: Flask) -> None:
    assert asking(make_registration(make_event()), at=AFTER) is Asking.NOT


@pytest.mark.parametrize("said", [Said(), Said({"overall": 6}), Said({"mood": 3}), Said({}, "x" * 1001)])
def test_nothing_and_nonsense_are_no_answer(context: Flask, said: Said) -> None:
    one = came(make_event())

    with pytest.raises(Refused):
        answer(one, said, at=AFTER)
    assert asking(one, at=AFTER) is Asking.OPEN


def test_fewer_than_five_are_only_counted(context: Flask) -> None:
    event = make_event()
    for n in range(4):
        answer(came(event, f"Peserta {n}"), Said({"overall": 1}, "Terlalu lama"), at=AFTER)
    few = results.results(event.id)
    answer(came(event, "Kelima"), Said({"overall": 5, "material": 5}), at=AFTER)
    enough = results.results(event.id)

    assert (few.answered, few.shown, few.suggestions) == (4, [], ())
    assert [(one.key, one.mean) for one in enough.shown] == [("overall", 1.8)]
    assert len(enough.suggestions) == 4


def test_who_is_forgotten_leaves_ratings_and_takes_words_and_name(context: Flask) -> None:
    event = make_event()
    one, two = came(event), came(event, "Lia")
    answer(one, Said({"overall": 2}, "Hubungi saya, Dehen", is_named=True), at=AFTER)
    answer(two, Said({}, "Lia di sini", is_named=True), at=AFTER)

    for registration in (one, two):
        answering.forget_of(registration.id)

    (row,) = db.session.scalars(select(Feedback)).all()
    assert (row.registration_id, row.suggestion, row.overall) == (None, "", 2)


def test_the_form_is_reached_from_the_ticket_and_thanks_the_holder(
    app: Flask, client: FlaskClient, stored: Stored
) -> None:
    _slug, codes, _user = stored(lambda: evening(1))
    path = f"/T/{codes[0]}/feedback"

    assert path in client.get(f"/T/{codes[0]}").text
    assert client.post(path, data={}).status_code == 422
    assert client.post(path, data={"overall": "9"}).status_code == 422
    assert client.post(path, data={"overall": "4", "suggestion": "Baik"}).status_code == 303
    assert path not in client.get(f"/T/{codes[0]}").text
    assert "sudah kami terima" in client.get(path).text
    assert client.post(path, data={"overall": "4"}).status_code == 409


def test_the_committee_closes_and_opens_the_form(client: FlaskClient, stored: Stored, sign_in: SignIn) -> None:
    slug, codes, user = stored(lambda: evening(1))
    panitia = sign_in(user)

    panitia.post(f"/manage/events/{slug}/feedback/closure")
    closed = client.post(f"/T/{codes[0]}/feedback", data={"overall": "4"}).status_code
    panitia.post(f"/manage/events/{slug}/feedback/reopening")

    assert closed == 409
    assert client.post(f"/T/{codes[0]}/feedback", data={"overall": "4"}).status_code == 303


def test_page_report_and_laporan_hold_the_same_figures(client: FlaskClient, stored: Stored, sign_in: SignIn) -> None:
    slug, codes, user = stored(lambda: evening(6))
    for n, code in enumerate(codes):
        data = {"overall": "4", "material": "5", "suggestion": f"Saran {n}", "is_named": "y" if n == 0 else ""}
        assert client.post(f"/T/{code}/feedback", data=data).status_code == 303
    panitia, base = sign_in(user), f"/manage/events/{slug}"

    page, report = panitia.get(f"{base}/feedback").text, panitia.get(f"{base}/attendance").text
    paper = words(panitia.get(f"{base}/activity-report.pdf").data)
    made = docx.Document(io.BytesIO(panitia.get(f"{base}/activity-report.docx").data))

    cells = [cell.text for table in made.tables for row in table.rows for cell in row.cells]
    assert all("4,0 dari 5" in text for text in (page, report))
    assert "6 jawaban, 4,0 dari 5" in paper
    assert "6 jawaban, 5,0 dari 5" in cells
    assert len(made.inline_shapes) == 2  # arrivals and opinions
    assert (page.count("Saran "), page.count("Peserta 0"), "Peserta 1" in page) == (6, 1, False)
    assert "Saran 1" not in report + paper


def test_a_viewer_sees_figures_and_no_words(client: FlaskClient, stored: Stored, sign_in: SignIn) -> None:
    def built() -> tuple[str, int]:
        office = make_organization()
        event = make_event(organization=office)
        for n in range(5):
            answer(came(event, f"Peserta {n}"), Said({"overall": 4}, "Rahasia"), at=AFTER)
        return event.slug, make_user(office, GrantRole.VIEWER).id

    slug, viewer = stored(built)

    page = sign_in(viewer).get(f"/manage/events/{slug}/feedback").text

    assert "4,0 dari 5" in page
    assert "Rahasia" not in page


def test_the_thanks_lead_to_the_form_while_it_is_open(context: Flask) -> None:
    one = came(make_event(), person=make_person("Dehen", email="dehen@contoh.id"))
    when = {"created_at": AFTER, "due_at": AFTER, "claimed_at": AFTER}
    message = Message(registration_id=one.id, kind="thanks", version=1, state=MessageState.WAITING, **when)
    db.session.add(message)
    db.session.commit()

    asked = mails.mail_of(message)
    answering.close(one.event, at=AFTER)
    unasked = mails.mail_of(message)

    path = f"/T/{one.tickets[0].code}/feedback"
    assert asked is not None
    assert unasked is not None
    assert path in asked.text
    assert path in asked.html
    assert path not in unasked.text + unasked.html
