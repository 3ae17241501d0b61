"""A letter in the form of offices: number and matter on the left, the day on the right, facts set in, one signature."""

from dataclasses import dataclass
from datetime import date

from webapp.documents import rendering
from webapp.documents.letterheads import Letterhead, Signatory
from webapp.documents.texts import clean


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """What a letter says. `marks` are Nomor, Sifat, Lampiran and Hal; `facts` stand set in between the paragraphs."""

    place_date: str
    marks: tuple[tuple[str, str], ...]
    addressee: tuple[str, ...]
    opening: str
    facts: tuple[tuple[str, str], ...]
    closing: tuple[str, ...]
    dated: date
    letterhead: Letterhead | None = None
    signatory: Signatory | None = None


def letter_pdf(letter: Letter) -> bytes:
    """Set it on A4 as PDF/A-2a and PDF/UA-1."""
    values = {
        "place_date": clean(letter.place_date),
        "marks": _pairs(letter.marks),
        "addressee": [clean(line) for line in letter.addressee],
        "opening": clean(letter.opening),
        "facts": _pairs(letter.facts),
        "closing": [clean(line) for line in letter.closing],
        "letterhead": letter.letterhead.values() if letter.letterhead else None,
        "signatory": letter.signatory.values() if letter.signatory else None,
    }
    return rendering.pdf("letter.typ", values, dated=letter.dated)


def _pairs(given: tuple[tuple[str, str], ...]) -> list[tuple[str, str]]:
    return [(clean(name), clean(words)) for name, words in given]
