"""Certificates as paper: the name whole in every design and length, what stands there, and what must not."""

import io
from datetime import date

import pytest
import zxingcpp
from PIL import Image
from pypdf import PdfReader

from webapp.documents.certificate import Awarded, CertificateSheet, certificate_png, certificates_pdf
from webapp.documents.letterheads import Letterhead, Signatory

ADDRESS = "https://gelar.example/certificates/abcdefgh234567xy"


def sheet(design: str = "tikar", **values: object) -> CertificateSheet:
    given: dict[str, object] = {
        "design": design,
        "uid": "webinar-2022",
        "kind": "webinar",
        "lines": ("dalam kegiatan Webinar “Forum KIM”", "yang diselenggarakan oleh Diskominfo"),
        "organizer": "Diskominfo",
        "dated": date(2022, 3, 10),
        "check": "gelar.example/certificates",
        "letterhead": Letterhead(lines=("PEMERINTAH PROVINSI", "DINAS CONTOH")),
        "signatory": Signatory(place_date="Palangka Raya, 10 Maret 2022", title="Kepala Dinas,", name="PEJABAT"),
    } | values
    return CertificateSheet(**given)  # type: ignore[arg-type]


def awarded(name: str = "Dehen", **values: str) -> Awarded:
    return Awarded(**({"name": name, "role": "Peserta", "number": "1/SERT/III/2022", "address": ADDRESS} | values))


def pages(content: bytes) -> list[str]:
    return [" ".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(content)).pages]


@pytest.mark.parametrize("design", ["tikar", "garis", "resmi"])
@pytest.mark.parametrize(
    "name", ["X", "dr. H. Abdul Rahman, S.Kom.", "Nama " * 24, "N" * 120, "#import \\input $x$ <b>"]
)
def test_a_name_stands_whole_on_one_page_in_every_design(design: str, name: str) -> None:
    found = pages(certificates_pdf(sheet(design), [awarded(name)]))

    assert len(found) == 1
    assert "".join(name.split()) in "".join(found[0].replace("\u200b", "").split())
    assert "Nomor: 1/SERT/III/2022" in found[0]


def test_each_person_has_a_page() -> None:
    found = pages(certificates_pdf(sheet(), [awarded(f"Peserta {n}") for n in range(3)]))

    assert [f"Peserta {n}" in page for n, page in enumerate(found)] == [True] * 3


def test_it_never_claims_an_electronic_signature() -> None:
    found = pages(certificates_pdf(sheet(), [awarded()]))[0].casefold()

    assert not {"elektronik", "bsre", "tersertifikasi", "tte"} & set(found.split())


def test_the_archive_takes_it_and_a_reader_reads_it() -> None:
    reader = PdfReader(io.BytesIO(certificates_pdf(sheet(), [awarded()])))

    assert "/StructTreeRoot" in str(reader.root_object)
    assert "pdfaid" in str(reader.xmp_metadata and reader.xmp_metadata.stream.get_data())


def test_its_code_opens_the_page_that_checks_it() -> None:
    picture = Image.open(io.BytesIO(certificate_png(sheet(), awarded())))

    assert [code.text for code in zxingcpp.read_barcodes(picture.convert("RGB").resize((2246, 1588)))] == [ADDRESS]


def test_a_background_and_a_colour_of_ones_own_are_drawn() -> None:
    file = io.BytesIO()
    Image.new("RGB", (594, 420), "#123456").save(file, "PNG")

    drawn = Image.open(io.BytesIO(certificate_png(sheet(background=file.getvalue()), awarded()))).convert("RGB")

    for pixel in (drawn.getpixel((4, 4)), drawn.getpixel((1118, 4))):
        assert isinstance(pixel, tuple)
        assert all(abs(a - b) < 12 for a, b in zip(pixel, (0x12, 0x34, 0x56), strict=True))
