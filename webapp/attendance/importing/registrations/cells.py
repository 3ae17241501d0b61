"""What a cell means: an answer as people write it in a form of their own, judged by the rules of ours."""

from collections.abc import Callable
from typing import Any

from flask_babel import gettext as _

from webapp.attendance.questions.asking import WrongAnswer, judged
from webapp.attendance.questions.models import AnswerValue, Question, QuestionKind
from webapp.attendance.registering import answers
from webapp.attendance.registering.forms import LONGEST_AFFILIATION, LONGEST_NAME, LONGEST_POSITION
from webapp.directory.demographics import GENDER_WORDS, age_group_of
from webapp.directory.regions import ELSEWHERE, home_regencies
from webapp.documents.reading.headings import folded
from webapp.events.models import Mode
from webapp.web import contacts
from webapp.web.forms import has_control_characters

LONGEST_NEEDS = 200
_MODES = {
    Mode.ONLINE: ("daring", "online", "zoom", "virtual", "jarakjauh"),
    Mode.IN_PERSON: ("luring", "offline", "langsung", "ditempat", "tatapmuka", "inperson", "hadir"),
}
_YES, _NO = frozenset({"ya", "yes", "y", "true", "1"}), frozenset({"tidak", "no", "n", "false", "0"})


class WrongCell(ValueError):
    """The cell cannot be taken; the sentence says why."""


def words(text: str, longest: int) -> str:
    """One line of text. Raises WrongCell."""
    plain = " ".join(text.split())
    if len(plain) > longest:
        raise WrongCell(_("Terlalu panjang: paling banyak %(n)d karakter.", n=longest))
    if has_control_characters(plain):
        raise WrongCell(_("Ada karakter yang tidak dapat dibaca."))
    return plain


def _contact(parse: Callable[[str], str]) -> Callable[[str], str]:
    def read(text: str) -> str:
        try:
            return parse(text)
        except contacts.WrongContact as wrong:
            raise WrongCell(str(wrong)) from None

    return read


def _mode(text: str) -> Mode:
    plain = folded(text)
    for mode, known in _MODES.items():
        if any(word in plain for word in known):
            return mode
    raise WrongCell(_("Tulis luring atau daring."))


def _gender(text: str) -> str:
    if (found := GENDER_WORDS.get(folded(text))) is None:
        raise WrongCell(_("Tulis L atau P."))
    return found


def _age(text: str) -> str:
    if text.isascii() and text.isdecimal() and (group := age_group_of(int(text[:4]))):
        return group
    return _listed(answers.AGE_GROUPS, text)


def _occupation(text: str) -> str:
    try:
        return _listed(answers.OCCUPATIONS, text)
    except WrongCell:
        return "lainnya"


def _listed(labels: Any, text: str) -> str:
    for code, label in labels.items():
        if folded(str(label)) == folded(text) or code == text:
            return str(code)
    raise WrongCell(_("Pilihan ini tidak tersedia."))


def _region(text: str) -> str:
    """A kabupaten/kota of the home province by its name, with or without what it is; anything else is elsewhere."""
    plain = _bare(text)
    return next((code for code, name in home_regencies() if _bare(name) == plain), ELSEWHERE)


def _bare(name: str) -> str:
    plain = folded(name)
    return next((plain.removeprefix(kind) for kind in ("kabupaten", "kota", "kab") if plain.startswith(kind)), plain)


READ: dict[str, Callable[[str], Any]] = {
    "name": lambda text: words(text, LONGEST_NAME),
    "phone": _contact(contacts.parsed_phone),
    "email": _contact(contacts.parsed_email),
    "mode": _mode,
    "affiliation": lambda text: words(text, LONGEST_AFFILIATION),
    "region": _region,
    "position": lambda text: words(text, LONGEST_POSITION),
    "gender": _gender,
    "age_group": _age,
    "occupation": _occupation,
    "needs": lambda text: words(text, LONGEST_NEEDS),
}


def own_answer(question: Question, text: str) -> AnswerValue | None:
    """An answer to a question of the event. Several choices are parted as Google Forms parts them. Raises WrongCell."""
    given: object = text
    if question.kind is QuestionKind.YES_NO:
        given = "yes" if folded(text) in _YES else "no" if folded(text) in _NO else text
    elif question.kind is QuestionKind.SEVERAL:
        given = [part.strip() for part in text.replace(";", ",").split(",") if part.strip()]
    try:
        return judged(question, given)
    except WrongAnswer as wrong:
        raise WrongCell(str(wrong)) from None
