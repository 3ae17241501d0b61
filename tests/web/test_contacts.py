"""Contacts as people type them."""

import pytest
from flask import Flask

from webapp.web.contacts import WrongContact, parsed_email, parsed_phone

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)  # nothing here asks the database


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("081234567890", "+6281234567890"),
        ("0812-5012 3456", "+6281250123456"),
        ("(0812) 5012.3456", "+6281250123456"),
        ("+62 812 5012 3456", "+6281250123456"),
        ("6281250123456", "+6281250123456"),
        ("81250123456", "+6281250123456"),
        ("0062 812 5012 3456", "+6281250123456"),
        ("0536 3221234", "+625363221234"),
        ("+60 12-345 6789", "+60123456789"),
    ],
)
def test_a_telephone_is_read_in_every_notation(context: Flask, typed: str, stored: str) -> None:
    assert parsed_phone(typed) == stored


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("08125", "Nomor HP ini kurang angkanya. Contoh: 0812 3456 7890."),
        ("0812345678901234", "Nomor HP ini kelebihan angka. Contoh: 0812 3456 7890."),
        ("9" * 40_000, "Nomor HP ini kelebihan angka. Contoh: 0812 3456 7890."),
        ("nomor ibu", "Nomor HP ini belum dapat dibaca. Contoh: 0812 3456 7890."),
        ("0800 0000 0000", "Nomor HP ini"),
    ],
)
def test_a_wrong_telephone_is_told_how(context: Flask, typed: str, sentence: str) -> None:
    with pytest.raises(WrongContact) as wrong:
        parsed_phone(typed)

    assert str(wrong.value).startswith(sentence)


@pytest.mark.parametrize(
    ("typed", "stored"),
    [("Dehen@Contoh.ID", "dehen@contoh.id"), ("a@bücher.example", "a@xn--bcher-kva.example")],
)
def test_a_mail_address_is_folded(context: Flask, typed: str, stored: str) -> None:
    assert parsed_email(typed) == stored


@pytest.mark.parametrize(
    "typed", ["dehen", "dehen@", "a@b@c.id", "a b@c.id", "a\x00@contoh.id", "a" * 40_000 + "@x.id"]
)
def test_a_wrong_mail_address_is_told(context: Flask, typed: str) -> None:
    with pytest.raises(WrongContact, match="Alamat surel ini belum tepat"):
        parsed_email(typed)
