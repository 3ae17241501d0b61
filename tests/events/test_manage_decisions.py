"""Publishing, postponing, cancelling and deleting through the pages."""

from flask import Flask
from flask.testing import FlaskClient

from tests.events.offices import Office, event_of
from webapp.events.models import EventStatus


def test_a_draft_is_previewed_and_published(app: Flask, office: Office, committee: FlaskClient) -> None:
    preview = committee.get(f"/manage/events/{office.draft}/preview").text

    answer = committee.post(f"/manage/events/{office.draft}/publication")

    assert "Terbitkan sekarang" in preview
    assert "Cak Boni" in preview
    assert answer.location == f"/manage/events/{office.draft}"
    assert event_of(app, office.draft).status is EventStatus.PUBLISHED


def test_calling_off_needs_a_reason(app: Flask, office: Office, committee: FlaskClient) -> None:
    without = committee.post(f"/manage/events/{office.published}/cancellation", data={"reason": " "})
    much = committee.post(f"/manage/events/{office.published}/cancellation", data={"reason": "A" * 40_000})
    still = event_of(app, office.published).status
    committee.post(f"/manage/events/{office.published}/cancellation", data={"reason": "Banjir"})

    assert (without.status_code, much.status_code, still) == (422, 422, EventStatus.PUBLISHED)
    assert event_of(app, office.published).status_reason == "Banjir"


def test_a_postponed_event_is_opened_again(app: Flask, office: Office, committee: FlaskClient) -> None:
    committee.post(f"/manage/events/{office.published}/postponement", data={"reason": "Hujan"})
    postponed = event_of(app, office.published).status
    committee.post(f"/manage/events/{office.published}/postponement/delete")

    assert (postponed, event_of(app, office.published).status) == (EventStatus.POSTPONED, EventStatus.PUBLISHED)


def test_what_cannot_be_decided_is_a_refusal_not_an_error(office: Office, committee: FlaskClient) -> None:
    answers = [
        committee.post(f"/manage/events/{office.draft}/cancellation", data={"reason": "Banjir"}),
        committee.post(f"/manage/events/{office.draft}/postponement", data={"reason": "Banjir"}),
        committee.post(f"/manage/events/{office.published}/cancellation/delete"),
        committee.post(f"/manage/events/{office.published}/delete"),
    ]

    assert [answer.status_code for answer in answers] == [409] * 4
    assert "pernah terbit tidak dihapus" in answers[-1].text


def test_the_page_of_a_decision_says_when_it_cannot_be_taken(office: Office, committee: FlaskClient) -> None:
    page = committee.get(f"/manage/events/{office.draft}/cancellation").text

    assert "Hanya kegiatan yang terbit atau ditunda yang dapat dibatalkan." in page
    assert "<textarea" not in page


def test_a_draft_is_deleted(office: Office, committee: FlaskClient) -> None:
    committee.post(f"/manage/events/{office.draft}/delete")

    assert committee.get(f"/manage/events/{office.draft}/edit").status_code == 404
