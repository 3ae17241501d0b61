"""What bytes really are. The name and the type that a sender claims prove nothing."""

import zlib
from io import BytesIO
from lzma import LZMAError
from zipfile import BadZipFile, ZipFile

JPEG, PNG, WEBP = "image/jpeg", "image/png", "image/webp"
PDF = "application/pdf"
PICTURES = frozenset({JPEG, PNG, WEBP})

_OFFICE = "application/vnd.openxmlformats-officedocument."
_OPEN_DOCUMENT = "application/vnd.oasis.opendocument."
XLSX = f"{_OFFICE}spreadsheetml.sheet"
CSV = "text/csv"
ENDINGS = {
    JPEG: ".jpg",
    PNG: ".png",
    WEBP: ".webp",
    PDF: ".pdf",
    f"{_OFFICE}presentationml.presentation": ".pptx",
    f"{_OFFICE}wordprocessingml.document": ".docx",
    XLSX: ".xlsx",
    f"{_OPEN_DOCUMENT}presentation": ".odp",
    f"{_OPEN_DOCUMENT}text": ".odt",
    f"{_OPEN_DOCUMENT}spreadsheet": ".ods",
}
"""Every type that is kept, with the ending of its name."""

JSON = "application/json"
DATA = {CSV: ".csv", JSON: ".json"}
"""Plain data looks like nothing in particular: kept only by who has read it."""

MOST_PARTS = 5_000
_OFFICE_PARTS = {
    "ppt/presentation.xml": f"{_OFFICE}presentationml.presentation",
    "word/document.xml": f"{_OFFICE}wordprocessingml.document",
    "xl/workbook.xml": XLSX,
}


def media_type_of(content: bytes) -> str | None:
    """The type of the bytes if it is one that is kept, else None. Documents with macros are not kept."""
    if content.startswith(b"\xff\xd8\xff"):
        return JPEG
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return PNG
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return WEBP
    if content.startswith(b"%PDF-"):
        return PDF
    return _of_archive(content) if content.startswith(b"PK\x03\x04") else None


def is_text(content: bytes) -> bool:
    """Whether it may be text in some encoding: control characters give pictures and programs away."""
    head = content[:4_000]
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return True
    return not any(mark < 32 and mark not in b"\t\n\r\v\f" and mark for mark in head) and (
        0 not in head or head[1::2].count(0) > len(head) // 4 or head[0::2].count(0) > len(head) // 4
    )


def _of_archive(content: bytes) -> str | None:
    """An office document by its parts; nothing is unpacked but the short type of an OpenDocument (its part 3, 3.3)."""
    try:
        with ZipFile(BytesIO(content)) as archive:
            parts = archive.infolist()
            names = {part.filename for part in parts}
            if len(parts) > MOST_PARTS or any(name.endswith("vbaProject.bin") for name in names):
                return None
            if parts and parts[0].filename == "mimetype" and parts[0].file_size < 100:
                claimed = archive.read(parts[0]).decode("ascii", "replace")
                return claimed if claimed in ENDINGS else None
    except (BadZipFile, NotImplementedError, RuntimeError, ValueError, OSError, EOFError, zlib.error, LZMAError):
        # What zipfile raises for archives that are broken, locked with a password, or packed in a way it does not know.
        return None
    if "[Content_Types].xml" not in names:
        return None
    return next((media_type for part, media_type in _OFFICE_PARTS.items() if part in names), None)
