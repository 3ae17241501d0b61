"""Every catalogued report is read; what is none, or tells no date, is refused with a sentence; nothing ever breaks."""

import os
import random
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.attendance.importing import providers
from tests.attendance.importing.mutating import mutated
from tests.attendance.importing.providers import JAKARTA, TITLE, VARIANTS, at
from webapp.attendance.importing.files_of_providers.durations import seconds_of
from webapp.attendance.importing.files_of_providers.lines import Frame, Provider, Report
from webapp.attendance.importing.files_of_providers.recognising import recognise
from webapp.attendance.verdicts import intervals
from webapp.documents.spreadsheets import Cell, CellType, Column, Sheet, xlsx
from webapp.errors import Refused

FRAME = Frame(zone=JAKARTA, sessions=[(at(9, 0), at(12, 0))], day=date(2022, 3, 10))
NO_TIMES = {
    "zoom, unique",
    "zoom, newer unique",
    "zoom, preamble and unique",
    "zoom, Indonesian unique",
    "meet, no times",
}
ROUNDS = int(os.environ.get("MUTATIONS", "25"))  # of each variant; MUTATIONS=2000 runs what bench runs


def minutes(report: Report, name: str) -> float:
    """How long somebody was there: the union of what has times, else what was counted."""
    stays = [stay for stay in report.stays if name in stay.name]
    spans = [stay.span for stay in stays if stay.span]
    if spans:
        return intervals.length(spans).total_seconds() / 60
    return sum(stay.seconds or 0 for stay in stays) / 60


@pytest.mark.parametrize("variant", VARIANTS)
def test_every_variant_says_the_same_meeting(variant: str) -> None:
    report = recognise(VARIANTS[variant], FRAME)

    assert (minutes(report, "Dehen"), minutes(report, "Siti")) == (90, 70)
    assert {stay.span is None for stay in report.stays} == {variant in NO_TIMES}
    starts = [stay.span[0] for stay in report.stays if stay.span]
    assert not starts or min(starts) == at(9, 5)
    assert len({stay.name for stay in report.stays}) == 2


@pytest.mark.parametrize(
    ("variant", "provider"),
    [
        ("zoom, preamble", Provider.ZOOM),
        ("zoom, newer preamble", Provider.ZOOM),
        ("zoom, Indonesian", Provider.ZOOM),
        ("zoom, webinar", Provider.ZOOM_WEBINAR),
        ("teams, German", Provider.TEAMS),
        ("teams, middle", Provider.TEAMS),
        ("bbb, JSON", Provider.BBB),
    ],
)
def test_the_provider_and_the_title_are_seen_in_the_cells(variant: str, provider: Provider) -> None:
    report = recognise(VARIANTS[variant], FRAME)

    assert (report.provider, report.title) == (provider, TITLE)


def test_who_only_waited_or_did_not_come_is_counted_apart() -> None:
    assert recognise(VARIANTS["zoom, newer"], FRAME).skipped == 1
    assert recognise(VARIANTS["zoom, Indonesian"], FRAME).skipped == 1
    assert recognise(VARIANTS["zoom, webinar"], FRAME).skipped == 1


def test_a_workbook_is_read_like_the_text() -> None:
    titles, *rows = [line.split(",") for line in providers.ZOOM_OLD_UNIQUE.splitlines()]
    cells: list[list[Cell]] = [[*row] for row in rows]
    book = xlsx([Sheet("participants", tuple(Column(title, CellType.TEXT) for title in titles), cells)])

    assert minutes(recognise(book, FRAME), "Dehen") == 90


def test_the_events_date_settles_which_is_the_month() -> None:
    other = Frame(zone=JAKARTA, sessions=[(at(9, 0).replace(month=10, day=3), at(12, 0).replace(month=10, day=3))],
                  day=date(2022, 10, 3))  # fmt: skip

    days = [recognise(VARIANTS["zoom, rejoins"], frame).stays[0].span for frame in (FRAME, other)]
    assert [(span[0].month, span[0].day) for span in days if span] == [(3, 10), (10, 3)]


def test_a_date_that_can_be_read_two_ways_and_is_neither_days_is_refused() -> None:
    far = Frame(
        zone=JAKARTA, sessions=[(at(9, 0).replace(year=2023), at(12, 0).replace(year=2023))], day=date(2023, 3, 10)
    )

    with pytest.raises(Refused, match="dua cara"):
        recognise(VARIANTS["zoom, rejoins"], far)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"nama,asal\nDehen,KIM",
        b"{}",
        b'{"users": [1]}',
        b"\x89PNG\r\n\x1a\n",
        providers.ZOOM_OLD.splitlines()[0].encode(),
        providers.ZOOM_WEBINAR.replace("\nYes,", "\nNo,").encode(),
    ],
)
def test_no_recognised_row_is_an_error_and_never_an_empty_meeting(content: bytes) -> None:
    with pytest.raises(Refused):
        recognise(content, FRAME)


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("58", 3480),
        ("1h 27m 51s", 5271),
        ("59 Min. 0 Sek.", 3540),
        ("1 hr 2 min", 3720),
        ("1 jam 2 menit 3 detik", 3723),
        ("1 hr 21 min 53s", 4913),
        ("01:02:03", 3723),
        ("", None),
        ("-", None),
        ("lama", None),
        ("999999 h", None),
    ],
)
def test_durations_are_read_as_they_are_written(text: str, seconds: int | None) -> None:
    assert seconds_of(text) == seconds


@pytest.mark.parametrize("variant", VARIANTS)
def test_a_damaged_report_is_read_or_refused_and_nothing_else(variant: str) -> None:
    chance = random.Random(variant)

    for _round in range(ROUNDS):
        try:
            recognise(mutated(VARIANTS[variant], chance), FRAME)
        except Refused as refusal:
            assert refusal.sentence  # noqa: PT017  # whatever else is raised fails the test


MINUTES = st.integers(0, 179)


@given(st.lists(st.tuples(MINUTES, MINUTES).map(sorted), min_size=1, max_size=12))
def test_rejoins_and_devices_are_a_union_and_never_a_sum(visits: list[list[int]]) -> None:
    def written(minute: int) -> str:
        return (at(9, 0) + timedelta(minutes=minute)).strftime("%m/%d/%Y %I:%M:%S %p")

    head = providers.ZOOM_OLD.splitlines()[0]
    rows = [f"Siti,,{written(first)},{written(last)},{last - first},Yes,Y" for first, last in visits]

    report = recognise("\n".join([head, *rows]).encode(), FRAME)

    naive = {minute for first, last in visits for minute in range(first, last)}
    assert intervals.length([stay.span for stay in report.stays if stay.span]) == timedelta(minutes=len(naive))
