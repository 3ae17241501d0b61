"""Looking for a name wherever an installation keeps anything: tables, files, logs, a backup."""

import gzip
import logging
import tarfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile, is_zipfile

from flask import Flask
from pypdf import PdfReader
from sqlalchemy import inspect, text

from tests.counting import engine_of
from webapp import database
from webapp.config import Settings
from webapp.operations.logs import JsonLines


def tables(app: Flask) -> str:
    """Every value of every table, as one text."""
    engine = engine_of(app)
    with engine.connect() as connection:
        return "\n".join(
            str(tuple(row))
            for table in inspect(engine).get_table_names()
            for row in connection.execute(text(f'SELECT * FROM "{table}"'))  # our own tables
        )


def settings_of(app: Flask) -> Settings:
    found: Settings = app.config["SETTINGS"]
    return found


def files(app: Flask) -> str:
    """Every file of the installation, read as what it is; on SQLite the bytes of the database too, its log emptied."""
    settings = settings_of(app)
    with app.app_context():
        database.empty_log()
    found = {one for folder in (settings.instance_path, settings.files_dir) for one in folder.rglob("*")}
    return "\n".join(words(one.read_bytes()) for one in sorted(found) if one.is_file())


def words(content: bytes) -> str:
    """The text of a PDF, of the parts of a workbook, an archive or a mail; of all else its bytes."""
    if content.startswith(b"%PDF-"):
        try:
            return "\n".join(page.extract_text() for page in PdfReader(BytesIO(content)).pages)
        except Exception:  # a sketch of a PDF in a test: its bytes speak
            return content.decode(errors="replace")
    if is_zipfile(BytesIO(content)):
        with ZipFile(BytesIO(content)) as archive:
            return "\n".join(words(archive.read(name)) for name in archive.namelist())
    return content.decode(errors="replace").replace("=\n", "").replace("=\r\n", "")


def backup(path: Path) -> str:
    """Everything in a backup. pg_dump packs tables with zlib, so those streams are opened where they begin."""
    with tarfile.open(path, "r:gz") as archive:
        members = [archive.extractfile(one) for one in archive.getmembers() if one.isfile()]
        return "\n".join(_unpacked(one.read()) for one in members if one)


def _unpacked(content: bytes) -> str:
    found = [words(content)]
    if content.startswith(b"PGDMP"):
        for at in (
            place for place in range(len(content) - 1) if content[place : place + 2] in (b"\x78\x9c", b"\x78\x01")
        ):
            try:
                found.append(zlib.decompressobj().decompress(content[at:]).decode(errors="replace"))
            except zlib.error:
                continue
    if content.startswith(b"\x1f\x8b"):
        found.append(gzip.decompress(content).decode(errors="replace"))
    return "\n".join(found)


@contextmanager
def logs() -> Iterator[list[str]]:
    """Every line that would be written to the log, at every level."""
    lines: list[str] = []

    class Keep(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            lines.append(JsonLines().format(record))

    handler, root = Keep(), logging.getLogger()
    before = root.level
    root.addHandler(handler)
    root.setLevel(logging.INFO)
    try:
        yield lines
    finally:
        root.removeHandler(handler)
        root.setLevel(before)
