"""What somebody types from a signed sheet: numbers and ranges, a short code, a name, or "+" and somebody new."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from flask_babel import gettext as _
from flask_babel import ngettext

from webapp.attendance.checking_in.papers.numbering import Numbered
from webapp.attendance.checking_in.scanning.codes import Form, parsed_code
from webapp.attendance.registering.people import folded
from webapp.errors import Refused

MOST = 500
MOST_NAMED = 5
NEW = "+"
_NUMBERS = re.compile(r"[\d\s,;.\-\u2010-\u2015]+", re.ASCII)
_RANGE = re.compile(r"(\d{1,6})(?:\s*[-\u2010-\u2015]\s*(\d{1,6}))?", re.ASCII)
_GENDERS = {"L": "L", "P": "P"}


@dataclass(frozen=True, slots=True)
class Newcomer:
    """Somebody who signed the empty rows: "+ Nama; KIM; L"."""

    name: str
    affiliation: str = ""
    gender: str = ""


def read(text: str, people: Sequence[Numbered]) -> list[Numbered] | Newcomer:
    """Whom the text means. Raises Refused with a sentence that says how to write it, and records nobody."""
    if text.startswith(NEW):
        return _newcomer(text[len(NEW) :])
    if _NUMBERS.fullmatch(text):
        return _by_numbers(text, people)
    code = parsed_code(text)
    if code.form is Form.SHORT and (found := [one for one in people if one.short_code == code.text]):
        return found
    return [_by_name(text, people)]


def _newcomer(text: str) -> Newcomer:
    parts = [part.strip() for part in text.split(";")]
    name, affiliation, gender = (*parts, "", "")[:3]
    if not name:
        raise Refused(_("Tulis nama setelah tanda +, misalnya: + Dehen Lambung; KIM Handep; L."))
    return Newcomer(name[:120], affiliation[:120], _GENDERS.get(gender.upper(), ""))


def _by_numbers(text: str, people: Sequence[Numbered]) -> list[Numbered]:
    wanted: dict[int, None] = {}
    for first, last in _RANGE.findall(text):
        numbers = range(int(first), int(last or first) + 1)
        if not numbers or len(wanted) + len(numbers) > MOST:
            raise Refused(_("Tulis nomor satu per satu atau sebagai urutan, misalnya: 3, 7, 12-18."))
        wanted |= dict.fromkeys(numbers)
    missing = [str(number) for number in wanted if not 1 <= number <= len(people)]
    if missing or not wanted:
        numbers_told = ", ".join(missing[:MOST_NAMED]) or text
        raise Refused(
            _("Nomor %(numbers)s tidak ada pada lembar kegiatan ini. Tidak ada yang dicatat.", numbers=numbers_told)
        )
    return [people[number - 1] for number in wanted]


def _by_name(text: str, people: Sequence[Numbered]) -> Numbered:
    words = folded(text).split()
    found = [one for one in people if all(word in one.folded_name for word in words)]
    found = [one for one in found if one.folded_name == folded(text)] or found
    if len(found) == 1:
        return found[0]
    if not found:
        raise Refused(_("Nama ini tidak ada pada daftar. Untuk mencatatnya sebagai tamu, tulis + di depannya."))
    told = "; ".join(f"{one.number} {one.name} ({one.affiliation or '–'})" for one in found[:MOST_NAMED])
    raise Refused(
        ngettext("%(num)d nama seperti itu: %(names)s. Tulis nomornya.",
                 "%(num)d nama seperti itu: %(names)s. Tulis nomornya.", len(found), names=told)
    )  # fmt: skip
