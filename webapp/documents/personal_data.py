"""What is kept of a person, as a paper to take along."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from webapp.documents import rendering
from webapp.documents.texts import clean


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonalData:
    """Sections of (label, words), in the order of the page."""

    title: str
    lead: str
    sections: Sequence[tuple[str, Sequence[tuple[str, str]]]]
    made_on: date
    locale: str = "id"


def personal_data_pdf(doc: PersonalData) -> bytes:
    """Set it on A4, tagged, as PDF/A-2a and PDF/UA-1. Raises FontsMissing."""
    values = {
        "title": clean(doc.title),
        "lead": clean(doc.lead),
        "locale": doc.locale,
        "dated": [doc.made_on.year, doc.made_on.month, doc.made_on.day],
        "sections": [
            {"title": clean(title), "rows": [[clean(label), clean(words)] for label, words in rows]}
            for title, rows in doc.sections
        ],
    }
    return rendering.pdf("personal_data.typ", values, dated=doc.made_on)
