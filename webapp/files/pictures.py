"""Pictures are drawn anew: what comes out holds pixels and nothing else, no place, no camera, no comment, no script."""

from dataclasses import dataclass
from io import BytesIO

from flask_babel import gettext as _
from PIL import Image, ImageOps

from webapp.errors import Refused
from webapp.files.sniffing import JPEG, PNG

MAX_PIXELS = 40_000_000
"""Read at most: a phone's 40 megapixels take 120 MB for a moment."""
MAX_EDGE = 2_400
"""Kept at most, in pixels on the longer side: enough for A4 at 200 dpi."""
QUALITY = 85

# Pillow refuses by itself at twice this; between the two it warns, and `cleaned` refuses.
Image.MAX_IMAGE_PIXELS = MAX_PIXELS


@dataclass(frozen=True)
class Picture:
    content: bytes
    media_type: str
    width: int
    height: int


def cleaned(content: bytes, *, edge: int = MAX_EDGE) -> Picture:
    """The first frame of a JPEG, PNG or WebP, upright, at most `edge` pixels long; see-through ones as PNG, else JPEG.

    Raises Refused for a picture that is broken or has more than MAX_PIXELS, before its pixels are unpacked.
    """
    try:
        with Image.open(BytesIO(content), formats=("JPEG", "PNG", "WEBP")) as opened:
            if opened.width * opened.height > MAX_PIXELS:
                raise Refused(_too_large())
            opened.draft("RGB", (edge, edge))
            drawn = _drawn(opened, edge)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise Refused(_too_large()) from None
    except (OSError, ValueError, SyntaxError, EOFError):
        raise Refused(_("Gambar ini rusak atau bukan JPG, PNG, atau WebP. Mohon pilih berkas lain.")) from None
    return _saved(drawn)


def _drawn(opened: Image.Image, edge: int) -> Image.Image:
    upright = ImageOps.exif_transpose(opened)
    is_see_through = upright.has_transparency_data
    drawn = upright.convert("RGBA" if is_see_through else "RGB")
    drawn.thumbnail((edge, edge), Image.Resampling.LANCZOS)
    drawn.info = {}  # Pillow would carry comments and profiles over
    return drawn


def _saved(drawn: Image.Image) -> Picture:
    out = BytesIO()
    if drawn.mode == "RGBA":
        drawn.save(out, "PNG", optimize=True)
        return Picture(out.getvalue(), PNG, drawn.width, drawn.height)
    drawn.save(out, "JPEG", quality=QUALITY, optimize=True, progressive=True)
    return Picture(out.getvalue(), JPEG, drawn.width, drawn.height)


def _too_large() -> str:
    return _("Gambar ini terlalu besar: paling banyak %(n)d megapiksel.", n=MAX_PIXELS // 1_000_000)
