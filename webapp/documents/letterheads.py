"""What stands at the head and at the foot of an office's papers."""

import base64
import io
from dataclasses import dataclass

from PIL import Image, UnidentifiedImageError

from webapp.documents.texts import clean

_SIDE = 480  # pixels: 22 mm at more than 500 an inch


@dataclass(frozen=True, slots=True)
class Letterhead:
    """The lines over the thick and thin rule: the government, at `name_line` the office itself, then where it is."""

    lines: tuple[str, ...]
    logo: bytes | None = None
    name_line: int = 1

    def values(self) -> dict[str, object]:
        """Return what the templates read. Raises ValueError when the logo is no picture."""
        lines = [clean(line) for line in self.lines if line.strip()]
        name = min(self.name_line, len(lines) - 1)
        return {
            "above": lines[: max(name, 0)],
            "name": lines[name] if lines else "",
            "below": lines[name + 1 :],
            "logo": grey_svg(self.logo) if self.logo else None,
        }


@dataclass(frozen=True, slots=True)
class Signatory:
    """Who signs: "Palangka Raya, 10 Maret 2022", "Plt. Kepala Dinas ...," (lines parted by \\n), name, rank, NIP."""

    place_date: str
    title: str
    name: str
    rank: str = ""
    nip: str = ""

    def values(self) -> dict[str, object]:
        """Return what the templates read."""
        return {
            "place_date": clean(self.place_date),
            "title": clean(self.title, lines=True).split("\n"),
            "name": clean(self.name),
            "rank": clean(self.rank),
            "nip": clean(self.nip),
        }


def grey_svg(picture: bytes) -> str:
    """Return `picture` in greys on white, as SVG text that typst embeds: what a photocopier would make of it anyway."""
    content, (width, height) = grey_png(picture)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}"><image width="{width}" '
        f'height="{height}" href="data:image/png;base64,{base64.b64encode(content).decode()}"/></svg>'
    )


def grey_png(picture: bytes) -> tuple[bytes, tuple[int, int]]:
    """The same as a PNG, and its size in pixels. Raises ValueError when it is no picture."""
    try:
        with Image.open(io.BytesIO(picture)) as opened:
            opened.thumbnail((_SIDE, _SIDE))
            coloured = opened.convert("RGBA")
    except (UnidentifiedImageError, OSError, Image.DecompressionBombError) as error:
        raise ValueError("The logo is not a picture that can be read") from error
    paper = Image.new("RGBA", coloured.size, "white")
    grey = Image.alpha_composite(paper, coloured).convert("L")
    file = io.BytesIO()
    grey.save(file, "PNG", optimize=True)
    return file.getvalue(), grey.size
