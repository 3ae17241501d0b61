"""One run of typst, which also runs as a child (`python -P` of this file): so it imports nothing of ours."""

import json
import sys
from typing import BinaryIO, Literal, TypedDict

import typst

FAMILY = "Plus Jakarta Sans"
ARCHIVAL: list["typst.PDFStandard"] = ["a-2a", "ua-1"]
"""PDF/A-2a for the archive (ISO 19005-2) and PDF/UA-1 for screen readers (ISO 14289-1)."""


# What typst says of such a letter, and of one from the private area. Any other complaint is a fault of a template.
_LETTERS = ("could not be displayed with", "contains the codepoint")


class Order(TypedDict):
    """What to set: the template's path, its values as one JSON text, and the time to write into the file."""

    template: str
    values: str
    timestamp: int


class FontsMissing(RuntimeError):
    """The typeface of the documents is not installed; typst would quietly set them in a serif."""


def fonts(folder: str) -> typst.Fonts:
    """Load the fonts of `folder` and those inside typst, never the machine's. Raises FontsMissing without ours."""
    loaded = typst.Fonts(include_system_fonts=False, font_paths=[folder])
    if FAMILY not in loaded.families():
        raise FontsMissing(f"The typeface {FAMILY} is not in {folder}. Run bin/assets to build it.")
    return loaded


def pdf(compiler: typst.Compiler, order: Order) -> bytes:
    """Return the paper as PDF/A-2a and PDF/UA-1.

    A character that no font has, such as cuneiform in a name, is forbidden by both standards; such a paper comes as a
    plain tagged PDF with a box in that place.
    """
    try:
        return _compile(compiler, order, "pdf", standards=ARCHIVAL)
    except typst.TypstError as error:
        if not any(reason in error.message for reason in _LETTERS):
            raise
        return _compile(compiler, order, "pdf", standards=[])


def png(compiler: typst.Compiler, order: Order, *, ppi: float) -> bytes:
    """Return a template of one page as a picture of `ppi` pixels an inch."""
    return _compile(compiler, order, "png", standards=[], ppi=ppi)


def first_page(compiler: typst.Compiler, order: Order, *, ppi: float) -> bytes:
    """Return the first page of a template of any number of pages as a picture."""
    made = compiler.compile(
        order["template"], format="png", ppi=ppi, sys_inputs={"data": order["values"]}, timestamp=order["timestamp"]
    )
    pages = made if isinstance(made, list) else [made]
    if not pages or not isinstance(pages[0], bytes):
        raise TypeError(f"{order['template']} gave no page")
    return pages[0]


def _compile(
    compiler: typst.Compiler,
    order: Order,
    kind: Literal["pdf", "png"],
    *,
    standards: list["typst.PDFStandard"],
    ppi: float | None = None,
) -> bytes:
    made = compiler.compile(
        order["template"],
        format=kind,
        ppi=ppi,
        sys_inputs={"data": order["values"]},
        pdf_standards=standards,
        timestamp=order["timestamp"],
    )
    if not isinstance(made, bytes):
        raise TypeError(f"{order['template']} did not give one file")
    return made


def main(source: BinaryIO, target: BinaryIO) -> None:
    """Read [root, folder of fonts, order] as JSON and write the PDF."""
    root, folder, order = json.load(source)
    target.write(pdf(typst.Compiler(root=root, font_paths=fonts(folder)), order))


if __name__ == "__main__":
    main(sys.stdin.buffer, sys.stdout.buffer)
