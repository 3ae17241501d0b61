"""The files of one report: small ones are made while somebody waits, large ones by the worker."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime
from typing import Any, Literal

from flask_babel import force_locale
from flask_babel import gettext as _

from webapp.accounts.models import GrantRole
from webapp.attendance.reporting import papers, sheets
from webapp.attendance.reporting.gathering import report
from webapp.attendance.reporting.leaves import Leaf, Wanted
from webapp.attendance.reporting.values import Report
from webapp.attendance.verdicts.explaining import sentences
from webapp.database import db
from webapp.documents import spreadsheets
from webapp.documents.attendance_list import Column, Orientation, Paper
from webapp.documents.finished import CSV, PDF, XLSX, File
from webapp.errors import Refused
from webapp.events import loading
from webapp.events import queries as events
from webapp.events.models import Event
from webapp.work.asking import Order
from webapp.work.running import Handler, Result, Task, handlers

KIND = "report.attendance"
LARGEST_AT_ONCE = 2_000
"""Names in a file that a page waits for: a PDF of so many takes about a second of one core, a workbook half of it."""
Form = Literal["csv", "xlsx", "pdf"]
FORMS: tuple[Form, ...] = ("csv", "xlsx", "pdf")


def is_large(found: Report) -> bool:
    return found.counts["all"] > LARGEST_AT_ONCE


def made(found: Report, form: Form, wanted: Wanted, *, at: datetime) -> File:
    """Draw one file. Raises Refused when the columns do not fit on the paper."""
    slug = found.event.slug
    if form == "pdf":
        with force_locale("id"):  # an official paper, whatever language the page is in
            content = papers.attendance_list(found, wanted, at=at)
        return File(content, PDF, f"daftar-hadir-{slug}-{wanted.leaf}.pdf", is_inline=True)
    pages = sheets.pages(found, has_full_phones=wanted.has_full_phones, reasons=sentences(found.event))
    if form == "csv":
        return File(spreadsheets.csv_text(pages[0]), CSV, f"daftar-hadir-{slug}.csv")
    return File(spreadsheets.xlsx(pages, at=at), XLSX, f"daftar-hadir-{slug}.xlsx")


def order(event: Event, form: Form, wanted: Wanted, *, back: str) -> Order:
    """What to ask the worker for. Whole telephone numbers are the committee's, also when the file is fetched."""
    words = {"csv": _("Daftar hadir (CSV)"), "xlsx": _("Daftar hadir (Excel)"), "pdf": _("Daftar hadir (PDF)")}
    return Order(
        kind=KIND,
        title=f"{words[form]}: {event.summary}",
        back=back,
        organization_id=event.organization_id,
        least_role=GrantRole.COMMITTEE if wanted.has_full_phones else GrantRole.VIEWER,
        arguments={"event": event.id, "form": form, **asdict(wanted), "columns": list(wanted.columns)},
    )


def run(task: Task) -> Result:
    """Count at one moment, then draw."""
    task.progress(0, 2)
    event = db.session.scalar(events.whole().where(Event.id == task.arguments["event"]))
    if event is None:
        raise Refused(_("Kegiatan ini sudah tidak ada."))
    found = report(event)
    file = made(found, task.arguments["form"], _wanted(task.arguments), at=task.at)
    said = _("%(n)d nama.", n=found.counts["all"])
    task.progress(2, 2)
    return Result(said, file.name, file.media_type, file.content)


def _wanted(arguments: Mapping[str, Any]) -> Wanted:
    return Wanted(
        leaf=Leaf(arguments["leaf"]),
        paper=Paper(arguments["paper"]),
        orientation=Orientation(arguments["orientation"]),
        columns=tuple(map(Column, arguments["columns"])),
        has_full_phones=arguments["has_full_phones"],
    )


handlers[KIND] = Handler(run, may=loading.may_have)
