"""The practice sheet of the registration desk: eight codes on an A4, each with the answer it should get."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from webapp.documents import qr, rendering
from webapp.documents.texts import clean

# The sheet says nothing that grows old, so that the same words give the same bytes.
_DATED = date(2022, 3, 10)


@dataclass(frozen=True, slots=True)
class PracticeSquare:
    """One code of the sheet: whose it would be, what the scanner should answer, and the address in its QR."""

    title: str
    answer: str
    url: str


def practice_sheet_pdf(squares: Sequence[PracticeSquare], *, title: str, lead: str, locale: str) -> bytes:
    """Set the sheet on one A4. Raises ValueError when an address makes too dense a QR."""
    values = {
        "title": clean(title),
        "lead": clean(lead),
        "locale": locale,
        "squares": [
            {
                "number": number,
                "title": clean(one.title),
                "answer": clean(one.answer),
                "qr": qr.svg(one.url, f"QR {number}: {one.title}"),
                "qr_label": clean(f"QR {number}: {one.title}"),
            }
            for number, one in enumerate(squares, 1)
        ],
    }
    return rendering.pdf("practice_sheet.typ", values, dated=_DATED)
