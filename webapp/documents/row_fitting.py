"""Which rows of a list need no measuring: typst sets rows of a known height in half the time."""

from collections.abc import Sequence
from functools import lru_cache

from PIL import ImageFont

from webapp.documents import rendering
from webapp.documents.attendance_columns import Column

SIZE = 9 * 25.4 / 72  # mm of one em in a cell
_INSET = 2.2  # mm, left and right together
_TWO_LINES = 8.5  # mm of a row, its inset included
_PHONE = 9 / 8  # set in 8 points
_CAREFUL = 1.06  # for kerning, and for figures that are set as wide as each other
_WORD_SPACE = 1.25  # as office.typ sets them
_LATIN = 0x250  # what our typeface certainly has


def room(width: float, column: Column) -> float:
    """Return how much text of the usual size a cell of `width` mm has room for, in mm: telephones are set smaller."""
    return (width - _INSET) * (_PHONE if column is Column.PHONE else 1)


def are_short(texts: Sequence[str], rooms: Sequence[float], *, height: float) -> bool:
    """Tell whether every text certainly stands in a row of `height` mm, each word whole."""
    has_two_lines = height >= _TWO_LINES
    return all(_is_short(text, room, has_two_lines=has_two_lines) for text, room in zip(texts, rooms, strict=True))


def _is_short(text: str, room: float, *, has_two_lines: bool) -> bool:
    """The first line wastes less than one word: twice the room must hold all words and the longest once more."""
    words = text.split(" ")
    lengths = [_length(word) for word in words]
    if max(lengths) > room:
        return False
    whole = sum(lengths) + (len(words) - 1) * _length(" ") * _WORD_SPACE
    return whole <= room or (has_two_lines and whole + max(lengths) <= 2 * room)


@lru_cache(maxsize=4096)
def _length(word: str) -> float:
    """Upper bound in mm; a script that our typeface does not have is wider than any cell."""
    return sum(map(_advance, word)) * SIZE * _CAREFUL


@lru_cache(maxsize=1024)
def _advance(character: str) -> float:
    """Width of one character in em."""
    return _font().getlength(character) / 1000 if ord(character) < _LATIN else 100.0


@lru_cache(maxsize=1)
def _font() -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(rendering.fonts_dir() / "PlusJakartaSans_500Medium.ttf"), 1000)
