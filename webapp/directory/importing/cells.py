"""From what a cell says to what we store. Each function raises Misread with a sentence."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from flask_babel import get_locale
from flask_babel import gettext as _

from webapp.directory.demographics import AGE_GROUPS, GENDER_WORDS, OCCUPATIONS, age_group_of
from webapp.directory.forms import parsed_phone
from webapp.directory.groups.models import GroupStatus, MemberRole
from webapp.directory.groups.wording import ROLES, STATUSES
from webapp.directory.importing.columns import LONGEST, LONGEST_OTHER
from webapp.directory.regions import folded

_MONTHS = (
    "januari", "februari", "maret", "april", "mei", "juni", "juli", "agustus", "september", "oktober", "november",
    "desember",
)  # fmt: skip
_NUMBERS = re.compile(r"(\d{1,2})[./\s-](\d{1,2})[./\s-](\d{4})", re.ASCII)
_WORDS = re.compile(r"(\d{1,2})\s+([A-Za-z]+)\s+(\d{4})", re.ASCII)
_FORMULA = ("=", "+", "@")
_UNSTATED = {"", "na", "tidakdisebutkan", "tidakdiketahui", "notstated"}


_STATUSES = {one.value: words for one, words in STATUSES.items()}
_ROLES = {one.value: words for one, words in ROLES.items()}
_known: dict[tuple[tuple[str, ...], str], dict[str, str]] = {}


class Misread(ValueError):
    """The cell says nothing that can be stored; the sentence tells why."""


def text(value: str, key: str) -> str:
    """One line as typed. Raises Misread for formulas, control characters, and what is too long."""
    line = " ".join(value.split())
    if line.startswith(_FORMULA) and key != "contact_phone":
        raise Misread(_("Sel ini berisi rumus. Tempelkan hasilnya sebagai nilai."))
    if not line.isascii() and any(unicodedata.category(mark)[0] == "C" for mark in line):
        raise Misread(_("Ada karakter yang tidak dapat dibaca. Mohon ketik ulang."))
    if not line.isprintable() and line.isascii():
        raise Misread(_("Ada karakter yang tidak dapat dibaca. Mohon ketik ulang."))
    longest = LONGEST.get(key, LONGEST_OTHER)
    if len(line) > longest:
        raise Misread(_("Terlalu panjang: paling banyak %(n)d karakter.", n=longest))
    return line


def day(value: str) -> date | None:
    """2024-05-13, 13/05/2024, 13-5-2024 or 13 Mei 2024."""
    if not value:
        return None
    try:
        if found := _NUMBERS.fullmatch(value):
            return date(int(found[3]), int(found[2]), int(found[1]))
        if (found := _WORDS.fullmatch(value)) and found[2].lower() in _MONTHS:
            return date(int(found[3]), _MONTHS.index(found[2].lower()) + 1, int(found[1]))
        return date.fromisoformat(value)
    except ValueError:
        raise Misread(_("Tanggal ini tidak dapat dibaca. Contoh: 13/05/2024.")) from None


def phone(value: str) -> str:
    found = parsed_phone(value)
    if value and not found:
        raise Misread(_("Nomor ini belum dapat dibaca. Contoh: 0812 3456 7890."))
    return found


def status(value: str) -> GroupStatus:
    return GroupStatus(_coded(value, _STATUSES, GroupStatus.STARTING.value))


def role(value: str) -> MemberRole:
    return MemberRole(_coded(value, _ROLES, MemberRole.MEMBER.value))


def gender(value: str) -> str:
    word = folded(value)
    if word in _UNSTATED:
        return ""
    if word not in GENDER_WORDS:
        raise Misread(_one_of(["L", "P"]))
    return GENDER_WORDS[word]


def age_group(value: str) -> str:
    """The group in words, or the group of an age in years."""
    if value.isascii() and value.isdigit() and len(value) < 4:
        if found := age_group_of(int(value)):
            return found
        raise Misread(_one_of(AGE_GROUPS.values()))
    return _coded(value, AGE_GROUPS, "")


def occupation(value: str) -> str:
    return _coded(value, OCCUPATIONS, "")


def _coded(value: str, choices: Mapping[str, Any], unstated: str) -> str:
    """The code whose words, in the language of the page or any part parted by a stroke, or whose code itself it is."""
    if not value:
        return unstated
    word = folded(value)
    if word in _UNSTATED:
        return unstated
    found = _spellings(tuple(choices), str(get_locale()), choices).get(word)
    if found is None:
        raise Misread(_one_of(choices.values()))
    return found


def _spellings(codes: tuple[str, ...], locale: str, choices: Mapping[str, Any]) -> dict[str, str]:
    """Folded spelling to code, kept by language: translating all words for each row took most of an import."""
    if (codes, locale) not in _known:
        _known[codes, locale] = {
            folded(spelling): code
            for code, words in choices.items()
            for spelling in (*str(words).split("/"), str(words), code)
        }
    return _known[codes, locale]


def _one_of(words: Iterable[Any]) -> str:
    return _("Isi ini tidak dikenal. Tulis salah satu: %(words)s.", words=", ".join(map(str, words)))
