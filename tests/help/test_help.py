"""The help says how it is done, in both languages, and who answers for personal data."""

from collections.abc import Callable
from typing import Any

import pytest
from flask.testing import FlaskClient

from tests.factories import make_event, make_organization
from webapp.attendance.registering import consents
from webapp.events.models import Visibility

Stored = Callable[[Callable[[], Any]], Any]
ENGLISH = {"Accept-Language": "en"}
TITLES = {
    "participant": ("Untuk peserta", "For participants"),
    "organizer": ("Untuk panitia", "For organizers"),
    "desk": ("Untuk petugas meja", "For the registration desk"),
    "phone": ("Kamera ponsel", "The phone&#39;s camera"),
}


@pytest.mark.parametrize(("code", "titles"), TITLES.items())
def test_each_kind_of_reader_has_a_page_in_both_languages(
    client: FlaskClient, code: str, titles: tuple[str, str]
) -> None:
    index = client.get("/help").get_data(as_text=True)
    pages = [client.get(f"/help/{code}", headers=headers).get_data(as_text=True) for headers in ({}, ENGLISH)]

    assert f'href="/help/{code}"' in index
    assert [f"<h1>{title}</h1>" in page for title, page in zip(titles, pages, strict=True)] == [True, True]


def test_an_unknown_topic_is_a_missing_page(client: FlaskClient) -> None:
    assert client.get("/help/_topic").status_code == 404


@pytest.mark.parametrize(
    ("address", "sentence"),
    [
        ("http://localhost:8000", "Di alamat ini kamera dapat dipakai."),
        ("http://192.0.2.7:8000", "Alamat ini belum https"),
    ],
)
def test_the_phone_page_says_whether_this_address_opens_the_camera(
    client: FlaskClient, address: str, sentence: str
) -> None:
    assert sentence in client.get("/help/phone", base_url=address).get_data(as_text=True)


def test_the_notice_stands_with_its_version_and_who_answers(client: FlaskClient, stored: Stored) -> None:
    stored(lambda: make_event(organization=make_organization(name="Kantor Satu", data_contact="pdp@satu.test")))
    stored(lambda: make_event(organization=make_organization(name="Kantor Dua"), visibility=Visibility.CONFIDENTIAL))

    page = client.get("/privacy").get_data(as_text=True)

    assert consents.VERSION in page
    assert "Data Bapak/Ibu/Saudara dikumpulkan oleh penyelenggara kegiatan" in page
    assert "Kantor Satu" in page
    assert "pdp@satu.test" in page
    assert "Kantor Dua" not in page


def test_without_activities_the_notice_still_says_whom_to_ask(client: FlaskClient) -> None:
    assert "Penyelenggara setiap kegiatan" in client.get("/privacy").get_data(as_text=True)
