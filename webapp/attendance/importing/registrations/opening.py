"""Loading a kept table with everything its pages ask: the event, the cells, the event's own questions."""

from dataclasses import dataclass

from flask import abort
from sqlalchemy import Select, select
from sqlalchemy.orm import joinedload

from webapp.attendance.importing.loading import committees_event
from webapp.attendance.importing.models import RegistrationImport
from webapp.attendance.importing.registrations import columns as reading_columns
from webapp.attendance.importing.registrations import reading, registering
from webapp.attendance.importing.registrations.forms import MOST_BYTES
from webapp.attendance.questions.asking import Asked, asked_by
from webapp.attendance.registering import offers
from webapp.database import db
from webapp.documents.tables import Limits, Table, read_table
from webapp.events.models import Event, Mode
from webapp.web.localizing import chosen_locale

LIMITS = Limits(size=MOST_BYTES, unpacked=60_000_000, rows=5_000, columns=60, characters=5_000_000)


@dataclass(frozen=True)
class Opened:
    """An import with its table and what the event asks."""

    event: Event
    made: RegistrationImport
    table: Table
    asked: Asked

    @property
    def columns(self) -> list[reading_columns.Column]:
        return reading_columns.columns_of(self.table)

    def terms(self) -> reading.Terms:
        mapping = {int(number): name for number, name in self.made.mapping.items()}
        return reading.Terms(mapping, self.made.mode, self.asked.own, chosen_locale())


def _one(event_id: int, import_id: int) -> Select[RegistrationImport]:
    return (
        select(RegistrationImport)
        .where(RegistrationImport.event_id == event_id, RegistrationImport.id == import_id)
        .options(joinedload(RegistrationImport.file))
    )


def open_import(slug: str, import_id: int) -> Opened:
    event = committees_event(slug)
    made = db.session.scalar(_one(event.id, import_id))
    if made is None:
        abort(404)
    return opened_import(event, made)


def opened_import(event: Event, made: RegistrationImport) -> Opened:
    table = read_table(registering.content_of(made), limits=LIMITS)
    return Opened(event, made, table, asked_by(event.id))


def modes_of(event: Event) -> list[Mode]:
    return [seats.mode for seats in offers.offered(event)] or [Mode.IN_PERSON]
