"""Berkas pertanggungjawaban: one ZIP of everything that an office files after an activity, made by the worker."""

import io
from collections.abc import Callable
from datetime import datetime
from functools import partial
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from flask_babel import force_locale
from flask_babel import gettext as _

from webapp.accounts.models import GrantRole
from webapp.attendance.narrating import letters
from webapp.attendance.narrating import papers as summaries
from webapp.attendance.narrating.composing import activity_report
from webapp.attendance.reporting import papers
from webapp.attendance.reporting.gathering import report
from webapp.attendance.reporting.leaves import Leaf, Wanted, serving
from webapp.attendance.reporting.values import Report
from webapp.database import db
from webapp.documents.activity_reports import ActivityReport, activity_report_pdf
from webapp.documents.editable_reports import activity_report_docx
from webapp.errors import Refused
from webapp.events import loading
from webapp.events import queries as events
from webapp.events.models import Event
from webapp.files.sniffing import PNG, media_type_of
from webapp.web.formatting import local
from webapp.work.asking import Order
from webapp.work.running import Handler, Result, Task, handlers

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
    at, event = task.at, found.event
    written = activity_report(found, at=at)
    steps: list[tuple[str, Callable[[], bytes]]] = [
        ("01-undangan.pdf", lambda: letters.invitation(event, at=at)),
        ("02-susunan-acara.pdf", lambda: letters.rundown(event, at=at)),
        ("03-daftar-hadir-luring.pdf", lambda: _list(found, Leaf.AFTER, at)),
        ("04-daftar-hadir-daring.pdf", lambda: _list(found, Leaf.ONLINE, at)),
        *_serving(found, at),
        *_photos(written),
        ("08-laporan-kegiatan.pdf", lambda: activity_report_pdf(written)),
        ("09-laporan-kegiatan.docx", lambda: activity_report_docx(written)),
        ("10-ringkasan.pdf", lambda: summaries.pdf(found, at=at)),
    ]
    made = []
    for number, (name, make) in enumerate(steps, 1):
        made.append((name, make()))
        task.progress(number, len(steps))
    return made


def _serving(found: Report, at: datetime) -> list[tuple[str, Callable[[], bytes]]]:
    """The sheets of those who served, where the activity names any."""
    sheets = {Leaf.SPEAKERS: "05-daftar-hadir-narasumber.pdf", Leaf.COMMITTEE: "06-daftar-hadir-panitia.pdf"}
    named = [(leaf, name) for leaf, name in sheets.items() if serving(found.event, leaf)]
    return [(name, partial(_list, found, leaf, at)) for leaf, name in named]


def _photos(written: ActivityReport) -> list[tuple[str, Callable[[], bytes]]]:
    """In the order of the report; the name says which picture it is there."""
    return [
        (f"07-dokumentasi-{n:02}.{_ending(one.content)}", partial(bytes, one.content))
        for n, one in enumerate(written.photos, 1)
    ]


def _ending(picture: bytes) -> str:
    return "png" if media_type_of(picture) == PNG else "jpg"


def _list(found: Report, leaf: Leaf, at: datetime) -> bytes:
    return papers.attendance_list(found, Wanted(leaf=leaf), at=at)


def _zipped(parts: list[tuple[str, bytes]], *, at: datetime) -> bytes:
    """In this order and under these names, so that two offices file alike."""
    file = io.BytesIO()
    with ZipFile(file, "w", ZIP_DEFLATED) as archive:
        for name, content in parts:
            archive.writestr(ZipInfo(name, at.timetuple()[:6]), content, ZIP_DEFLATED)
    return file.getvalue()


handlers[KIND] = Handler(run, may=loading.may_have)
