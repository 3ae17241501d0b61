"""A film for the camera: a picture is held before the lens, taken away, and held there again."""

from collections.abc import Sequence
from pathlib import Path

from PIL import Image, ImageOps

SIZE = (640, 480)
FRAMES_A_SECOND = 4
SHOWN, GONE = 8, 16  # frames; out of view for longer than the scanner remembers a code it has just seen
GREY = b"\x80" * (SIZE[0] * SIZE[1] // 2)  # both planes of colour


def film(path: Path, picture: Path) -> Path:
    """Write an uncompressed YUV4MPEG2 film of the picture; the browser plays it again and again."""
    return films(path, [picture])


def films(path: Path, pictures: Sequence[Path]) -> Path:
    """The same of several pictures, one after the other."""
    frames = []
    for picture in pictures:
        with Image.open(picture) as opened:
            held = ImageOps.pad(opened.convert("L"), SIZE, color=255).tobytes()
        frames += [held] * SHOWN + [b"\x60" * len(held)] * GONE
    with path.open("wb") as file:
        file.write(b"YUV4MPEG2 W%d H%d F%d:1 Ip A1:1 C420jpeg\n" % (*SIZE, FRAMES_A_SECOND))
        for frame in frames:
            file.write(b"FRAME\n" + frame + GREY)
    return path
