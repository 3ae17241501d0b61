"""The ticket to keep: A6 for paper, a picture for the phone, eight to a sheet for a group."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from webapp.documents import qr, rendering
from webapp.documents.texts import clean
from webapp.documents.weaving import strip_svg
from webapp.web.weave import family_of

_NOTES = {
    "id": "Tunjukkan di meja registrasi.",
    "en": "Show this at the registration desk.",
}
_CLOSED = frozenset({"cancelled", "declined"})

_PAPER = {"picture": False, "width": 105, "side": 46}  # mm; with its quiet zone, so the symbol alone is at least 35
_PICTURE = {"picture": True, "width": 80, "side": 54}  # two thirds of a phone's width, as on the page
_PIXELS = 1080
_TILES = 5
_SHEET_TILES = 10
_MANY = 100  # tickets, from which a process of its own sets them (attendance_list.LONG says why)


@dataclass(frozen=True, slots=True, kw_only=True)
class TicketDocument:
    """One ticket in texts as they shall stand on it; `kind` and `uid` choose the weave.

    `issued_on` is the day of the registration, so that the same ticket gives the same bytes. `status` is the stored
    code; unless it is "confirmed", `status_label` says what it means ("Menunggu nomor 4"). A cancelled or declined
    ticket shows that in the place of its QR. `note` is the line at the foot.
    """

    name: str
    summary: str
    kind: str
    uid: str
    date_text: str
    time_text: str
    place: str
    mode_label: str
    short_code: str
    ticket_url: str
    organizer: str
    issued_on: date
    affiliation: str = ""
    kind_label: str = ""
    status: str = "confirmed"
    status_label: str = ""
    note: str = ""
    locale: str = "id"


def ticket_pdf(doc: TicketDocument) -> bytes:
    """Set the ticket on A6, tagged, as PDF/A-2a and PDF/UA-1.

    Raises ValueError when its address makes too dense a QR.
    """
    return rendering.pdf("ticket.typ", {**_values(doc), **_PAPER}, dated=doc.issued_on)


def ticket_png(doc: TicketDocument) -> bytes:
    """Draw the ticket for a phone's gallery: 1080 pixels wide, and as tall as its texts need, about 1900.

    No text is smaller than 13 px on a phone of 360 px. Raises ValueError when its address makes too dense a QR.
    """
    ppi = _PIXELS / _PICTURE["width"] * 25.4
    return rendering.png("ticket.typ", {**_values(doc), **_PICTURE}, dated=doc.issued_on, ppi=ppi)


def ticket_sheet_pdf(docs: Sequence[TicketDocument]) -> bytes:
    """Set tickets eight to an A4 with cut lines, in the order given. Raises ValueError without a ticket."""
    if not docs:
        raise ValueError("A sheet needs at least one ticket")
    render = rendering.pdf if len(docs) <= _MANY else rendering.long_pdf
    values = {"tickets": [_values(doc, tiles=_SHEET_TILES) for doc in docs]}
    return render("ticket_sheet.typ", values, dated=max(doc.issued_on for doc in docs))


def _values(doc: TicketDocument, *, tiles: int = _TILES) -> dict[str, object]:
    """Return what both templates read."""
    closed = doc.status in _CLOSED
    texts = ("name", "summary", "date_text", "time_text", "place", "mode_label", "short_code", "organizer")
    label = f"QR {'ticket' if doc.locale == 'en' else 'tiket'} {doc.short_code}"
    return {
        **{name: clean(getattr(doc, name)) for name in texts},
        "affiliation": clean(doc.affiliation),
        "kind": clean(doc.kind_label),
        "weave": strip_svg(doc.uid, doc.kind, rows=4, tiles=tiles),
        "warp": family_of(doc.kind).warp,
        "qr": qr.svg(doc.ticket_url, label),
        "qr_label": clean(label),
        "status": "" if doc.status == "confirmed" else clean(doc.status_label),
        "closed": closed,
        "note": clean(doc.note) or ("" if closed else _NOTES.get(doc.locale, _NOTES["id"])),
        "locale": doc.locale,
    }
