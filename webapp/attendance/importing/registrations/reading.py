"""From the rows of a table to applications, and every cell that stands in the way, by row and column."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from flask_babel import gettext as _

from webapp.attendance.importing.registrations import cells
from webapp.attendance.importing.registrations.columns import head_of, own_field
from webapp.attendance.questions.models import AnswerValue, Question
from webapp.attendance.registering.applications import Application
from webapp.documents.reading.cells import Row, Table, position
from webapp.errors import Refused
from webapp.events.models import Mode
from webapp.web.text import folded

MOST_ROWS = 1_000
CHANNEL = "organizer_form"  # the consent was given on a form or paper of the organizer's


@dataclass(frozen=True)
class Fault:
    """What is wrong with one cell: "C12" and a sentence."""

    where: str
    said: str


@dataclass
class Sheet:
    """What a table says under one mapping."""

    applications: list[Application] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    twice: int = 0  # rows that say the same person again


@dataclass(frozen=True)
class Terms:
    """How a table is read: which field stands in which column, the mode of rows that say none, the language."""

    mapping: Mapping[int, str]
    mode: Mode
    own: Sequence[Question] = ()
    locale: str = "id"


def read(table: Table, terms: Terms) -> Sheet:
    """Read every row under the head. Refused without a column of names, and for more than MOST_ROWS."""
    if "name" not in terms.mapping.values():
        raise Refused(_("Pilih kolom yang berisi nama."), reason="no_name")
    head = head_of(table)
    rows = [row for row in table.rows if row.number > head.number and row.is_filled]
    if len(rows) > MOST_ROWS:
        raise Refused(
            _("Tabel ini berisi %(n)d baris; sekali impor paling banyak %(most)d.", n=len(rows), most=MOST_ROWS),
            reason="too_many",
        )
    sheet, seen = Sheet(), set()
    for row in rows:
        application = _application(row, terms, sheet)
        if application is None:
            continue
        sheet.twice += application.form_token in seen
        if application.form_token not in seen:
            seen.add(application.form_token)
            sheet.applications.append(application)
    return sheet


def _application(row: Row, terms: Terms, sheet: Sheet) -> Application | None:
    """One row, or None with its faults written down."""
    before = len(sheet.faults)
    values: dict[str, Any] = {"mode": terms.mode, "name": ""}
    answers: list[tuple[int, AnswerValue]] = []
    own = {own_field(question): question for question in terms.own}
    for column, name in terms.mapping.items():
        text = row.cells[column - 1].strip() if column <= len(row.cells) else ""
        if not name or not text:
            continue
        try:
            if name in own:
                if (answer := cells.own_answer(own[name], text)) is not None:
                    answers.append((own[name].id, answer))
            else:
                values[name] = cells.READ[name](text)
        except cells.WrongCell as wrong:
            sheet.faults.append(Fault(position(row.number, column), str(wrong)))
    if not values["name"] and len(sheet.faults) == before:
        column = next(number for number, name in terms.mapping.items() if name == "name")
        sheet.faults.append(Fault(position(row.number, column), _("Namanya kosong.")))
    if len(sheet.faults) > before:
        return None
    values["region_code"] = values.pop("region", None)
    made = Application(**values, answers=tuple(answers), locale=terms.locale, channel=CHANNEL)
    return Application(**(vars(made) | {"form_token": _token(made)}))


def _token(made: Application) -> str:
    """The same name with the same contact is the same person, in this file and in the next export of the same form."""
    origin = "" if made.phone or made.email else folded(made.affiliation)
    who = "\n".join((folded(made.name), made.phone, made.email, origin))
    return f"import:{hashlib.sha256(who.encode()).hexdigest()[:40]}"
