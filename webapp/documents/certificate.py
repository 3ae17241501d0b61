"""Certificates on A4 landscape: three designs, any number of them in one paper, and a picture to judge one by."""

import base64
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from webapp.documents import qr, rendering
from webapp.documents.letterheads import Letterhead, Signatory
from webapp.documents.texts import clean
from webapp.documents.weaving import strip_svg
from webapp.web.weave import family_of

_TILES = 27  # of 11 mm each: the length of the page
_DENSEST = 8  # QR version: on paper 28 mm wide, its modules are still half a millimetre
_MANY = 40  # from which a process of its own sets them
_PPI = 96  # of the picture: 1123 pixels wide


@dataclass(frozen=True, slots=True, kw_only=True)
class Awarded:
    """What one certificate says of one person: all of it as it shall stand there, the name untouched."""

    name: str
    role: str
    number: str
    address: str  # that its QR opens
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CertificateSheet:
    """What the certificates of one event share. `design` is tikar, garis or resmi; `colour` "#0B5563" or empty.

    `lines` stand under the role, one below the other. `background` is a JPEG or PNG that fills the page under all text.
    """

    design: str
    uid: str
    kind: str
    lines: tuple[str, ...]
    organizer: str
    dated: date
    check: str  # where a reader types the number
    colour: str = ""
    letterhead: Letterhead | None = None
    signatory: Signatory | None = None
    logo: bytes | None = None
    background: bytes | None = None


def certificates_pdf(sheet: CertificateSheet, awarded: Sequence[Awarded]) -> bytes:
    """Set one page for each, in order. Raises ValueError without any."""
    if not awarded:
        raise ValueError("Certificates need at least one person")
    render = rendering.pdf if len(awarded) <= _MANY else rendering.long_pdf
    return render("certificate.typ", _values(sheet, awarded), dated=sheet.dated)


def certificate_png(sheet: CertificateSheet, one: Awarded) -> bytes:
    """Draw one as the picture that the committee judges a design by."""
    return rendering.png("certificate.typ", _values(sheet, [one]), dated=sheet.dated, ppi=_PPI)


def _values(sheet: CertificateSheet, awarded: Sequence[Awarded]) -> dict[str, object]:
    family = family_of(sheet.kind)
    weave = strip_svg(sheet.uid, sheet.kind, rows=8, tiles=_TILES)
    colour = sheet.colour or family.warp
    return {
        "design": sheet.design,
        "colour": colour,
        "weave": weave.replace(family.warp, colour),
        "lines": [clean(line) for line in sheet.lines],
        "organizer": clean(sheet.organizer),
        "check": clean(sheet.check),
        "letterhead": sheet.letterhead.values() if sheet.letterhead and sheet.letterhead.lines else None,
        "signatory": sheet.signatory.values() if sheet.signatory else None,
        "logo": _embedded(sheet.logo),
        "background": _embedded(sheet.background),
        "certificates": [_one(one) for one in awarded],
    }


def _one(one: Awarded) -> dict[str, object]:
    texts = {name: clean(getattr(one, name)) for name in ("name", "role", "number", "note")}
    label = f"QR sertifikat {texts['number']}"
    return {**texts, "qr": qr.svg(one.address, label, max_version=_DENSEST), "label": label}


def _embedded(picture: bytes | None) -> dict[str, str] | None:
    """A picture as typst takes it from JSON; which of the two formats it is stands in its first bytes."""
    if picture is None:
        return None
    kind = "png" if picture.startswith(b"\x89PNG") else "jpeg"
    text = base64.b64encode(picture).decode()
    svg = (
        '<svg xmlns="http://www.w3.org/2000/svg" width="297" height="210" preserveAspectRatio="{fit}">'
        f'<image width="297" height="210" preserveAspectRatio="{{fit}}" href="data:image/{kind};base64,{text}"/></svg>'
    )
    return {"cover": svg.replace("{fit}", "xMidYMid slice"), "whole": svg.replace("{fit}", "xMidYMid meet")}
