"""What is kept of an upload, and what is refused."""

from datetime import timedelta
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_LZMA, ZipFile

import pytest
from flask import Flask
from PIL import Image
from werkzeug.datastructures import FileStorage

from tests.factories import START
from webapp.clock import now
from webapp.database import db
from webapp.errors import Refused
from webapp.files import pictures, storing, sweeping
from webapp.files.delivering import deliver
from webapp.files.models import StoredFile


@pytest.fixture(autouse=True)
def _context(context: None) -> None:
    """Every test here stands inside an application context."""


def upload(content: bytes, name: str = "poster.jpg") -> FileStorage:
    return FileStorage(BytesIO(content), filename=name)


def picture(form: str = "JPEG", size: tuple[int, int] = (60, 40), mode: str = "RGB", **more: object) -> bytes:
    out = BytesIO()
    Image.new(mode, size, (200, 10, 10) if mode == "RGB" else (200, 10, 10, 90)).save(out, form, **more)
    return out.getvalue()


def archive(**parts: str) -> bytes:
    out = BytesIO()
    with ZipFile(out, "w") as made:
        for name, text in parts.items():
            made.writestr(name.replace("__", "/"), text)
    return out.getvalue()


def damaged(packing: int) -> bytes:
    """An OpenDocument whose type is packed, and whose packed bytes are not what they should be."""
    out = BytesIO()
    with ZipFile(out, "w", packing) as made:
        made.writestr("mimetype", bytes(range(33, 99)))
    content = bytearray(out.getvalue())
    content[30 + len("mimetype") + (4 if packing == ZIP_LZMA else 0)] = 0xFF
    return bytes(content)


def test_a_picture_is_drawn_anew_without_its_metadata() -> None:
    exif = Image.Exif()
    exif[0x010F] = "Kamera Rahasia"
    content = picture(exif=exif, comment=b"koordinat rumah")

    kept = storing.path_of(storing.store_picture(upload(content), at=START)).read_bytes()

    assert b"Kamera Rahasia" in content and b"koordinat rumah" in content
    assert b"Kamera Rahasia" not in kept and b"koordinat rumah" not in kept


def test_a_picture_stands_upright_and_is_bounded() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6  # turned by 90 degrees

    row = storing.store_picture(upload(picture(size=(400, 100), exif=exif)), at=START, edge=200)

    assert (row.width, row.height) == (50, 200)


def test_a_see_through_logo_stays_so() -> None:
    row = storing.store_picture(upload(picture("PNG", mode="RGBA"), "logo.png"), at=START)

    assert row.media_type == "image/png"
    assert Image.open(storing.path_of(row)).getpixel((0, 0)) == (200, 10, 10, 90)


def test_a_picture_of_too_many_pixels_is_refused_before_it_is_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    content = picture("PNG", size=(300, 300))
    monkeypatch.setattr(pictures, "MAX_PIXELS", 50_000)

    with pytest.raises(Refused, match="terlalu besar"):
        storing.store_picture(upload(content), at=START)


def test_a_picture_of_a_hundred_million_pixels_is_refused() -> None:
    content = picture("PNG", size=(20, 20))
    bomb = content[:16] + (10_000).to_bytes(4) * 2 + content[24:]

    with pytest.raises(Refused):
        storing.store_picture(upload(bomb), at=START)


@pytest.mark.parametrize(
    "content",
    [b"<svg xmlns='http://www.w3.org/2000/svg'/>", b"<script>", b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"GIF89a", b""],
)
def test_what_is_no_picture_is_refused_with_a_sentence(content: bytes) -> None:
    with pytest.raises(Refused):
        storing.store_picture(upload(content), at=START)


def test_too_many_bytes_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(storing, "MAX_DOCUMENT_BYTES", 1024 * 1024)

    with pytest.raises(Refused, match="paling banyak 1 MB"):
        storing.store_document(upload(b"%PDF-" + bytes(1024 * 1024)), at=START)


def test_documents_are_known_by_their_bytes_not_their_name() -> None:
    pdf = storing.store_document(upload(b"%PDF-1.7 x", "materi.exe"), at=START)
    slides = archive(**{"[Content_Types].xml": "", "ppt__presentation.xml": ""})
    pptx = storing.store_document(upload(slides, "materi.zip"), at=START)

    assert (pdf.name, pptx.name) == ("materi.pdf", "materi.pptx")
    assert storing.path_of(pdf).read_bytes() == b"%PDF-1.7 x"


@pytest.mark.parametrize(
    "content",
    [
        archive(**{"[Content_Types].xml": "", "word__document.xml": "", "word__vbaProject.bin": ""}),
        archive(**{"index.html": "<script>"}),
        b"PK\x03\x04 broken",
        damaged(ZIP_DEFLATED),
        damaged(ZIP_LZMA),
        b"<!doctype html>",
        b"MZ\x90",
    ],
)
def test_macros_archives_and_pages_are_refused(content: bytes) -> None:
    with pytest.raises(Refused, match="tidak diterima"):
        storing.store_document(upload(content), at=START)


@pytest.mark.parametrize("name", ["../../etc/passwd", "a\u202egpj.exe", "C:\\x\\materi.pdf", "\x00", None, "n" * 500])
def test_a_claimed_name_is_no_path_and_cannot_deceive(name: str | None) -> None:
    row = storing.store_document(upload(b"%PDF-1.7", name or ""), at=START)

    assert row.name.endswith(".pdf")
    assert not set(row.name) & set("/\\\x00\u202e") and len(row.name) <= storing.LONGEST_NAME + 4
    assert storing.path_of(row).parent == storing.folder()


def test_a_document_is_sent_as_a_download_that_runs_nothing(app: Flask) -> None:
    row = storing.store_document(upload(b"%PDF-1.7", "Materi Agus.pdf"), at=START)

    with app.test_request_context():
        answer = deliver(row)
        answer.close()

    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert "sandbox" in answer.headers["Content-Security-Policy"]
    assert answer.mimetype == "application/pdf"


def test_bytes_without_a_row_are_swept_and_others_stay() -> None:
    kept = storing.store_document(upload(b"%PDF-1.7 a"), at=START)
    gone = storing.store_document(upload(b"%PDF-1.7 b"), at=START)
    path = storing.path_of(gone)
    db.session.delete(gone)
    db.session.commit()

    assert sweeping.sweep(at=now()) == 0  # may belong to a transaction that is still under way
    assert sweeping.sweep(at=now() + timedelta(hours=2)) == 1
    assert storing.path_of(kept).exists() and not path.exists()
    assert db.session.get(StoredFile, kept.id) is kept
