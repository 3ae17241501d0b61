"""All certificates of an event at once, as one PDF or as a ZIP of single ones: long work, fetched when it is ready."""

import io
from datetime import datetime
from typing import Literal
from zipfile import ZIP_STORED, ZipFile

from flask_babel import gettext as _

from webapp.accounts.models import GrantRole
from webapp.attendance.certifying import papers, queries
from webapp.attendance.certifying.models import Certificate
from webapp.database import db
from webapp.errors import Refused
from webapp.events import loading
from webapp.events.models import Event
from webapp.files.storing import path_of
from webapp.work.asking import Order, ask
from webapp.work.models import Job
from webapp.work.running import Handler, Result, Task, handlers

KIND = "certificates"
_STEP = 10  # certificates between two words of progress
_SLUG = 60


def order(event: Event, form: Literal["pdf", "zip"], *, back: str, owner_id: int, at: datetime) -> Job:
    """Ask for them; whoever fetches them must still be of the committee then."""
    titles = {"pdf": _("Sertifikat dalam satu PDF"), "zip": _("Sertifikat dalam satu ZIP")}
    wanted = Order(
        kind=KIND,
        title=f"{titles[form]}: {event.summary}",
        back=back,
        organization_id=event.organization_id,
        least_role=GrantRole.COMMITTEE,
        arguments={"event": event.id, "form": form},
    )
    return ask(wanted, owner_id=owner_id, at=at)


def _run(task: Task) -> Result:
    event = db.session.scalar(queries.of_work(task.arguments["event"]))
    found = db.session.scalars(queries.standing(task.arguments["event"])).all() if event else []
    if event is None or not found:
        raise Refused(_("Belum ada sertifikat yang terbit."))
    said = _("%(n)d sertifikat.", n=len(found))
    task.progress(0, len(found))
    if task.arguments["form"] == "pdf":
        return Result(said, f"sertifikat-{event.slug[:_SLUG]}.pdf", "application/pdf", papers.pdf(event, found))
    return Result(said, f"sertifikat-{event.slug[:_SLUG]}.zip", "application/zip", _zipped(task, event, list(found)))


def _zipped(task: Task, event: Event, found: list[Certificate]) -> bytes:
    """One file each; of a certificate that was signed elsewhere, the signed one."""
    file = io.BytesIO()
    with ZipFile(file, "w", ZIP_STORED) as archive:
        for done, one in enumerate(found, 1):
            archive.writestr(filename(one), content(event, one))
            if done % _STEP == 0 or done == len(found):
                task.progress(done, len(found))
    return file.getvalue()


def content(event: Event, one: Certificate) -> bytes:
    """The paper as its holder gets it: signed where it was signed, else as we set it."""
    signed = path_of(one.signed_file) if one.signed_file else None
    return signed.read_bytes() if signed and signed.is_file() else papers.pdf(event, [one])


def filename(one: Certificate) -> str:
    """By number, which is ASCII in most offices and single in all; a name may be anything."""
    kept = "".join(mark if mark.isascii() and mark.isalnum() else "-" for mark in one.number).strip("-")
    return f"sertifikat-{kept[:80] or one.code}-{one.code[:4]}.pdf"


handlers[KIND] = Handler(_run, may=loading.may_have)
