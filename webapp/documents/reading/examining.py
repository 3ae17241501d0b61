"""Looking through a workbook before it is opened: how much it holds, so that no small file fills the memory.

A zip of 40 kB can hold gigabytes; two cells at opposite corners make a reader lay out the whole rectangle; one long
shared text can be named by every cell. All three are counted here with a streaming parser, before calamine sees a byte.
"""

import io
import re
import struct
import zipfile
import zlib
from array import array
from xml.parsers import expat

from webapp.documents.reading.cells import Limits, Unreadable

_CHUNK = 64 * 1024
_ENTRIES = 500
_RATIO = 250  # deflate of plain sheets stays below 50
_REFERENCE = re.compile(r"([A-Za-z]{1,3})([0-9]{1,7})")
_OTHER_BOOKS = ("xl/workbook.bin", "content.xml")  # formats that calamine would fall back to

# What a damaged archive or part raises on its way through the standard library.
_BROKEN = (zipfile.BadZipFile, zlib.error, struct.error, expat.ExpatError, RuntimeError, EOFError, OSError, ValueError)


def examine(data: bytes, limits: Limits) -> None:
    """Raise Unreadable unless the archive is a workbook of which every sheet stays within `limits`."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
            names = [entry.filename for entry in entries]
            if len(entries) > _ENTRIES or len(set(names)) < len(names):
                raise Unreadable.broken()
            if any(name in names for name in _OTHER_BOOKS):
                raise Unreadable.old_format()
            if "xl/workbook.xml" not in names:
                raise Unreadable.no_table()
            if sum(entry.file_size for entry in entries) > min(limits.unpacked, max(len(data) * _RATIO, 1_000_000)):
                raise Unreadable.unpacks_too_far()
            shared = _Shared()
            # The texts come first: a sheet is measured by the texts that its cells name.
            for entry in sorted(entries, key=lambda entry: "sharedStrings" not in entry.filename):
                _examine_part(archive, entry, shared, limits)
    except _BROKEN as wrong:
        raise Unreadable.broken() from wrong


def _examine_part(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, shared: "_Shared", limits: Limits) -> None:
    with archive.open(entry) as part:
        head = part.read(_CHUNK)
        if not head.lstrip(b"\xef\xbb\xbf\xff\xfe\x00 \t\r\n").startswith(b"<"):
            while part.read(_CHUNK):  # to its end, so that a false size in the directory shows
                pass
            return
        parser = _Part(shared, limits).parser
        while head:
            parser.Parse(head)
            head = part.read(_CHUNK)
        parser.Parse(b"", True)  # noqa: FBT003  # its only way to say that this was all


class _Shared:
    """Lengths of the shared texts, by their number."""

    def __init__(self) -> None:
        self.lengths = array("I")


class _Part:
    """One XML part: counts rows, columns, cells and characters while it is parsed."""

    def __init__(self, shared: _Shared, limits: Limits) -> None:
        self.shared, self.limits = shared, limits
        self.characters = self.row = self.column = 0
        self.text: list[str] | None = None
        self.is_shared_cell = False
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._data
        self.parser.StartDoctypeDeclHandler = self._refuse_doctype

    def _refuse_doctype(self, *_: object) -> None:
        raise Unreadable.broken()

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        name = name.rpartition(" ")[2]
        if name == "row":
            self.row, self.column = int(attributes.get("r") or self.row + 1), 0
        elif name == "c":
            self._cell(attributes)
        elif name == "si":
            self.shared.lengths.append(0)
        elif name == "v":
            self.text = []

    def _cell(self, attributes: dict[str, str]) -> None:
        self.is_shared_cell = attributes.get("t") == "s"
        reference = _REFERENCE.fullmatch(attributes.get("r", ""))
        if reference is None:
            self.column += 1
            return
        self.column = 0
        for letter in reference[1].upper():
            self.column = self.column * 26 + ord(letter) - ord("A") + 1
        self.row = int(reference[2])

    def _end(self, name: str) -> None:
        name = name.rpartition(" ")[2]
        if name in {"v", "is"}:  # blank cells that were only painted may stand anywhere
            self._check_place()
        if name == "v" and self.text is not None:
            text, self.text = "".join(self.text), None
            if self.is_shared_cell and text.strip().isdecimal() and int(text) < len(self.shared.lengths):
                self._count(self.shared.lengths[int(text)])

    def _check_place(self) -> None:
        if self.row > self.limits.rows:
            raise Unreadable.too_many_rows(self.limits)
        if self.column > self.limits.columns:
            raise Unreadable.too_many_columns(self.limits, self.row)

    def _data(self, text: str) -> None:
        self._count(len(text))
        if self.text is not None:
            self.text.append(text)
        elif self.shared.lengths:
            self.shared.lengths[-1] += len(text)

    def _count(self, characters: int) -> None:
        self.characters += characters
        if self.characters > self.limits.characters:
            raise Unreadable.unpacks_too_far()
