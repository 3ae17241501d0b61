"""Logs hold no secrets, no contacts, and no forged lines."""

import json
import logging

import pytest

from webapp.operations.logs import JsonLines, masked

CODE = "24K3W7AWDGVNSNXGP5PKP64WGM"


@pytest.mark.parametrize(
    ("line", "secret"),
    [
        (f"GET /T/{CODE} 200", CODE),
        (f"GET /t/{CODE.lower()}", CODE.lower()),
        (f"unknown code {CODE}", CODE),
        ("GET /desk/abcDEF_ghi-123456", "abcDEF_ghi-123456"),
        ("GET /desk/pairing/abcDEF_ghi-123456", "abcDEF_ghi-123456"),
        ("GET /join/abcdefghij234567klmn", "abcdefghij234567"),
        ("GET /setup?key=0123456789abcdef0123", "0123456789abcdef"),
        ("Authorization: Bearer abc.def-ghi", "abc.def-ghi"),
        ("mail to dehen@contoh.id failed", "dehen@contoh.id"),
        ("call 0812-5012-3456 back", "5012"),
        ("call +6281250123456 back", "50123456"),
        ("postgresql://gelar:rahasia@db/gelar", "rahasia"),
    ],
)
def test_what_opens_a_door_or_names_a_person_is_masked(line: str, secret: str) -> None:
    assert secret not in masked(line)


def test_a_name_with_a_line_end_stays_one_line() -> None:
    record = logging.LogRecord("gelar", logging.INFO, "", 0, "scan of %s", ("Dehen\n{'level': 'error'}",), None)

    line = JsonLines().format(record)

    assert "\n" not in line
    assert json.loads(line)["level"] == "info"
