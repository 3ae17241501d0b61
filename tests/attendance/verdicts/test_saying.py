"""The rule shown back, and the reason of a verdict, in both languages."""

import pytest
from flask import Flask
from flask_babel import force_locale

from tests.factories import START
from webapp.attendance.models import Attendance
from webapp.attendance.verdicts import asking, saying
from webapp.attendance.verdicts.models import Codes, Weight
from webapp.attendance.verdicts.rules import Rule

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)  # nothing here asks the database
ALL = Rule(
    70, Codes.BOTH, scan=Weight.IGNORED, paper=Weight.NEEDED, minutes=Weight.NEEDED, report=Weight.NEEDED,
    typing=Weight.NEEDED,
)  # fmt: skip


@pytest.mark.parametrize(
    ("rule", "locale", "said"),
    [
        (
            Rule(70, Codes.BOTH),
            "id",
            (
                "Hadir di tempat bila menunjukkan tiket di tempat atau menandatangani daftar hadir "
                "kertas. Hadir daring "
                "bila mengikuti sedikitnya 70 persen menit sesi, mengetik kode pembuka dan kode penutup, "
                "atau menonton bersama "
                "yang disetujui panitia."
            ),
        ),
        (
            Rule(scan=Weight.IGNORED, paper=Weight.IGNORED, watching=Weight.IGNORED, takes_reports=False),
            "id",
            (
                "Kedatangan di tempat tidak dihitung. Hadir daring bila masuk lewat tautan, laporan, atau kode. "
                "Laporan ruang daring tidak dihitung."
            ),
        ),
        (
            ALL,
            "en",
            (
                "Present are those who sign the paper list, take part for at least 70 per cent of the "
                "session's minutes, "
                "type the opening code and the closing code, and are named in the report of the online room. "
                "Enough by itself: watch together with the committee's approval."
            ),
        ),
    ],
)
def test_a_rule_is_one_plain_sentence(context: Flask, rule: Rule, locale: str, said: str) -> None:
    with force_locale(locale):
        assert asking.asked_in_percent(rule) == said


@pytest.mark.parametrize(
    ("locale", "said"),
    [
        (
            "id",
            (
                "Kehadiran daring dihitung bila Bapak/Ibu mengikuti sedikitnya 84 dari 120 menit atau tercantum dalam "
                "laporan ruang daring."
            ),
        ),
        (
            "en",
            (
                "Online attendance counts when you follow at least 84 of 120 minutes or are named in the report of the "
                "online room."
            ),
        ),
    ],
)
def test_somebody_online_reads_what_counts(context: Flask, locale: str, said: str) -> None:
    with force_locale(locale):
        assert asking.asked(Rule(70, report=Weight.ALONE), lasts=120) == said


@pytest.mark.parametrize(
    ("why", "locale", "said"),
    [
        (
            "together:scan+paper",
            "id",
            "Hadir: tiketnya dipindai di tempat dan tanda tangannya ada pada daftar hadir kertas.",
        ),
        (
            "together:minutes+report",
            "en",
            "Present: took part for 50 of 120 minutes and named in the report of the online room.",
        ),
        (
            "missing:minutes+report",
            "id",
            (
                "Belum terhitung: 50 dari 120 menit (batasnya 84 menit) dan namanya tidak tercantum "
                "dalam laporan ruang "
                "daring."
            ),
        ),
        ("missing:paper", "en", "Not counted yet: no signature on the paper list."),
        ("reported", "en", "Present online: named in the report of the online room."),
        ("nothing", "id", "Belum terhitung: yang tercatat tidak termasuk ketentuan kegiatan ini."),
    ],
)
def test_a_reason_names_what_was_there_or_is_missing(context: Flask, why: str, locale: str, said: str) -> None:
    row = Attendance(why=why, first_at=START, minutes=50, is_late=False, is_early=False)

    with force_locale(locale):
        assert saying.said(row, Rule(70), lasts=120) == said
