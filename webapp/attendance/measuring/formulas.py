"""A small language of formulas: counters, numbers, + - * / and parentheses, and persen(part; whole). Read, never run.

formula = term {("+" | "-") term}
term    = factor {("*" | "/") factor}
factor  = number | counter | "(" formula ")" | "-" factor | "persen" "(" formula ";" formula ")"
"""

import math
import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass

from flask_babel import gettext as _

LONGEST = 300
DEEPEST = 20
PERCENT = "persen"
_TOKEN = re.compile(r"\s*(?:[0-9]{1,12}(?:[.,][0-9]{1,6})?|[a-z_]{1,40}|[-+*/();])", re.ASCII)

# What a formula is worth: None where it divides by nothing.
Worth = Callable[[Mapping[str, float | None]], float | None]


class WrongFormula(ValueError):
    """The formula cannot be read; the sentence says where."""


@dataclass(frozen=True)
class Formula:
    """A formula that was read: its pieces as they were written, and what it is worth."""

    pieces: tuple[str, ...]
    worth: Worth

    def value(self, counters: Mapping[str, float | None]) -> float | None:
        """What it comes to; None when it divides by nothing, or a counter of it has no value yet."""
        found = self.worth(counters)
        return found if found is not None and math.isfinite(found) else None


def read(text: str, known: Collection[str]) -> Formula:
    """Read a formula over the counters of `known`. Raises WrongFormula with a sentence."""
    if len(text) > LONGEST:
        raise WrongFormula(_("Terlalu panjang: paling banyak %(n)d karakter.", n=LONGEST))
    pieces = _pieces(text)
    reader = _Reader(pieces, known)
    worth = reader.formula(0)
    if reader.place < len(pieces):
        raise WrongFormula(_("“%(piece)s” tidak pada tempatnya.", piece=pieces[reader.place]))
    return Formula(tuple(pieces), worth)


def _pieces(text: str) -> list[str]:
    pieces, place, text = [], 0, text.strip()
    while place < len(text):
        found = _TOKEN.match(text, place)
        if found is None:
            raise WrongFormula(_("“%(piece)s” tidak dapat dibaca.", piece=text[place : place + 12].strip()))
        pieces.append(found.group().strip())
        place = found.end()
    if not pieces:
        raise WrongFormula(_("Tuliskan rumusnya."))
    return pieces


class _Reader:
    """Walks over the pieces from left to right; a method for each rule of the language."""

    def __init__(self, pieces: list[str], known: Collection[str]) -> None:
        self._pieces, self._known, self.place = pieces, known, 0

    def formula(self, depth: int) -> Worth:
        left = self._term(depth)
        while self._next() in ("+", "-"):
            left = _joined(self._take(), left, self._term(depth))
        return left

    def _term(self, depth: int) -> Worth:
        left = self._factor(depth)
        while self._next() in ("*", "/"):
            left = _joined(self._take(), left, self._factor(depth))
        return left

    def _factor(self, depth: int) -> Worth:
        if depth > DEEPEST:
            raise WrongFormula(_("Terlalu banyak tanda kurung."))
        piece = self._take()
        if piece == "-":
            return _joined("-", lambda _counters: 0.0, self._factor(depth + 1))
        if piece == "(":
            inner = self.formula(depth + 1)
            self._expect(")")
            return inner
        if piece == PERCENT:
            return self._percent(depth)
        if piece[:1].isdigit():
            number = float(piece.replace(",", "."))
            return lambda _counters: number
        if piece not in self._known:
            raise WrongFormula(_wrong(piece))
        return lambda counters: counters[piece]

    def _percent(self, depth: int) -> Worth:
        self._expect("(")
        part = self.formula(depth + 1)
        self._expect(";")
        whole = self.formula(depth + 1)
        self._expect(")")
        return _joined("*", lambda _counters: 100.0, _joined("/", part, whole))

    def _next(self) -> str:
        return self._pieces[self.place] if self.place < len(self._pieces) else ""

    def _take(self) -> str:
        piece = self._next()
        self.place += 1
        return piece

    def _expect(self, mark: str) -> None:
        if self._take() != mark:
            raise WrongFormula(_("Ada “%(mark)s” yang kurang.", mark=mark))


def _joined(mark: str, left: Worth, right: Worth) -> Worth:
    return lambda counters: _worked_out(mark, left(counters), right(counters))


def _worked_out(mark: str, one: float | None, other: float | None) -> float | None:
    if one is None or other is None or (mark == "/" and not other):
        return None
    return {"+": one + other, "-": one - other, "*": one * other}[mark] if mark != "/" else one / other


def _wrong(piece: str) -> str:
    if not piece:
        return _("Rumus ini belum selesai.")
    if piece[:1].isalpha() or piece[:1] == "_":
        return _("“%(name)s” bukan salah satu pencacah di bawah.", name=piece)
    return _("“%(piece)s” tidak pada tempatnya.", piece=piece)
