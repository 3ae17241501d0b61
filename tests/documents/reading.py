"""Reading back what was made: the text, the places and the symbols of papers and pictures."""

import io
import random
from dataclasses import dataclass

import zxingcpp
from PIL import Image, ImageFilter
from pypdf import PdfReader
from pypdf.generic import ContentStream

MM = 72 / 25.4  # points


@dataclass(frozen=True)
class Word:
    """A piece of text with the place of its baseline, in points from the lower left corner."""

    text: str
    x: float
    y: float


def reader(pdf: bytes) -> PdfReader:
    return PdfReader(io.BytesIO(pdf))


def pages(pdf: bytes) -> list[str]:
    """The text of each page, without the invisible places where a word may break."""
    return [page.extract_text().replace("\u200b", "") for page in reader(pdf).pages]


def words(pdf: bytes, page: int = 0) -> list[Word]:
    found: list[Word] = []

    def visit(text: str, around: list[float], matrix: list[float], *_: object) -> None:
        if text.strip():
            x = matrix[4] * around[0] + around[4]
            found.append(Word(text.strip(), x, matrix[5] * around[3] + around[5]))

    reader(pdf).pages[page].extract_text(visitor_text=visit)
    return found


def is_archival(pdf: bytes) -> bool:
    """Tell whether the file says that it is PDF/A-2a and PDF/UA-1 and is tagged."""
    document = reader(pdf)
    metadata = document.xmp_metadata.stream.get_data().decode() if document.xmp_metadata else ""
    wanted = ("<pdfaid:part>2", "<pdfaid:conformance>A", "<pdfuaid:part>1")
    return all(mark in metadata for mark in wanted) and "/MarkInfo" in document.root_object


def across_a_desk(picture: Image.Image, luck: random.Random) -> Image.Image:
    """As a cheap phone sees it: turned, blurred, pale, noisy, compressed."""
    turned = picture.convert("L").rotate(luck.uniform(-20, 20), expand=True, fillcolor=255)
    seen = turned.filter(ImageFilter.GaussianBlur(0.9))
    noise = Image.frombytes("L", seen.size, luck.randbytes(seen.width * seen.height))
    pale = Image.blend(seen.point(lambda value: value * 0.6 + 50), noise, 0.15)
    file = io.BytesIO()
    pale.save(file, "JPEG", quality=50)
    return Image.open(file)


def symbols(picture: bytes) -> list[zxingcpp.Barcode]:
    with Image.open(io.BytesIO(picture)) as opened:
        return list(zxingcpp.read_barcodes(opened.convert("L")))


def operators(pdf: bytes) -> set[bytes]:
    """The drawing operators of all pages."""
    document = reader(pdf)
    return {
        operator for page in document.pages for _, operator in ContentStream(page.get_contents(), document).operations
    }
