"""Who somebody in a report is among those who registered. Nothing here asks the database; a guess is called one."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from webapp.attendance.importing.models import How
from webapp.attendance.importing.names import Reading, Words, codes, readings, words
from webapp.web.contacts import WrongContact, parsed_phone

ALIKE = 0.88  # of SequenceMatcher's ratio: one or two letters in a usual name
_COMMON = 40  # a word that so many share tells nobody apart
_EMPTY_WORDS = frozenset({"kim", "desa", "kelurahan", "dinas", "kecamatan", "kabupaten", "kota"})


@dataclass(frozen=True, slots=True)
class Known:
    """A live registration."""

    id: int
    name: str
    phone: str
    email: str
    affiliation: str
    code: str
    ref: str


@dataclass(frozen=True, slots=True)
class Somebody:
    """What a report says of one person."""

    name: str
    email: str = ""
    phone: str = ""
    key: str = ""


@dataclass(frozen=True, slots=True)
class Match:
    """Whom it is taken for, by what, and whether that is only a guess."""

    registration_id: int | None
    how: How
    is_guess: bool = False


class Matcher:
    """All registrations of an event, to be asked for one person after the other."""

    def __init__(self, known: Iterable[Known]) -> None:
        self._by_contact: dict[tuple[How, str], list[Known]] = defaultdict(list)
        self._by_name: dict[Words, list[Known]] = defaultdict(list)
        self._by_word: dict[str, list[Known]] = defaultdict(list)
        for one in known:
            contacts = {How.LINK: one.ref, How.EMAIL: one.email, How.PHONE: one.phone, How.CODE: one.code}
            for how, value in contacts.items():
                if value:
                    self._by_contact[how, value.casefold()].append(one)
            bare = words(one.name)
            self._by_name[bare].append(one)
            for word in set(bare):
                self._by_word[word].append(one)

    def match(self, somebody: Somebody) -> Match:
        """By what we gave, by contact, by code, by name; the first that says anything decides."""
        read = [reading for reading in readings(somebody.name) if reading.name]
        for how, value in _contacts(somebody):
            if found := self._by_contact.get((how, value.casefold())):
                return self._by_owner(found, how, read)
        return self._named(read, somebody.email)

    def _by_owner(self, found: list[Known], how: How, read: list[Reading]) -> Match:
        """A contact may be shared: then the name tells who of them it is."""
        named = [one for one in found if words(one.name) in {reading.name for reading in read}]
        if len(found) > 1:
            return Match(named[0].id, how) if len(named) == 1 else Match(None, How.SEVERAL)
        other = next((hits for one in read if len(one.name) > 1 and (hits := self._by_name.get(one.name))), None)
        return Match(found[0].id, how, is_guess=how is not How.CODE and bool(other) and not named)

    def _named(self, read: list[Reading], email: str) -> Match:
        several = False
        for reading in read:
            hits = self._by_name.get(reading.name, [])
            placed = [one for one in hits if _shares_origin(one, reading.beside)]
            if len(placed) == 1:
                return Match(placed[0].id, How.NAME_AND_ORIGIN)
            if len(hits) > 1 and "*" in email:
                hits = [one for one in hits if _fits_mask(one.email, email)] or hits
            if len(hits) == 1:
                is_elsewhere = bool(reading.beside and hits[0].affiliation)  # and not the same, or it were placed
                return Match(hits[0].id, How.NAME, is_guess=is_elsewhere or len(reading.name) == 1)
            several = several or len(hits) > 1
        return Match(None, How.SEVERAL) if several else self._alike(read)

    def _alike(self, read: Sequence[Reading]) -> Match:
        best: dict[int, float] = {}
        for reading in read:
            for one in self._sharing(reading.name):
                score = _likeness(reading, one)
                if score >= ALIKE:
                    best[one.id] = max(score, best.get(one.id, 0))
        top = sorted(best.items(), key=lambda item: -item[1])[:2]
        if not top or (len(top) > 1 and top[1][1] == top[0][1]):
            return Match(None, How.SEVERAL if top else How.NOBODY)
        return Match(top[0][0], How.ALIKE, is_guess=True)

    def _sharing(self, name: Words) -> Iterable[Known]:
        for word in name:
            known = self._by_word.get(word, [])
            if len(word) > 2 and len(known) <= _COMMON:
                yield from known


def _contacts(somebody: Somebody) -> Iterable[tuple[How, str]]:
    yield How.LINK, somebody.key
    if somebody.email and "*" not in somebody.email:
        yield How.EMAIL, somebody.email
    for text in (somebody.phone, somebody.name):
        if sum(mark.isdigit() for mark in text) >= 9 and not any(mark.isalpha() for mark in text):
            try:
                yield How.PHONE, parsed_phone(text)
            except WrongContact:
                continue
    for code in codes(somebody.name):
        yield How.CODE, code


def _shares_origin(one: Known, beside: Words) -> bool:
    return bool((set(words(one.affiliation)) - _EMPTY_WORDS) & set(beside))


def _likeness(reading: Reading, one: Known) -> float:
    """1 for a name of which one is part of the other in two words, or in one word with the same origin."""
    mine, theirs = set(reading.name), set(words(one.name))
    shared = mine & theirs
    if shared in (mine, theirs) and (len(shared) > 1 or _shares_origin(one, reading.beside)):
        return 1.0
    return SequenceMatcher(None, " ".join(reading.name), " ".join(words(one.name))).ratio()


def _fits_mask(email: str, mask: str) -> bool:
    """Whether "r****@contoh.id" may be this address."""
    pattern = "".join(".*" if mark == "*" else re.escape(mark) for mark in re.sub(r"\*+", "*", mask))
    return re.fullmatch(pattern, email, re.IGNORECASE) is not None
