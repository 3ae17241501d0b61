"""The files of a recap: those of a small office while somebody waits, those of thousands of people by the worker."""

from datetime import datetime

from flask_babel import force_locale
from flask_babel import gettext as _

from webapp.accounts.models import GrantRole
from webapp.attendance.recapping import files
from webapp.attendance.recapping.gathering import recap
from webapp.attendance.recapping.periods import Period, period
from webapp.attendance.recapping.values import Recap
from webapp.database import db
from webapp.directory.models import Organization
from webapp.documents.finished import File
from webapp.errors import Refused
from webapp.web.formatting import local
from webapp.work.asking import Order
from webapp.work.running import Handler, Result, Task, handlers

KIND = "recap.files"
LARGEST_AT_ONCE = 2_000
"""Rows in a file that a page waits for, as for one activity: a row a person, an activity, and a KIM."""
FORMS = ("csv", "xlsx", "pdf")


def is_large(found: Recap, form: str, table: str = "") -> bool:
    """Whether a file is work; the tables without people are short but for those of the whole country."""
    public = len(found.events) + len(found.groups)
    has_people = form == "xlsx" or (form == "csv" and table == "people")
    return public + (found.persons if has_people else 0) > LARGEST_AT_ONCE


def made(found: Recap, form: str, table: str, *, at: datetime) -> File:
    """One table as CSV, all of them as a workbook, those of the office as a paper."""
    if form == "pdf":
        with force_locale("id"):  # an official paper, whatever language the page is in
            return files.paper(found, at=at)
    return files.workbook(found, at=at) if form == "xlsx" else files.table(found, table, at=at)


def order(organization: Organization, stretch: Period, form: str, table: str, *, back: str) -> Order:
    """What to ask the worker for."""
    return Order(
        kind=KIND,
        title=_("Rekapitulasi %(words)s (%(form)s)", words=stretch.words, form=form.upper()),
        back=back,
        organization_id=organization.id,
        least_role=GrantRole.VIEWER,
        arguments={"organization": organization.id, "form": form, "table": table, **stretch.arguments()},
    )


def run(task: Task) -> Result:
    """Count at one moment, then draw."""
    asked = task.arguments
    task.progress(0, 2)
    organization = db.session.get(Organization, asked["organization"])
    if organization is None:
        raise Refused(_("Penyelenggara ini sudah tidak ada."))
    stretch = period(asked["from"], asked["to"], tzid=organization.tzid, today=local(task.at, organization.tzid).date())
    found = recap(organization, stretch, at=task.at)
    file = made(found, asked["form"], asked["table"], at=task.at)
    said = files.summary(found)
    task.progress(2, 2)
    return Result(f"{said}.", file.name, file.media_type, file.content)


handlers[KIND] = Handler(run)
