"""The words people agree to, and the version under which each consent is stored."""

import hashlib

import pytest
from flask import Flask
from flask_babel import force_locale

from tests.factories import make_organization
from webapp.attendance.registering import consents

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)

# Of the words in both languages. When this test fails, the words changed: raise consents.VERSION, then note it here.
FINGERPRINTS = {"2026-11-23": "fb9cbc2b25fe1c94"}


def words() -> str:
    office = make_organization(name="Dinas", data_contact="Petugas PDP")
    texts = []
    for locale in ("id", "en"):
        with force_locale(locale):
            texts += consents.notice(office, "Sarasehan")
    return "\n".join(texts)


def test_the_version_is_raised_with_the_words(context: Flask) -> None:
    assert hashlib.sha256(words().encode()).hexdigest()[:16] == FINGERPRINTS[consents.VERSION]


def test_the_notice_names_who_asks_for_what_and_who_answers(context: Flask) -> None:
    office = make_organization(name="Dinas Kominfo", data_contact="Petugas PDP, 0811-0000-0000")

    told = " ".join(consents.notice(office, "Sarasehan Buntok"))

    for said in ("Dinas Kominfo", "Sarasehan Buntok", "Petugas PDP, 0811-0000-0000", "12 bulan", "3×24 jam"):
        assert said in told


@pytest.mark.parametrize(
    ("values", "contact"),
    [
        ({"data_contact": "Petugas PDP", "contact_name": "Yuliana"}, "Petugas PDP"),
        ({"contact_name": "Yuliana", "contact_phone": "+6281250123456"}, "Yuliana 0812-5012-3456"),
        ({"name": "Dinas"}, "Dinas"),
    ],
)
def test_somebody_always_answers_for_personal_data(context: Flask, values: dict[str, str], contact: str) -> None:
    assert consents.contact(make_organization(**values)) == contact
