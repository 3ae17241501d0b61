"""What the event form refuses, and how it says so."""

import pytest
from flask.testing import FlaskClient

from tests.events.offices import Office, form_of

WORDS = (
    ("summary", "", "Tuliskan judul kegiatan."),
    ("summary", "A" * 40_000, "paling banyak 200 karakter"),
    ("summary", "A\x00B", "tidak dapat dibaca"),
    ("description", "A" * 40_000, "paling banyak 20000 karakter"),
    ("description", "A\x1b[31mB", "tidak dapat dibaca"),
    ("venue", "", "Tuliskan tempatnya"),
    ("venue", "A\x07", "tidak dapat dibaca"),
    ("roles-0-affiliation", "Plt. Kepala", "Tuliskan namanya"),
)
CHOICES = (
    ("kind", "pesta", "Pilihan ini tidak dikenal"),
    ("organization", "kantor-lain", "Pilihan ini tidak dikenal"),
    ("mode", "terbang", "Pilihan ini tidak dikenal"),
    ("mode", "", "Pilihan ini tidak dikenal"),
    ("visibility", "semua", "Pilihan ini tidak dikenal"),
    ("region_code", "99.99", "Pilihan ini tidak dikenal"),
    ("region_code", "62.04\x00", "Pilihan ini tidak dikenal"),
    ("tzid", "Mars/Olympus", "Zona waktu ini tidak dikenal"),
    ("tzid", "../../etc/passwd", "Zona waktu ini tidak dikenal"),
    ("tzid", "A" * 40_000, "Zona waktu ini tidak dikenal"),
)
TIMES = (
    ("sessions-0-day", "", "Pilih tanggal kegiatan."),
    ("sessions-0-day", "2027-02-30", "Tanggal ini tidak ada"),
    ("sessions-0-day", "0001-01-01", "di luar jangkauan"),
    ("sessions-0-day", "9999-12-31", "di luar jangkauan"),
    ("sessions-0-starts", "", "Tuliskan jam mulai"),
    ("sessions-0-starts", "9 AM", "Tuliskan jam dari 0.00 sampai 23.59"),
    ("sessions-0-starts", "24.00", "Tuliskan jam dari 0.00 sampai 23.59"),
    ("sessions-0-starts", "9" * 40_000, "Tuliskan jam dari 0.00 sampai 23.59"),
    ("sessions-0-ends", "8.00", "Jam selesai harus sesudah jam mulai."),
    ("sessions-0-ends", "9.00", "Jam selesai harus sesudah jam mulai."),
    ("sessions-0-last_day", "2027-01-20", "Tuliskan jam selesai pada tanggal itu."),
    ("opens_hour", "9.00", "Pilih tanggalnya juga."),
    ("closes_day", "bukan tanggal", "Tanggal ini tidak ada"),
)
NUMBERS = (
    ("in_person_seats", "-1", "angka antara 0 dan 100000"),
    ("in_person_seats", "100001", "angka antara 0 dan 100000"),
    ("in_person_seats", "enam", "Tuliskan angka saja"),
    ("in_person_seats", "1e3", "Tuliskan angka saja"),
    ("in_person_seats", "٦٠", "Tuliskan angka saja"),
    ("online_seats", "9" * 5_000, "Tuliskan angka saja"),
    ("lesson_hours", "-1", "angka antara 0 dan 1000"),
)
ADDRESSES = (
    ("conference_url", "javascript:alert(1)", "Tautan harus berawalan"),
    ("conference_url", "zoom.us/j/1", "Tautan harus berawalan"),
    ("stream_url", "https://", "Tautan harus berawalan"),
    ("stream_url", "https://[", "Tautan harus berawalan"),
    ("stream_url", "data:text/html,a", "Tautan harus berawalan"),
)


@pytest.mark.parametrize(
    "rows", [WORDS, CHOICES, TIMES, NUMBERS, ADDRESSES], ids=["words", "choices", "times", "numbers", "addresses"]
)
def test_a_bad_field_brings_the_page_again_with_a_sentence(
    office: Office, committee: FlaskClient, rows: tuple[tuple[str, str, str], ...]
) -> None:
    for field, value, sentence in rows:
        answer = committee.post("/manage/events/new", data=form_of(office, **{field: value}))

        assert answer.status_code == 422, (field, value[:40])
        assert sentence in answer.text, (field, value[:40])
        assert "data-focus" in answer.text
        assert "2027-01-19" in answer.text or field == "sessions-0-day"  # what else was typed is still there


def test_registration_must_close_after_it_opens(office: Office, committee: FlaskClient) -> None:
    given = form_of(office, opens_day="2027-01-10", closes_day="2027-01-09")

    assert "harus ditutup sesudah dibuka" in committee.post("/manage/events/new", data=given).text


def test_an_hour_that_the_zone_skips_is_refused(office: Office, committee: FlaskClient) -> None:
    given = form_of(office, **{"tzid": "Europe/Amsterdam", "sessions-0-day": "2027-03-28", "sessions-0-starts": "2.30"})

    answer = committee.post("/manage/events/new", data=given)

    assert answer.status_code == 422
    assert "Pukul 02.30 tidak ada pada hari itu" in answer.text


def test_the_summary_names_the_row_in_error(office: Office, committee: FlaskClient) -> None:
    given = form_of(office, **{"sessions-1-day": "2027-01-20", "sessions-1-starts": "pagi"})

    page = committee.post("/manage/events/new", data=given).text

    assert '<a href="#sessions-1-starts">Sesi 2: Jam mulai</a>: Tuliskan jam' in page


def test_names_of_rows_that_are_no_numbers_are_left_alone(office: Office, committee: FlaskClient) -> None:
    for name in ("sessions-²-day", f"sessions-{'9' * 6000}-day", "sessions--1-day", "sessions-x-day", "sessions-"):
        answer = committee.post("/manage/events/new", data=form_of(office, **{name: "2027-01-20"}))

        assert answer.status_code == 302, name[:40]


def test_an_empty_form_is_answered_not_broken(committee: FlaskClient) -> None:
    answer = committee.post("/manage/events/new", data={})

    assert answer.status_code == 422
    assert "Pilih tanggal kegiatan." in answer.text


def test_markup_in_a_title_is_shown_inert(office: Office, committee: FlaskClient) -> None:
    committee.post("/manage/events/new", data=form_of(office, summary="<script>alert(1)</script>"))

    page = committee.get("/manage").text

    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert "<script>alert" not in page
