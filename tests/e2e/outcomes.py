"""What comes out of the day: the feed as foreign programs read it, the report and its papers."""

import csv
import io
from datetime import datetime
from pathlib import Path

from playwright.sync_api import expect
from pypdf import PdfReader
from python_calamine import CalamineWorkbook

from tests.e2e.organizing import Organizer, Times, Webinar
from tests.interop.readers import read_with_ical_js, read_with_khal


def read_by_foreign_calendars(feed: bytes, folder: Path, plan: Webinar, times: Times, *, sequence: int) -> None:
    """ical.js and khal, each a process of its own, find the activity at these times."""
    event = read_with_ical_js(feed)["events"][0]
    shown = read_with_khal(feed, folder, day=times.start.date().isoformat())

    assert (event["summary"], event["status"], event["sequence"]) == (plan.summary, "CONFIRMED", sequence)
    assert datetime.fromisoformat(event["start"]) == times.start
    assert shown[0][:3] == [f"{times.start:%Y-%m-%d %H:%M}", f"{times.end:%Y-%m-%d %H:%M}", plan.summary]


def report_counts(office: Organizer, slug: str, *, here: str, there: str) -> None:
    """One came and one joined: on the page, in both files, and on the papers that are signed."""
    path = f"/manage/events/{slug}/attendance"
    office.page.goto(f"{office.url}{path}")
    expect(office.page.locator(".statement")).to_contain_text("2 dari 2 pendaftar hadir: 1 luring dan 1 daring.")
    rows = list(csv.reader(io.StringIO(office.download(f"{path}.csv").decode("utf-8-sig"))))
    sheets = CalamineWorkbook.from_filelike(io.BytesIO(office.download(f"{path}.xlsx")))
    cells = [
        str(cell) for name in sheets.sheet_names for row in sheets.get_sheet_by_name(name).to_python() for cell in row
    ]
    papers = {variant: _words(office.download(f"{path}-list.pdf?variant={variant}")) for variant in ("after", "online")}

    for name in (here, there):
        assert any(name in row for row in rows)
        assert name in cells
    assert here in papers["after"]
    assert there in papers["online"]


def _words(pdf: bytes) -> str:
    return " ".join(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages).split())
