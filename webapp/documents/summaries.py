"""RINGKASAN KEGIATAN: one page for the head of an office, on paper and as a picture for WhatsApp."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from webapp.documents import rendering
from webapp.documents.letterheads import Letterhead, Signatory
from webapp.documents.texts import clean

LONGEST = 900  # characters of the follow-up: more would need a second page
_PPI = 110  # of the picture: about 900 pixels wide


@dataclass(frozen=True, slots=True, kw_only=True)
class SummaryDocument:
    """`details` are title, time and place; `shown` the words and figures; `curve` our own SVG or nothing."""

    title: str
    details: tuple[str, str, str]
    shown: Mapping[str, object]
    curve: str
    issued_on: date
    letterhead: Letterhead | None = None
    signatory: Signatory | None = None


def summary_pdf(doc: SummaryDocument) -> bytes:
    """Set the page on A4 as PDF/A-2a and PDF/UA-1."""
    return rendering.pdf("summary.typ", {**_values(doc), "picture": False}, dated=doc.issued_on)


def summary_png(doc: SummaryDocument) -> bytes:
    """Draw the same page as a picture, as tall as its texts need and without the place for a signature."""
    return rendering.png("summary.typ", {**_values(doc), "picture": True}, dated=doc.issued_on, ppi=_PPI)


def _values(doc: SummaryDocument) -> dict[str, object]:
    follow_up = clean(str(doc.shown["follow_up"]), lines=True)
    cut = follow_up if len(follow_up) <= LONGEST else follow_up[: LONGEST - 1].rstrip() + "…"
    return {
        "title": clean(doc.title),
        "details": [clean(one) for one in doc.details],
        **doc.shown,
        "follow_up": [line for line in cut.split("\n") if line.strip()],
        "curve": str(doc.curve),
        "letterhead": doc.letterhead.values() if doc.letterhead else None,
        "signatory": doc.signatory.values() if doc.signatory else None,
    }
