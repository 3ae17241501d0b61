"""From a typst template and plain values to PDF or PNG: where the files lie, which process does the work."""

import io
import json
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from queue import LifoQueue
from threading import Lock

import typst
from PIL import Image

from webapp.documents import typesetting
from webapp.documents.typesetting import FontsMissing, Order

__all__ = ["FontsMissing", "fonts_dir", "long_pdf", "pdf", "png", "templates_dir"]

CHILD_TIMEOUT = 60  # seconds; 2,000 rows take one and a half

# 2,000 rows take 0.2 GB while they are set: five people who ask at once shall not take five times that.
_one_at_a_time = Lock()
_PACKAGE = Path(__file__).resolve().parents[1]


def templates_dir() -> Path:
    """Return where the typst templates lie: inside an installed package, else at the root of the sources."""
    inside = _PACKAGE / "templates"
    return (inside if inside.is_dir() else _PACKAGE.parent / "templates") / "documents"


def fonts_dir() -> Path:
    """Return the folder of TTF files that bin/assets builds; any other font put there serves the letters it has."""
    return _PACKAGE / "built" / "fonts"


def pdf(template: str, values: Mapping[str, object], *, dated: date) -> bytes:
    """Set `values` in `template` as PDF, dated `dated`; the same values give the same bytes.

    Values reach the template as data and are never read as markup. Raises FontsMissing.
    """
    with _compiler() as compiler:
        return typesetting.pdf(compiler, _order(template, values, dated))


def png(template: str, values: Mapping[str, object], *, dated: date, ppi: float) -> bytes:
    """Set `values` in `template`, which must have one page, mostly white, as a PNG of `ppi` pixels an inch.

    In 64 colours it has a third of the bytes, for people who pay by the megabyte. Raises FontsMissing.
    """
    with _compiler() as compiler:
        picture = typesetting.png(compiler, _order(template, values, dated), ppi=ppi)
    return _in_few_colours(picture)


def first_page(template: str, values: Mapping[str, object], *, dated: date, ppi: float) -> bytes:
    """Set `values` in `template` and return its first page as a PNG. Raises FontsMissing."""
    with _compiler() as compiler:
        picture = typesetting.first_page(compiler, _order(template, values, dated), ppi=ppi)
    return _in_few_colours(picture)


def _in_few_colours(picture: bytes) -> bytes:
    with Image.open(io.BytesIO(picture)) as opened:
        few = opened.convert("RGB").quantize(64, method=Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
    palette = few.getpalette() or []
    white = max(range(0, len(palette), 3), key=lambda at: sum(palette[at : at + 3]))
    palette[white : white + 3] = [255, 255, 255]  # the octree gives the paper a shade of grey
    few.putpalette(palette)
    file = io.BytesIO()
    few.save(file, "PNG")
    return file.getvalue()


def long_pdf(template: str, values: Mapping[str, object], *, dated: date) -> bytes:
    """Like `pdf`, for papers of many pages, in a process of its own that takes its memory with it when it ends."""
    _fonts()
    order = [str(templates_dir()), str(fonts_dir()), _order(template, values, dated)]
    with _one_at_a_time:
        child = subprocess.run(  # noqa: S603 -- our own interpreter and our own file; the values go through stdin
            [sys.executable, "-P", typesetting.__file__],
            input=json.dumps(order).encode(),
            capture_output=True,
            check=False,
            timeout=CHILD_TIMEOUT,
        )
    if child.returncode:
        raise RuntimeError(f"{template} could not be set: {child.stderr.decode(errors='replace')}")
    return child.stdout


@cache
def _fonts() -> typst.Fonts:
    return typesetting.fonts(str(fonts_dir()))


# A compiler keeps its inputs and serves one thread at a time. A few of them, lent in turn, serve any number of threads
# with bounded memory; typst lets go of the GIL while it works.
_compilers: LifoQueue[typst.Compiler | None] = LifoQueue()
for _ in range(max(2, os.cpu_count() or 2)):
    _compilers.put(None)


@contextmanager
def _compiler() -> Iterator[typst.Compiler]:
    compiler = _compilers.get()
    try:
        if compiler is None:
            compiler = typst.Compiler(root=str(templates_dir()), font_paths=_fonts())
        yield compiler
    finally:
        _compilers.put(compiler)


def _order(template: str, values: Mapping[str, object], dated: date) -> Order:
    return {
        "template": str(templates_dir() / template),
        "values": json.dumps({**values, "dated": [dated.year, dated.month, dated.day]}),
        "timestamp": int(datetime(dated.year, dated.month, dated.day, tzinfo=UTC).timestamp()),
    }
