"""What makes an activity known: a flyer on A4 to hang up, and the card that stands beside its link."""

from dataclasses import dataclass
from datetime import date

from webapp.documents import qr, rendering
from webapp.documents.texts import clean
from webapp.documents.weaving import strip_svg
from webapp.web.weave import family_of

CARD_WIDTH, CARD_HEIGHT = 1200, 630  # pixels, as the services that show links ask for
_ROWS = 8
_DENSEST = 8  # QR version: on 50 mm its modules are a millimetre wide
MOST_SPEAKERS = 6
_LONGEST = {"title": 160, "place": 110, "organizer": 100}  # characters: what a page that is read in passing can hold


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """An activity in texts as they shall stand there; `kind` and `uid` choose the weave.

    `mark` stands over the title where something must be known first ("Dibatalkan", "Contoh"). `speakers` are
    (name, what is said of them). `sentences` are the words around the QR, in the language of the others.
    """

    uid: str
    kind: str
    kind_label: str
    title: str
    day: str
    time: str
    place: str
    organizer: str
    address: str
    dated: date
    mark: str = ""
    speakers: tuple[tuple[str, str], ...] = ()
    contact: str = ""
    sentences: tuple[str, str] = ("", "")
    more_speakers: str = ""  # "dan 3 lainnya", said when not all fit
    locale: str = "id"


def flyer_pdf(notice: Notice) -> bytes:
    """Set it on one A4 page as PDF/A-2a and PDF/UA-1."""
    label = f"QR {notice.address}"
    values = {
        **_values(notice),
        "weave": strip_svg(notice.uid, notice.kind, rows=_ROWS, tiles=6),
        "speakers": [[_short(name, 80), _short(words, 56)] for name, words in notice.speakers[:MOST_SPEAKERS]],
        "more_speakers": clean(notice.more_speakers),
        "contact": clean(notice.contact),
        "sentences": [clean(one) for one in notice.sentences],
        "address": clean(notice.address.partition("://")[2]),
        "qr": qr.svg(notice.address, label, max_version=_DENSEST),
        "qr_label": clean(label),
    }
    return rendering.pdf("flyer.typ", values, dated=notice.dated)


def card_png(notice: Notice) -> bytes:
    """Draw the picture that messengers show beside the link: 1200 by 630 pixels."""
    values = {**_values(notice), "weave": strip_svg(notice.uid, notice.kind, rows=_ROWS, tiles=2)}
    return rendering.png("card.typ", values, dated=notice.dated, ppi=72)


def _values(notice: Notice) -> dict[str, object]:
    texts = ("kind_label", "title", "day", "time", "place", "organizer", "mark")
    said = {name: _short(getattr(notice, name), _LONGEST.get(name, 120)) for name in texts}
    return {**said, "warp": family_of(notice.kind).warp, "locale": notice.locale}


def _short(text: str, most: int) -> str:
    said = clean(text)
    return said if len(said) <= most else said[: most - 1].rstrip() + "…"
