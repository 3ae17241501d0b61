"""The one page for the head of an office: figures without names, written parts, and a link that ends by itself."""

import io
import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any, NamedTuple

import pytest
from flask import Flask
from flask.testing import FlaskClient
from PIL import Image
from pypdf import PdfReader
from sqlalchemy import func, select

from tests.attendance.test_reports import a_messy_event
from tests.factories import START, make_event, make_organization, make_user
from webapp.accounts.models import GrantRole
from webapp.attendance.narrating import queries, writing
from webapp.attendance.narrating.models import Part, ReportText, SummaryLink
from webapp.database import db
from webapp.errors import Refused
from webapp.events.models import Visibility
from webapp.web.tokens import token_hash

SAID = "5 nama pada daftar hadir"


class Room(NamedTuple):
    client: FlaskClient
    slug: str
    enter: Callable[[GrantRole], FlaskClient]


@pytest.fixture
def room(app: Flask, sign_in: Callable[[int], FlaskClient]) -> Room:
    with app.app_context():
        office = make_organization(letterhead="PEMERINTAH\nDINAS CONTOH", place="Palangka Raya")
        event = a_messy_event()
        event.organization = office
        users = {role: make_user(office, role).id for role in (GrantRole.COMMITTEE, GrantRole.VIEWER)}
        users[GrantRole.ADMIN] = make_user(make_organization()).id  # of somebody else's office
        db.session.commit()
        slug = event.slug
    return Room(sign_in(users[GrantRole.COMMITTEE]), slug, lambda role: sign_in(users[role]))


def test_what_was_written_is_kept_changed_and_taken_away(context: Flask) -> None:
    event = make_event()
    first = writing.write(event, texts={Part.RESULTS: "Satu berita", Part.AIMS: ""}, at=START)
    again = writing.write(event, texts={Part.RESULTS: "Satu berita"}, at=START)
    gone = writing.write(event, texts={Part.RESULTS: ""}, at=START)

    assert (first, again, gone) == ([Part.RESULTS], [], [Part.RESULTS])
    assert db.session.scalar(select(func.count()).select_from(ReportText)) == 0


def test_a_link_opens_until_it_expires_or_is_revoked(context: Flask) -> None:
    event, user = make_event(), make_user()
    link, token = writing.share(event, days=7, user_id=user.id, at=START)

    def opens(days: float) -> bool:
        found = queries.event_of_link(token_hash(token), at=START + timedelta(days=days))
        return db.session.scalar(found) is not None

    assert (opens(6.9), opens(7)) == (True, False)
    writing.revoke(link, at=START)
    assert not opens(1)


def test_a_link_for_ever_or_to_what_is_confidential_is_refused(context: Flask) -> None:
    user = make_user()
    with pytest.raises(Refused):
        writing.share(make_event(), days=3650, user_id=user.id, at=START)
    with pytest.raises(Refused):
        writing.share(make_event(visibility=Visibility.CONFIDENTIAL), days=7, user_id=user.id, at=START)


def test_page_paper_and_report_say_the_same(room: Room) -> None:
    base = f"/manage/events/{room.slug}"
    page = room.client.get(f"{base}/summary").text
    paper = PdfReader(io.BytesIO(room.client.get(f"{base}/summary.pdf").data))
    words = re.sub(r"\s+", " ", paper.pages[0].extract_text())
    sentence = re.search(r'class="statement">([^<]+)<', page)

    assert sentence is not None
    assert len(paper.pages) == 1
    assert sentence[1] in words
    assert SAID in page
    assert SAID in words


def test_the_picture_is_one_that_a_phone_shows(room: Room) -> None:
    with Image.open(io.BytesIO(room.client.get(f"/manage/events/{room.slug}/summary.png").data)) as picture:
        assert (picture.format, picture.width > 800, picture.height > picture.width) == ("PNG", True, True)


def test_a_long_text_still_leaves_one_page(app: Flask, room: Room) -> None:
    room.client.post(f"/manage/events/{room.slug}/report-texts", data={"follow_up": "kata " * 1500})

    paper = PdfReader(io.BytesIO(room.client.get(f"/manage/events/{room.slug}/summary.pdf").data))

    assert len(paper.pages) == 1


def test_whoever_has_the_link_reads_figures_and_no_name(room: Room, app: Flask) -> None:
    made = room.client.post(f"/manage/events/{room.slug}/summary-links", data={"days": "7"}).text
    token = re.search(r"/summaries/([\w-]+)", made)
    assert token is not None

    answer = app.test_client().get(f"/summaries/{token[1]}")

    assert (answer.status_code, SAID in answer.text) == (200, True)
    assert (answer.headers["X-Robots-Tag"], answer.headers["Referrer-Policy"]) == ("noindex", "no-referrer")
    assert not [name for name in ("Dehen", "Aminah", "Kartini", "Salundik", "/manage/events/") if name in answer.text]


def test_a_revoked_link_is_not_found(room: Room, app: Flask) -> None:
    made = room.client.post(f"/manage/events/{room.slug}/summary-links", data={"days": "1"}).text
    token = re.search(r"/summaries/([\w-]+)", made)
    assert token is not None
    page = room.client.get(f"/manage/events/{room.slug}/summary").text
    (action,) = re.findall(r'action="([^"]+/revocation)"', page)
    room.client.post(action)

    assert app.test_client().get(f"/summaries/{token[1]}").status_code == 404
    assert app.test_client().get("/summaries/tebakan").status_code == 404


def test_a_viewer_reads_and_a_stranger_finds_nothing(room: Room, app: Flask) -> None:
    base = f"/manage/events/{room.slug}"
    writes: list[tuple[str, dict[str, Any]]] = [("report-texts", {"results": "x"}), ("summary-links", {"days": "7"})]
    for role, reads in ((GrantRole.VIEWER, 200), (GrantRole.ADMIN, 404)):
        client = room.enter(role)
        assert client.get(f"{base}/summary").status_code == reads
        assert {client.post(f"{base}/{path}", data=data).status_code for path, data in writes} == {404}
    with app.app_context():
        assert db.session.scalar(select(func.count()).select_from(SummaryLink)) == 0
