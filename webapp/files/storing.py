"""Keeping uploads. Verbs add and flush; the bytes are on the disk before the row can be committed."""

import os
import unicodedata
from collections.abc import Collection
from datetime import datetime
from hashlib import sha256
from pathlib import Path

from flask_babel import gettext as _
from werkzeug.datastructures import FileStorage

from webapp.database import db
from webapp.errors import Refused
from webapp.files import pictures, sniffing
from webapp.files.models import StoredFile
from webapp.web.pages import settings

MAX_PICTURE_BYTES = 10 * 1024 * 1024
MAX_DOCUMENT_BYTES = 10 * 1024 * 1024
LONGEST_NAME = 120


def store_picture(upload: FileStorage, *, at: datetime, edge: int = pictures.MAX_EDGE) -> StoredFile:
    """Keep a JPEG, PNG or WebP, drawn anew at most `edge` pixels long. Raises Refused with what is wrong with it."""
    content = _read(upload, MAX_PICTURE_BYTES)
    if sniffing.media_type_of(content) not in sniffing.PICTURES:
        raise Refused(_("Berkas ini bukan gambar JPG, PNG, atau WebP."))
    return _keep_picture(content, upload.filename, at=at, edge=edge)


def store_document(
    upload: FileStorage, *, at: datetime, types: Collection[str] = frozenset(sniffing.ENDINGS)
) -> StoredFile:
    """Keep a document of one of `types` as it is; a picture among them is drawn anew. Raises Refused."""
    content = _read(upload, MAX_DOCUMENT_BYTES)
    media_type = sniffing.media_type_of(content)
    if media_type is None or media_type not in types:
        endings = ", ".join(sniffing.ENDINGS[one].removeprefix(".").upper() for one in sniffing.ENDINGS if one in types)
        raise Refused(_("Jenis berkas ini tidak diterima. Yang diterima: %(endings)s, tanpa makro.", endings=endings))
    if media_type in sniffing.PICTURES:
        return _keep_picture(content, upload.filename, at=at, edge=pictures.MAX_EDGE)
    return _keep(StoredFile(name=_shown_name(upload.filename, media_type), media_type=media_type), content, at=at)


def store_table(upload: FileStorage, *, at: datetime) -> StoredFile:
    """Keep a workbook or a delimited text as it came, for a later job to read. Raises Refused for what is neither."""
    content = _read(upload, MAX_DOCUMENT_BYTES)
    media_type = sniffing.media_type_of(content)
    if media_type not in {None, sniffing.XLSX} or (media_type is None and not sniffing.is_text(content)):
        raise Refused(_("Berkas ini bukan tabel CSV atau XLSX yang dapat dibaca."))
    media_type = media_type or sniffing.CSV
    return _keep(StoredFile(name=_shown_name(upload.filename, media_type), media_type=media_type), content, at=at)


def store_data(content: bytes, name: str, *, at: datetime) -> StoredFile:
    """Keep a table or a data file that its caller has read and understood, exactly as it came."""
    found = sniffing.media_type_of(content) or (sniffing.JSON if content.lstrip().startswith(b"{") else sniffing.CSV)
    return _keep(StoredFile(name=_shown_name(name, found), media_type=found), content, at=at)


def path_of(stored: StoredFile) -> Path:
    return folder() / stored.ref


def folder() -> Path:
    return settings().files_dir / "uploads"


def _read(upload: FileStorage, limit: int) -> bytes:
    content = upload.stream.read(limit + 1)
    if not content:
        raise Refused(_("Berkas ini kosong. Mohon pilih berkas lain."))
    if len(content) > limit:
        raise Refused(_("Berkas ini terlalu besar: paling banyak %(n)d MB.", n=limit // 1024 // 1024))
    return content


def _keep_picture(content: bytes, name: str | None, *, at: datetime, edge: int) -> StoredFile:
    found = pictures.cleaned(content, edge=edge)
    row = StoredFile(
        name=_shown_name(name, found.media_type), media_type=found.media_type, width=found.width, height=found.height
    )
    return _keep(row, found.content, at=at)


def _keep(row: StoredFile, content: bytes, *, at: datetime) -> StoredFile:
    """Bytes of a row that is rolled back are removed by `sweeping`; the other order could lose a file."""
    row.size, row.sha256, row.stored_at = len(content), sha256(content).hexdigest(), at
    db.session.add(row)
    db.session.flush()
    target = path_of(row)
    target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    aside = target.with_suffix(".part")
    with aside.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    aside.chmod(0o600)
    os.replace(aside, target)
    return row


def _shown_name(name: str | None, media_type: str) -> str:
    """The last part of a claimed name without marks that could deceive, ending as its type does."""
    last = (name or "").replace("\\", "/").rsplit("/", 1)[-1]
    kept = "".join(mark for mark in last if unicodedata.category(mark)[0] != "C" and mark not in '<>:"|?*')
    stem = kept.rsplit(".", 1)[0] if "." in kept else kept
    return (stem.strip(" .")[:LONGEST_NAME] or "berkas") + (sniffing.ENDINGS | sniffing.DATA)[media_type]
