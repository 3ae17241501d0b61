"""What one event asks, and whether what came back answers it: the same rules for form, program and import."""

import math
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from flask_babel import gettext as _

from webapp.attendance.questions import queries
from webapp.attendance.questions.models import AnswerValue, Question, QuestionKind, StandardName
from webapp.database import db
from webapp.events.models import Mode
from webapp.web.formatting import number
from webapp.web.forms import has_control_characters

LONGEST = {QuestionKind.SHORT: 200, QuestionKind.LONG: 2_000}
LARGEST = 10**12
_NUMBER = re.compile(r"-?[0-9]{1,13}(?:[.,][0-9]{1,6})?", re.ASCII)


class WrongAnswer(ValueError):
    """The answer cannot be taken; the sentence says why."""


@dataclass(frozen=True)
class Asked:
    """The questions of one event: the standard ones with whether they must be answered, and its own in order."""

    standard: Mapping[StandardName, bool] = field(default_factory=dict)
    own: Sequence[Question] = ()

    def __bool__(self) -> bool:
        return bool(self.standard or self.own)

    def own_for(self, mode: Mode | None) -> list[Question]:
        """The event's own questions for those who take part this way."""
        return [question for question in self.own if question.mode in (None, mode)]


NOTHING = Asked()


def asked_by(event_id: int) -> Asked:
    """What the event asks now. Two queries."""
    standard = db.session.scalars(queries.STANDARD, {"event_id": event_id})
    own = db.session.scalars(queries.OWN, {"event_id": event_id})
    return Asked({row.name: row.is_required for row in standard}, tuple(own))


def judged(question: Question, given: object) -> AnswerValue | None:
    """The answer as it is stored, None where nothing was said. Raises WrongAnswer."""
    if given is None or given in ("", []) or (isinstance(given, str) and not given.strip()):
        return None
    return _JUDGES[question.kind](question, given)


def _words(question: Question, given: object) -> str:
    if not isinstance(given, str) or has_control_characters(given):
        raise WrongAnswer(_("Ada karakter yang tidak dapat dibaca. Mohon ketik ulang tanpa menyalin dari berkas."))
    text, longest = given.strip(), LONGEST[question.kind]
    if len(text) > longest:
        raise WrongAnswer(_("Terlalu panjang: paling banyak %(n)d karakter.", n=longest))
    return " ".join(text.split()) if question.kind is QuestionKind.SHORT else text


def _one(question: Question, given: object) -> str:
    if not isinstance(given, str) or given not in question.choices:
        raise WrongAnswer(_("Pilihan ini tidak tersedia."))
    return given


def _several(question: Question, given: object) -> list[str]:
    wanted = [given] if isinstance(given, str) else given
    if not isinstance(wanted, list) or any(one not in question.choices for one in wanted):
        raise WrongAnswer(_("Pilihan ini tidak tersedia."))
    return [choice for choice in question.choices if choice in wanted]


def _number(_question: Question, given: object) -> int | float:
    if isinstance(given, str):
        text = given.strip()
        if not _NUMBER.fullmatch(text):
            raise WrongAnswer(_("Tuliskan angka saja, misalnya 60."))
        given = float(text.replace(",", "."))
    if isinstance(given, bool) or not isinstance(given, int | float) or not math.isfinite(given):
        raise WrongAnswer(_("Tuliskan angka saja, misalnya 60."))
    if abs(given) > LARGEST:
        raise WrongAnswer(_("Angka ini terlalu besar."))
    return int(given) if given == int(given) else float(given)


def _yes_no(_question: Question, given: object) -> bool:
    if isinstance(given, bool):
        return given
    if given not in ("yes", "no"):
        raise WrongAnswer(_("Pilihan ini tidak tersedia."))
    return given == "yes"


_JUDGES: dict[QuestionKind, Callable[[Question, object], AnswerValue]] = {
    QuestionKind.SHORT: _words,
    QuestionKind.LONG: _words,
    QuestionKind.ONE: _one,
    QuestionKind.SEVERAL: _several,
    QuestionKind.NUMBER: _number,
    QuestionKind.YES_NO: _yes_no,
}


def shown(value: AnswerValue | None) -> str:
    """An answer in words, for pages and files."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return _("Ya") if value else _("Tidak")
    if isinstance(value, list):
        return "; ".join(value)
    return value if isinstance(value, str) else number(value)
