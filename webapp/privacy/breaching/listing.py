"""Who is affected by a leak between two moments: everybody whose data stood here then."""

from collections.abc import Collection
from datetime import datetime
from zoneinfo import ZoneInfo

from flask_babel import gettext as _
from sqlalchemy import Select, select

from webapp.attendance.models import Person, Registration
from webapp.database import db
from webapp.documents.sheets import CellType, Column, Sheet
from webapp.events.models import Event
from webapp.privacy.erasing.models import Erasure
from webapp.web.pages import settings


def affected(
    organization_ids: Collection[int], *, since: datetime, until: datetime
) -> Select[Registration, Person, Event]:
    """Registrations that were there at some moment of the span, one row each, by name.

    A leak shows what stood here when it happened, so everything registered before its end counts; what was
    erased before its beginning does not.
    """
    gone = select(Erasure.id).where(Erasure.registration_ref == Registration.ref, Erasure.erased_at <= since)
    return (
        select(Registration, Person, Event)
        .join(Person, Person.id == Registration.person_id)
        .join(Event, Event.id == Registration.event_id)
        .where(Event.organization_id.in_(organization_ids), Registration.registered_at < until, ~gone.exists())
        .order_by(Person.folded_name, Registration.id)
    )


def sheet(query: Select[Registration, Person, Event]) -> Sheet:
    """The list to work through, contacts in full: these people have to be reached."""
    columns = (
        Column(_("Nama")),
        Column(_("Nomor HP"), CellType.PHONE),
        Column(_("Alamat surel")),
        Column(_("Kegiatan")),
        Column(_("Mendaftar pada"), CellType.DATETIME),
    )
    rows = [
        (person.name, person.phone, person.email, event.summary, registration.registered_at)
        for registration, person, event in db.session.execute(query)
    ]
    return Sheet(_("Orang yang terdampak"), columns, rows, zone=ZoneInfo(settings().default_timezone))
