"""Berkas pertanggungjawaban: one ZIP of everything that an office files after an activity, made by the worker."""

import io
from collections.abc import Callable
from datetime import datetime
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from flask_babel import force_locale
from flask_babel import gettext as _

from webapp.accounts.models import GrantRole
from webapp.attendance.narrating import letters
from webapp.attendance.narrating import papers as summaries
from webapp.attendance.narrating.composing import activity_report
from webapp.attendance.reporting import papers
from webapp.attendance.reporting.gathering import report
from webapp.attendance.reporting.papers import Leaf, Wanted
from webapp.attendance.reporting.values import Report
from webapp.database import db
from webapp.documents.activity_reports import activity_report_pdf
from webapp.documents.editable_reports import activity_report_docx
from webapp.errors import Refused
from webapp.events import queries as events
from webapp.events.models import Event
from webapp.web.formatting import local
from webapp.work.asking import Order
from webapp.work.running import Result, Task

KIND = "report.bundle"
ZIP = "application/zip"


def order(event: Event, *, back: str) -> Order:
    """What to ask the worker for; the lists hold names, so it is the committee's."""
    return Order(
        kind=KIND,
        title=_("Berkas pertanggungjawaban: %(title)s", title=event.summary),
        back=back,
        organization_id=event.organization_id,
        least_role=GrantRole.COMMITTEE,
        arguments={"event": event.id},
    )


def run(task: Task) -> Result:
    """Make the parts one after the other, and tell how far it is after each."""
    event = db.session.scalar(events.whole().where(Event.id == task.arguments["event"]))
    if event is None:
        raise Refused(_("Kegiatan ini sudah tidak ada."))
    found, name = report(event), f"berkas-{event.slug}.zip"
    people = len([one for one in found.attendees if one.is_present])  # read before the first step, at one moment
    with force_locale("id"):
        made = _parts(found, task)
    sentence = _("%(n)d berkas, %(people)d nama pada daftar hadir.", n=len(made), people=people)
    return Result(sentence, name, ZIP, _zipped(made, at=local(task.at, event.tzid)))


def _parts(found: Report, task: Task) -> list[tuple[str, bytes]]:
    at, written = task.at, activity_report(found, at=task.at)
    steps: list[tuple[str, Callable[[], bytes]]] = [
        ("01-undangan.pdf", lambda: letters.invitation(found.event, at=at)),
        ("02-susunan-acara.pdf", lambda: letters.rundown(found.event, at=at)),
        ("03-daftar-hadir-luring.pdf", lambda: _list(found, Leaf.AFTER, at)),
        ("04-daftar-hadir-daring.pdf", lambda: _list(found, Leaf.ONLINE, at)),
        ("05-laporan-kegiatan.pdf", lambda: activity_report_pdf(written)),
        ("06-laporan-kegiatan.docx", lambda: activity_report_docx(written)),
        ("07-ringkasan.pdf", lambda: summaries.pdf(found, at=at)),
    ]
    made = []
    for number, (name, make) in enumerate(steps, 1):
        made.append((name, make()))
        task.progress(number, len(steps))
    return made


def _list(found: Report, leaf: Leaf, at: datetime) -> bytes:
    return papers.attendance_list(found, Wanted(leaf=leaf), at=at)


def _zipped(parts: list[tuple[str, bytes]], *, at: datetime) -> bytes:
    """In this order and under these names, so that two offices file alike."""
    file = io.BytesIO()
    with ZipFile(file, "w", ZIP_DEFLATED) as archive:
        for name, content in parts:
            archive.writestr(ZipInfo(name, at.timetuple()[:6]), content, ZIP_DEFLATED)
    return file.getvalue()
