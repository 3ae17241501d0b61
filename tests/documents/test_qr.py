"""QR symbols: what a cheap camera needs (ISO/IEC 18004; C50, C51)."""

import base64
import io
import random
from xml.etree import ElementTree

import pytest
import zxingcpp
from PIL import Image

from tests.documents.reading import across_a_desk, symbols
from webapp.documents import qr

ADDRESS = "HTTPS://GELAR.KALTENG.GO.ID/T/ABCDEFGHIJKLMNOPQRSTUVWX27"


def addresses(count: int) -> list[str]:
    luck = random.Random(18004)
    return [f"HTTPS://GELAR.KALTENG.GO.ID/T/{base64.b32encode(luck.randbytes(16)).decode()[:26]}" for _ in range(count)]


def photographed(picture: bytes, luck: random.Random) -> Image.Image:
    """As a phone sees it across a desk: small, turned, blurred, pale, compressed."""
    with Image.open(io.BytesIO(picture)) as opened:
        return across_a_desk(opened.convert("L").resize((200, 200)), luck)


def test_a_ticket_address_is_read_back_from_the_picture() -> None:
    (symbol,) = symbols(qr.png(ADDRESS))

    assert symbol.text == ADDRESS


def test_a_ticket_address_is_at_most_version_four_and_level_m() -> None:
    side = len(qr.modules(ADDRESS))
    (symbol,) = symbols(qr.png(ADDRESS))

    assert side == 29  # version 3
    assert symbol.ec_level == "M"


def test_the_longest_usual_host_still_fits_version_four() -> None:
    longest = "HTTPS://KEGIATAN.DISKOMINFOSANTIK.KALTENG.GO.ID:8443/T/ABCDEFGHIJKLMNOPQRSTUVWX27"

    assert len(qr.modules(longest)) <= 33


def test_forty_codes_are_read_from_poor_photographs() -> None:
    luck = random.Random(4)

    read = [zxingcpp.read_barcodes(photographed(qr.png(text), luck)) for text in addresses(40)]

    assert [found[0].text for found in read if found] == addresses(40)


def test_four_white_modules_stand_around_the_symbol() -> None:
    scale = 5
    with Image.open(io.BytesIO(qr.png(ADDRESS, scale=scale))) as opened:
        dark = opened.convert("L").point(lambda value: 255 - value).getbbox()

    assert dark is not None
    assert dark[:2] == (4 * scale, 4 * scale)
    assert opened.size[0] == (29 + 8) * scale


def test_a_text_too_dense_for_cheap_cameras_is_refused() -> None:
    with pytest.raises(ValueError, match="version"):
        qr.modules("https://gelar.example/" + "x" * 100)

    assert qr.modules("https://gelar.example/" + "x" * 100, max_version=10)


def test_the_drawing_has_a_name_a_white_ground_and_no_inline_style() -> None:
    drawing = qr.svg(ADDRESS, 'QR tiket <KT-7F3K> "A&B"')
    root = ElementTree.fromstring(drawing)

    assert root[0].text == 'QR tiket <KT-7F3K> "A&B"'
    assert root[1].attrib == {"fill": "#fff", "d": "M0 0h37v37H0z"}
    assert "style" not in drawing


def test_the_drawing_holds_the_same_modules_as_the_picture() -> None:
    path = ElementTree.fromstring(qr.svg(ADDRESS, "QR"))[2].attrib["d"]
    drawn = set()
    for run in path.removesuffix("z").split("z"):
        start, rest = run.removeprefix("M").split("h", 1)
        x, y = map(int, start.split())
        drawn |= {(column, y) for column in range(x, x + int(rest.split("v")[0]))}

    dark = {(x + 4, y + 4) for y, row in enumerate(qr.modules(ADDRESS)) for x, module in enumerate(row) if module}
    assert drawn == dark
