"""QR symbols as modules, as SVG and as PNG (ISO/IEC 18004, level M)."""

import io
from functools import lru_cache
from html import escape

import qrcode
from PIL import Image
from qrcode.constants import ERROR_CORRECT_M

from webapp.documents.texts import clean

QUIET_ZONE = 4
"""Modules of white around the symbol (ISO/IEC 18004, 9.1): without them no reader finds it on a dark page."""

# Choosing among the eight masks is five sixths of the work. Over 60 random ticket addresses mask 2 had the lowest mean
# penalty of the fixed ones, and degraded pictures of it were read as often as those of the best mask.
_MASK = 2

Modules = tuple[tuple[bool, ...], ...]


@lru_cache(maxsize=512)
def modules(text: str, *, max_version: int = 4) -> Modules:
    """Return the rows of the symbol for `text`, True for dark, without quiet zone.

    Level M, since at equal width a higher level only makes smaller modules. Raises ValueError when `text` needs
    more than `max_version`: 4 is what a cheap camera still reads across a desk; a poster may pass more.
    """
    symbol = qrcode.QRCode(error_correction=ERROR_CORRECT_M, border=0, mask_pattern=_MASK)
    symbol.add_data(text)
    symbol.make(fit=True)
    if symbol.version > max_version:
        raise ValueError(f"{len(text)} characters need QR version {symbol.version}, more than {max_version}")
    return tuple(tuple(bool(module) for module in row) for row in symbol.modules)


def svg(text: str, label: str, *, max_version: int = 4) -> str:
    """Return the symbol as SVG text: black on a white square with its quiet zone, sized by whoever embeds it.

    `label` is its name for screen readers, for example "QR tiket KT-7F3K".
    """
    rows = modules(text, max_version=max_version)
    side = len(rows) + 2 * QUIET_ZONE
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {side} {side}" role="img" shape-rendering="crispEdges">'
        f'<title>{escape(clean(label))}</title><path fill="#fff" d="M0 0h{side}v{side}H0z"/>'
        f'<path fill="#000" d="{_path(rows)}"/></svg>'
    )


def png(text: str, *, scale: int = 12, max_version: int = 4) -> bytes:
    """Return the symbol as a black and white PNG with its quiet zone, `scale` pixels a module."""
    rows = modules(text, max_version=max_version)
    side = len(rows) + 2 * QUIET_ZONE
    picture = Image.new("1", (side, side), 1)
    for y, row in enumerate(rows, QUIET_ZONE):
        for x, dark in enumerate(row, QUIET_ZONE):
            if dark:
                picture.putpixel((x, y), 0)
    file = io.BytesIO()
    picture.resize((side * scale, side * scale), Image.Resampling.NEAREST).save(file, "PNG", optimize=True)
    return file.getvalue()


def _path(rows: Modules) -> str:
    """One sub-path for each run of dark modules."""
    return "".join(
        f"M{start + QUIET_ZONE} {y}h{end - start}v1h-{end - start}z"
        for y, row in enumerate(rows, QUIET_ZONE)
        for start, end in runs(row)
    )


def runs(row: tuple[bool, ...]) -> list[tuple[int, int]]:
    """Return where each run of True in `row` starts and ends (exclusive)."""
    edges = [x for x in range(len(row) + 1) if (x > 0 and row[x - 1]) != (x < len(row) and row[x])]
    return list(zip(edges[::2], edges[1::2], strict=True))
